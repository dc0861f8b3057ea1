"""The tools of a room, in the order they were made. To add one: its folder, and a line here and in kinds.py."""

from realtime.tools.chat.tool import CHAT
from realtime.tools.polls.tool import POLLS
from realtime.tools.queue.tool import QUEUE

TOOLS = {"chat": CHAT, "polls": POLLS, "queue": QUEUE}
DEEDS = {name: deed for tool in TOOLS.values() for name, deed in tool.deeds.items()}


def own_state(room_id, person_id):
    """What is one person's in the room's state, over all tools."""
    parts = (tool.own(room_id, person_id) for tool in TOOLS.values() if tool.own)
    return {key: value for part in parts for key, value in part.items()}


def acted_on(own):
    """{(tool, key)} of the sums that somebody with this own state has acted on."""
    return {(name, key) for name, tool in TOOLS.items() for key in tool.acted(own)}


def sums_of(room_id, stale=None):
    """{(tool, key): sum} of a room: those that are stale, or all."""
    wanted = {name: None for name, tool in TOOLS.items() if tool.sums}
    if stale is not None:
        wanted = {tool: {key for name, key in stale if name == tool} for tool, _key in stale}
    return {(name, key): one for name, keys in wanted.items() for key, one in TOOLS[name].sums(room_id, keys).items()}
