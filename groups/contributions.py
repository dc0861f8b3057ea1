"""What the subgroups offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

import groups.circle  # noqa: F401  surveys may be meant for a subgroup
from coaching.core.registries import (
    Column,
    Dataset,
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
from groups import own_data
from groups.attendance.views import who_was_there
from groups.datasets import membership_rows, session_rows
from groups.models import JoinLink, Membership, Subgroup, SubgroupCoach
from groups.panels import change_session, come_in, my_group, of_programme, of_theme, on_now, plan_programme
from groups.people_import.views import bring_people_in
from groups.plan import load_subgroups

plan_sections.add("subgroups", PlanSection(load_subgroups, order=10))

verbs.add("groups.joined", Verb(_("{actor} joined {target}")))
verbs.add("groups.moved", Verb(_("{actor} moved a member to another subgroup")))
verbs.add("groups.chair_chosen", Verb(_("{actor} chose the chair of {target}")))
verbs.add("groups.link_made", Verb(_("{actor} made a join link")))
verbs.add("groups.link_closed", Verb(_("{actor} closed a join link")))
verbs.add("groups.link_opened_again", Verb(_("{actor} opened a join link again")))
verbs.add("groups.planned", Verb(_("{actor} planned {target}")))
verbs.add("groups.changed_plan", Verb(_("{actor} changed the plan of {target}")))
verbs.add("groups.took_away", Verb(_("{actor} took away something not used in {target}")))

panels.add("my_group", Panel(page="navigation", template="", order=20, context=my_group))
panels.add("sessions_now", Panel(page="front", slot="now", order=15, template="groups/_now.html", context=on_now))
panels.add("subgroups", Panel(page="programme", order=20, template="groups/_of_programme.html", context=of_programme))
panels.add("who_was_there", Panel("session", "groups/_who_was_there.html", who_was_there, slot="side", order=80))
panels.add("plan_programme", Panel(page="programme", slot="care", template="", context=plan_programme))
panels.add("change_session", Panel(page="session", slot="care", template="", context=change_session))
panels.add("bring_people_in", Panel(page="people", slot="care", template="", context=bring_people_in))
panels.add("come_in", Panel(page="front", slot="now", order=90, template="groups/_come_in.html", context=come_in))
panels.add("digikahvit", Panel(page="theme", order=20, template="groups/_of_theme.html", context=of_theme))

datasets.add(
    "memberships",
    Dataset(
        title=_("Members of the subgroups"),
        columns={
            "person": Column(_("Who belonged to the subgroup"), kind="person"),
            "subgroup": Column(_("The subgroup, by its name")),
            "since": Column(_("The first day in the subgroup"), kind="date"),
            "until": Column(_("The last day in the subgroup; empty while it goes on"), kind="date"),
        },
        rows=membership_rows,
    ),
)

datasets.add(
    "subgroup_sessions",
    Dataset(
        title=_("Which sessions were one subgroup's own"),
        columns={
            "session": Column(_("The session, by its key")),
            "subgroup": Column(_("The subgroup, by its name")),
        },
        rows=session_rows,
        key=("session",),
        refers={"session": "sessions"},
    ),
)

personal_data.add(
    "memberships",
    PersonalData(covers=(Membership,), export=own_data.export_memberships, erase=own_data.end_memberships),
)
personal_data.add(
    "coached_subgroups",
    PersonalData(covers=(SubgroupCoach,), export=own_data.export_coached, erase=own_data.erase_coached),
)
personal_data.add(
    "chairs", PersonalData(covers=(Subgroup,), export=own_data.export_chairs, erase=own_data.erase_chairs)
)
personal_data.add(
    "join_links", PersonalData(covers=(JoinLink,), export=own_data.export_links, erase=own_data.erase_links)
)
