"""What the running orders offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Panel, PlanSection, Verb, panels, plan_sections, verbs
from realtime.tools.script.panels import script_of_session
from realtime.tools.script.plan import load_scripts

verbs.add("realtime.wrote_script", Verb(_("{actor} wrote the running order of {target}")))
plan_sections.add("scripts", PlanSection(load_scripts, order=30))
panels.add(
    "session_script",
    Panel(page="session", order=30, template="realtime/_panel_script.html", context=script_of_session),
)
