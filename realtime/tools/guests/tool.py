from realtime.tools.fields import Flag, Integer
from realtime.tools.guests import actions, state
from realtime.tools.tool import DeedKind, Tool

GUESTS = Tool(
    deeds={
        "open_door": DeedKind(actions.open_door, {"lobby": Flag()}, "realtime.run", "door.changed"),
        "close_door": DeedKind(actions.close_door, {}, "realtime.run", "door.changed"),
        "new_code": DeedKind(actions.new_code, {}, "realtime.run", "door.changed"),
        "let_in": DeedKind(actions.let_in, {"guest": Integer()}, "realtime.run", "guests.let_in"),
        "let_all_in": DeedKind(actions.let_all_in, {}, "realtime.run", "guests.let_in"),
        "remove_guest": DeedKind(actions.remove_guest, {"guest": Integer()}, "realtime.run", "guest.removed"),
    },
    state=state.state,
)
