"""What each event does to a viewer's state, as docs/protocol.md tells it: a file a tool."""

from tests.live.effects import chat, polls, questions, queue, script

EFFECTS = chat.EFFECTS | polls.EFFECTS | queue.EFFECTS | questions.EFFECTS | script.EFFECTS
