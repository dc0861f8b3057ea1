"""What the pilots offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

import coaching.pilots.circle  # noqa: F401  surveys may be meant for who is in a pilot
from coaching.core.registries import (
    Panel,
    PersonalData,
    PlanSection,
    Verb,
    datasets,
    panels,
    personal_data,
    plan_sections,
    verbs,
)
from coaching.pilots import panels as pilot_panels
from coaching.pilots.datasets import DATASETS
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson, Risk, StateChange, Step, WorkerFeedback
from coaching.pilots.personal_data import erase, export_of
from coaching.pilots.plan import load_pilots, load_visits

verbs.add("pilots.suggested", Verb(_("{actor} suggested the pilot {target}")))
verbs.add("pilots.edited", Verb(_("{actor} edited the pilot {target}")))
verbs.add("pilots.moved", Verb(_("{actor} moved the pilot {target} to another state")))
verbs.add("pilots.feedback_opened", Verb(_("{actor} opened client feedback in the pilot {target}")))
verbs.add("pilots.feedback_closed", Verb(_("{actor} closed client feedback in the pilot {target}")))
verbs.add("pilots.gave_feedback", Verb(_("{actor} told how the pilot {target} works"), learning="work"))
verbs.add("pilots.step_done", Verb(_("{actor} got a step done in the pilot {target}"), learning="work"))
verbs.add("pilots.visited", Verb(_("{actor} was at a guidance visit of the pilot {target}"), learning="work"))
verbs.add("pilots.guided", Verb(_("{actor} made a guidance visit to the pilot {target}")))

panels.add(
    "pilots_log_visit", Panel("front", "pilots/_log_visit_panel.html", pilot_panels.log_a_visit, slot="now", order=8)
)
panels.add(
    "pilots_own_steps",
    Panel("front", "pilots/_own_steps_panel.html", pilot_panels.own_steps, slot="promised", order=20),
)
panels.add(
    "pilots_of_programme", Panel("programme", "pilots/_programme_panel.html", pilot_panels.of_programme, order=60)
)
panels.add("pilots_navigation", Panel("navigation", "", pilot_panels.navigation, order=50))

for name, dataset in DATASETS.items():
    datasets.add(name, dataset)

personal_data.add(
    "pilots",
    PersonalData(
        covers=(PilotPerson, Step, StateChange, Risk, Pilot, GuidanceVisit, WorkerFeedback),
        export=export_of,
        erase=erase,
    ),
)

plan_sections.add("pilots", PlanSection(load_pilots, order=20))
plan_sections.add("visits", PlanSection(load_visits, order=21))
