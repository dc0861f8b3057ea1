"""Every kind of event, by its name: docs/protocol.md in code."""

from realtime.tools.chat import events as chat
from realtime.tools.guests import events as guests
from realtime.tools.moderation import events as moderation
from realtime.tools.mood import events as mood
from realtime.tools.polls import events as polls
from realtime.tools.questions import events as questions
from realtime.tools.queue import events as queue
from realtime.tools.screen import events as screen
from realtime.tools.script import events as script
from realtime.tools.small_groups import events as small_groups
from realtime.tools.wall import events as wall

BY_TOOL = {
    "chat": chat.KINDS,
    "polls": polls.KINDS,
    "queue": queue.KINDS,
    "questions": questions.KINDS,
    "script": script.KINDS,
    "mood": mood.KINDS,
    "guests": guests.KINDS,
    "wall": wall.KINDS,
    "moderation": moderation.KINDS,
    "small_groups": small_groups.KINDS,
    "screen": screen.KINDS,
}
KINDS = {name: kind for kinds in BY_TOOL.values() for name, kind in kinds.items()}
TOOL_OF = {name: tool for tool, kinds in BY_TOOL.items() for name in kinds}
