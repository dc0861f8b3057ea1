from realtime.tools.fields import Flag
from realtime.tools.screen import actions, state
from realtime.tools.tool import DeedKind, Tool

SCREEN = Tool(
    deeds={
        "screen_link": DeedKind(actions.change_link, {"on": Flag()}, "realtime.run", "screen.changed", of_session=True)
    },
    state=state.state,
)
