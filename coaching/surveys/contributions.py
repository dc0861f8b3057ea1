"""What the surveys offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

import coaching.surveys.datasets  # noqa: F401  the tables for the evaluation plug themselves in
from coaching.core.registries import Panel, PersonalData, PlanSection, Verb, panels, personal_data, plan_sections, verbs
from coaching.surveys import panels as survey_panels
from coaching.surveys.models import Mailing, Sheet, TextChange
from coaching.surveys.personal_data import erase, export_of
from coaching.surveys.plan import load_surveys
from coaching.surveys.views.feedback import after_session

verbs.add("surveys.answered", Verb(_("{actor} answered the survey {target}")))
verbs.add("surveys.written", Verb(_("{actor} wrote the survey {target}")))
verbs.add("surveys.wave_planned", Verb(_("{actor} planned the survey {target}")))
verbs.add("surveys.wave_changed", Verb(_("{actor} changed when or whom the survey {target} asks")))
verbs.add("surveys.wave_removed", Verb(_("{actor} took back a wave of the survey {target}")))
verbs.add("surveys.reminded", Verb(_("{actor} reminded of the survey {target}")))

panels.add("surveys_waiting", Panel("front", "surveys/_waiting.html", survey_panels.waiting, slot="now", order=20))
panels.add("surveys", Panel("programme", "surveys/_of_programme.html", survey_panels.of_programme, order=70))
panels.add("surveys_feedback", Panel("session", "surveys/_after_session.html", after_session, order=40))

personal_data.add("surveys", PersonalData((Sheet, Mailing, TextChange), export_of, erase))

plan_sections.add("surveys", PlanSection(load_surveys, order=26))
