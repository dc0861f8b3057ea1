from realtime.tools.fields import Integer
from realtime.tools.script import running, state
from realtime.tools.tool import DeedKind, Tool

SCRIPT = Tool(
    deeds={
        "script_go": DeedKind(
            running.go, {"item": Integer()}, "realtime.run", "script.moved", reaches=True, of_session=True
        ),
        "script_end": DeedKind(running.end, {}, "realtime.run", "script.moved", of_session=True),
    },
    state=state.state,
)
