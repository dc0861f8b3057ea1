from realtime.tools.fields import Integer
from realtime.tools.queue import actions, state
from realtime.tools.tool import DeedKind, Tool

QUEUE = Tool(
    deeds={
        "raise_hand": DeedKind(actions.raise_hand, {}, "realtime.say", "queue.raised"),
        "lower_hand": DeedKind(actions.lower_hand, {}, "realtime.enter", "queue.left"),
        "remove_hand": DeedKind(actions.remove_hand, {"turn": Integer()}, "realtime.run", "queue.left"),
        "give_floor": DeedKind(actions.give_floor, {"turn": Integer()}, "realtime.run", "queue.floor"),
    },
    state=state.state,
)
