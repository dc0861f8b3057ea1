"""What the programmes offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

import coaching.programmes.datasets  # noqa: F401  the tables for the evaluation plug themselves in
from coaching.accounts.actions import RENAMING
from coaching.core.registries import Panel, PersonalData, PlanSection, Verb, panels, personal_data, plan_sections, verbs
from coaching.programmes import own_data
from coaching.programmes.forgotten import keep_marks
from coaching.programmes.models import Attendance, CalendarFeed, Consent, Enrolment, Invitation, Pseudonym
from coaching.programmes.panels import own_name, state, today
from coaching.programmes.plan import people, sections
from coaching.programmes.views.consents import asking, of_mine
from coaching.programmes.views.demonstration import cast

RENAMING.append(keep_marks)

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
verbs.add("programmes.ticked_list", Verb(_("{actor} noted who was at {target}")))
verbs.add("programmes.counted_heads", Verb(_("{actor} counted the people at {target}")))
verbs.add("programmes.renewed_feed", Verb(_("{actor} made a new address for their own calendar")))
verbs.add("programmes.ended_feed", Verb(_("{actor} ended the address of their own calendar")))

panels.add("cast", Panel(page="login", template="programmes/_cast.html", context=cast))
panels.add("state", Panel(page="front", slot="now", order=30, template="programmes/_state.html", context=state))
panels.add("asking", Panel(page="front", slot="more", template="programmes/_asking.html", context=asking))
panels.add("my_consents", Panel(page="me", template="programmes/_my_consents.html", context=of_mine))
panels.add("own_name", Panel(page="navigation", slot="name", template="", context=own_name))
panels.add("today", Panel(page="navigation", template="", order=0, context=today))

personal_data.add("enrolments", PersonalData((Enrolment,), own_data.export_enrolments, own_data.end_enrolments))
personal_data.add("pseudonyms", PersonalData((Pseudonym,), own_data.export_pseudonyms, own_data.erase_pseudonyms))
personal_data.add("consents", PersonalData((Consent,), own_data.export_consents, own_data.withdraw_consents))
personal_data.add("attendances", PersonalData((Attendance,), own_data.export_attendances, own_data.keep_attendances))
personal_data.add("invitations", PersonalData((Invitation,), own_data.export_invitations, own_data.erase_invitations))
personal_data.add("calendar_feed", PersonalData((CalendarFeed,), own_data.export_feed, own_data.end_feed))
