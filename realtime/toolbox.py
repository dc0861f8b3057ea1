"""The tools of a room, in the order they were made. To add one: its folder, and a line here and in kinds.py."""

from realtime.tools.chat.tool import CHAT
from realtime.tools.guests.tool import GUESTS
from realtime.tools.moderation.tool import MODERATION
from realtime.tools.mood.tool import MOOD
from realtime.tools.polls.tool import POLLS
from realtime.tools.questions.tool import QUESTIONS
from realtime.tools.queue.tool import QUEUE
from realtime.tools.screen.tool import SCREEN
from realtime.tools.script.tool import SCRIPT
from realtime.tools.small_groups.tool import SMALL_GROUPS
from realtime.tools.wall.tool import WALL

TOOLS = {
    "chat": CHAT,
    "polls": POLLS,
    "queue": QUEUE,
    "questions": QUESTIONS,
    "script": SCRIPT,
    "mood": MOOD,
    "guests": GUESTS,
    "wall": WALL,
    "moderation": MODERATION,
    "small_groups": SMALL_GROUPS,
    "screen": SCREEN,
}
DEEDS = {name: deed for tool in TOOLS.values() for name, deed in tool.deeds.items()}


def own_states(room_id, people):
    """{person id: what is theirs in the room's state, over all tools}."""
    states = {pk: {} for pk in people}
    for tool in TOOLS.values():
        for pk, part in (tool.owns(room_id, people) if tool.owns else {}).items():
            states[pk].update(part)
    return states


def acted_on(own):
    """{(tool, key)} of the sums that somebody with this own state has acted on."""
    return {(name, key) for name, tool in TOOLS.items() for key in tool.acted(own)}


def sums_of(room_id, stale=None):
    """{(tool, key): sum} of a room: those that are stale, or all."""
    wanted = {name: None for name, tool in TOOLS.items() if tool.sums}
    if stale is not None:
        wanted = {tool: {key for name, key in stale if name == tool} for tool, _key in stale}
    return {(name, key): one for name, keys in wanted.items() for key, one in TOOLS[name].sums(room_id, keys).items()}
