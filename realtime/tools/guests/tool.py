from realtime.tools.fields import Flag, Integer
from realtime.tools.guests import actions, state
from realtime.tools.tool import DeedKind, Tool

GUESTS = Tool(
    deeds={
        "open_door": DeedKind(actions.open_door, {"lobby": Flag()}, "realtime.run", "door.changed", of_session=True),
        "close_door": DeedKind(actions.close_door, {}, "realtime.run", "door.changed", of_session=True),
        "new_code": DeedKind(actions.new_code, {}, "realtime.run", "door.changed", of_session=True),
        "let_in": DeedKind(actions.let_in, {"guest": Integer()}, "realtime.run", "guests.let_in", of_session=True),
        "let_all_in": DeedKind(actions.let_all_in, {}, "realtime.run", "guests.let_in", of_session=True),
        "remove_guest": DeedKind(
            actions.remove_guest, {"guest": Integer()}, "realtime.run", "guest.removed", of_session=True
        ),
    },
    state=state.state,
)
