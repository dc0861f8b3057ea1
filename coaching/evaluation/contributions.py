"""What the evaluation offers to the rest of the house."""

import coaching.evaluation.interviews.datasets  # noqa: F401  interviews plug their tables in themselves
from coaching.core.registries import Panel, PersonalData, PlanSection, panels, personal_data, plan_sections
from coaching.evaluation import panels as shown
from coaching.evaluation.api import own_data as tokens
from coaching.evaluation.interviews import own_data as interviews
from coaching.evaluation.interviews.plan import load_interviews
from coaching.evaluation.models import Extraction, Interview, StudyPerson, Token
from coaching.evaluation.personal import erase, export
from coaching.evaluation.plan import load_study

panels.add("evaluation", Panel("navigation", "", shown.navigation, order=80))
panels.add("evaluation_now", Panel("front", "evaluation/_front.html", shown.front, slot="now", order=5))
panels.add(
    "evaluation_of_programme",
    Panel("programme", "evaluation/_of_programme.html", shown.of_programme, slot="side", order=90),
)
personal_data.add("evaluation", PersonalData(covers=(StudyPerson, Extraction), export=export, erase=erase))
personal_data.add("evaluation_tokens", PersonalData(covers=(Token,), export=tokens.export, erase=tokens.erase))
personal_data.add("interviews", PersonalData(covers=(Interview,), export=interviews.export, erase=interviews.erase))
plan_sections.add("study", PlanSection(load_study, order=50))
plan_sections.add("interviews", PlanSection(load_interviews, order=60))
