"""What the programmes offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

import coaching.programmes.datasets  # noqa: F401  the tables for the evaluation plug themselves in
from coaching.core.registries import Panel, PlanSection, Verb, panels, plan_sections, verbs
from coaching.programmes.plan import people, sections
from coaching.programmes.views.consents import asking, of_mine
from coaching.programmes.views.demonstration import cast


def today(_request, _subject):
    return {"url": "/", "label": _("Today"), "icon": "house"}


plan_sections.add("programme", PlanSection(sections.load_programme, order=0))
plan_sections.add("figures", PlanSection(sections.load_figures, order=1))
plan_sections.add("organisations", PlanSection(sections.load_organisations, order=2))
plan_sections.add("themes", PlanSection(sections.load_themes, order=3))
plan_sections.add("sessions", PlanSection(sections.load_sessions, order=4))
plan_sections.add("people", PlanSection(people.load_people, order=5))
plan_sections.add("consents", PlanSection(people.load_consents, order=6))

verbs.add("programmes.decided_consents", Verb(_("{actor} decided what may be used")))
verbs.add("programmes.enrolled", Verb(_("{actor} came into {target}")))
verbs.add("programmes.attended", Verb(_("{actor} was at {target}"), learning="formal"))

panels.add("cast", Panel(page="login", template="programmes/_cast.html", context=cast))
panels.add("asking", Panel(page="front", slot="more", template="programmes/_asking.html", context=asking))
panels.add("my_consents", Panel(page="me", template="programmes/_my_consents.html", context=of_mine))
panels.add("today", Panel(page="navigation", template="", order=0, context=today))
