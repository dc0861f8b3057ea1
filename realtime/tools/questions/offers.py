"""What the questions offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset, Panel, PersonalData, Reading, datasets, panels, personal_data
from realtime.tools.questions.datasets import question_rows
from realtime.tools.questions.models import PrivateQuestion, Question, QuestionBacker
from realtime.tools.questions.own_data import export_questions, forget_questions
from realtime.tools.questions.panels import questions_of_theme

panels.add(
    "theme_questions",
    Panel(page="theme", order=45, template="realtime/_panel_questions.html", context=questions_of_theme),
)

datasets.add(
    "questions",
    Dataset(
        title=_("Questions asked of everybody in the live rooms"),
        columns={
            "question": Column(_("The number of the question; empty when it was asked without a name"), kind="integer"),
            "session": Column(_("The session, by its key")),
            "subgroup": Column(_("The subgroup whose session it was; empty for the whole programme")),
            "theme": Column(_("The theme of the session")),
            "person": Column(_("Who asked; empty when it was asked without a name"), kind="person"),
            "at": Column(_("When it was asked; empty when it was asked without a name"), kind="datetime"),
            "text": Column(_("What was asked"), kind="words"),
            "people": Column(_("How many others wanted to hear the answer"), kind="integer"),
            "answered": Column(_("Whether a coach marked it as answered"), kind="boolean"),
        },
        rows=question_rows,
        refers={"session": "sessions"},
        reading=Reading("session", order="at", words=("text",), title="title", titles="sessions"),
    ),
)

personal_data.add(
    "room_questions",
    PersonalData(covers=(Question, QuestionBacker, PrivateQuestion), export=export_questions, erase=forget_questions),
)
