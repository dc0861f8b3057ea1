"""What each event does to a viewer's state, as docs/protocol.md tells it: a file a tool."""

from tests.live.effects import (
    chat,
    guests,
    moderation,
    mood,
    polls,
    questions,
    queue,
    screen,
    script,
    small_groups,
    wall,
)

TOOLS = (chat, polls, queue, questions, script, mood, guests, wall, moderation, small_groups, screen)
EFFECTS = {kind: effect for tool in TOOLS for kind, effect in tool.EFFECTS.items()}
