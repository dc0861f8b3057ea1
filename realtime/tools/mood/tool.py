from realtime.tools.fields import Flag, OneOf
from realtime.tools.mood import actions, state
from realtime.tools.mood.models import REACTIONS, WISHES
from realtime.tools.mood.sums import sums_of
from realtime.tools.tool import DeedKind, Tool

MOOD = Tool(
    deeds={
        "react": DeedKind(actions.react, {"mood": OneOf(REACTIONS)}, "realtime.enter", "mood.felt"),
        "wish": DeedKind(actions.wish, {"mood": OneOf(WISHES), "on": Flag()}, "realtime.vote", "mood.wished"),
        "hear_wish": DeedKind(actions.hear, {"mood": OneOf(WISHES)}, "realtime.run", "mood.heard"),
    },
    state=state.state,
    sums=sums_of,
)
