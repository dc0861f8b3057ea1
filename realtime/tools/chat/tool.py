from realtime.tools.chat import actions, state
from realtime.tools.fields import Text
from realtime.tools.tool import DeedKind, Tool

CHAT = Tool(
    deeds={
        "say": DeedKind(actions.say, {"text": Text(2000)}, "realtime.say", "chat.said", tells_coach=True, gathers=True),
    },
    state=state.state,
)
