from realtime.tools.fields import Flag, Integer, OneOf, Text
from realtime.tools.moderation import actions, people, state
from realtime.tools.moderation.models import Reason, Restraint
from realtime.tools.tool import DeedKind, Tool

RUN = "realtime.run"
WHY = {"reason": OneOf(tuple(Reason.values))}
WHO = {"who": Text(20)}
WHAT = {"what": OneOf(tuple(Restraint.What.values))}

MODERATION = Tool(
    deeds={
        "hold_messages": DeedKind(actions.hold_messages, {"on": Flag()}, RUN, "moderation.rule"),
        "show_held": DeedKind(actions.let_in, {"held": Integer()}, RUN, "chat.settled"),
        "decline_held": DeedKind(actions.decline, {"held": Integer(), **WHY}, RUN, "chat.settled"),
        "hide_message": DeedKind(actions.hide_message, {"message": Integer(), **WHY}, RUN, "chat.hidden"),
        "unhide_message": DeedKind(actions.unhide_message, {"message": Integer()}, RUN, "chat.returned"),
        "restrain": DeedKind(people.restrain, {**WHO, **WHAT}, RUN, "moderation.told", reaches=True),
        "release": DeedKind(people.release, WHO, RUN, "moderation.told", reaches=True),
    },
    state=state.state,
    owns=state.owns,
)
