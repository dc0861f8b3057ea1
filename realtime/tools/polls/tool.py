from realtime.tools.fields import Answer, Flag, Integer, Text
from realtime.tools.polls import actions, clock, state
from realtime.tools.polls.tallies import tallies_of
from realtime.tools.tool import DeedKind, Tool

RUN = "realtime.run"

POLLS = Tool(
    deeds={
        "vote": DeedKind(
            actions.vote, {"run": Integer(), "answer": Answer(8_000)}, "realtime.vote", "poll.answered", gathers=True
        ),
        "open": DeedKind(actions.open_poll, {"poll": Integer()}, RUN, "poll.opened"),
        "close": DeedKind(actions.close, {"run": Integer()}, RUN, "poll.closed"),
        "reveal": DeedKind(actions.reveal, {"run": Integer()}, RUN, "poll.revealed"),
        "time": DeedKind(clock.give_time, {"run": Integer(), "seconds": Integer()}, RUN, "poll.timed"),
        "hide": DeedKind(actions.hide, {"run": Integer(), "text": Text(16), "hidden": Flag()}, RUN, "poll.hidden"),
    },
    state=state.state,
    owns=state.owns,
    sums=tallies_of,
    overdue=clock.close_overdue_in,
    acted=lambda own: map(int, own["mine"]),
)
