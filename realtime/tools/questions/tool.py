from realtime.tools.fields import Flag, Integer, Text
from realtime.tools.questions import actions, private, state
from realtime.tools.questions.models import LONGEST
from realtime.tools.questions.sums import backings_of
from realtime.tools.tool import DeedKind, Tool

ONE = {"question": Integer()}
RUN = "realtime.run"

QUESTIONS = Tool(
    deeds={
        "ask": DeedKind(
            actions.ask, {"text": Text(LONGEST), "unnamed": Flag()}, "realtime.say", "question.sent", tells_coach=True
        ),
        "back_question": DeedKind(actions.back, {**ONE, "up": Flag()}, "realtime.vote", "question.backed"),
        "mark_question": DeedKind(actions.mark_answered, {**ONE, "answered": Flag()}, RUN, "question.marked"),
        "show_question": DeedKind(actions.show, {**ONE, "on": Flag()}, RUN, "question.shown"),
        "hide_question": DeedKind(actions.hide, ONE, RUN, "question.hidden"),
        "unhide_question": DeedKind(actions.unhide, ONE, RUN, "question.returned"),
        "ask_coach": DeedKind(private.ask_coach, {"text": Text(2000)}, "realtime.enter", "private.asked"),
        "answer_privately": DeedKind(
            private.answer_privately, {"note": Integer(), "text": Text(2000)}, RUN, "private.answered"
        ),
    },
    state=state.state,
    owns=state.owns,
    sums=backings_of,
)
