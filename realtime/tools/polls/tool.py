from realtime.tools.fields import Integer, Integers
from realtime.tools.polls import actions, state
from realtime.tools.polls.events import KINDS
from realtime.tools.polls.tallies import tallies_of
from realtime.tools.tool import DeedKind, Tool

POLLS = Tool(
    deeds={
        "vote": DeedKind(
            actions.vote, {"run": Integer(), "choice": Integers(20)}, "realtime.vote", "poll.answered", gathers=True
        ),
        "open": DeedKind(actions.open_poll, {"poll": Integer()}, "realtime.run", "poll.opened"),
        "close": DeedKind(actions.close, {"run": Integer()}, "realtime.run", "poll.closed"),
        "reveal": DeedKind(actions.reveal, {"run": Integer()}, "realtime.run", "poll.revealed"),
    },
    kinds=KINDS,
    state=state.state,
    owns=state.owns,
    sums=tallies_of,
    acted=lambda own: map(int, own["mine"]),
)
