"""What the subgroups offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

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
from groups.datasets import membership_rows
from groups.models import JoinLink, Membership, Subgroup, SubgroupCoach
from groups.panels import my_group, of_programme, of_theme, on_now
from groups.plan import load_subgroups

plan_sections.add("subgroups", PlanSection(load_subgroups, order=10))

verbs.add("groups.joined", Verb(_("{actor} joined {target}")))
verbs.add("groups.moved", Verb(_("{actor} moved a member to another subgroup")))
verbs.add("groups.chair_chosen", Verb(_("{actor} chose the chair of {target}")))
verbs.add("groups.link_made", Verb(_("{actor} made a join link")))
verbs.add("groups.link_closed", Verb(_("{actor} closed a join link")))
verbs.add("groups.link_opened_again", Verb(_("{actor} opened a join link again")))

panels.add("my_group", Panel(page="navigation", template="", order=20, context=my_group))
panels.add("sessions_now", Panel(page="front", slot="now", order=15, template="groups/_now.html", context=on_now))
panels.add("subgroups", Panel(page="programme", order=20, template="groups/_of_programme.html", context=of_programme))
panels.add("digikahvit", Panel(page="theme", order=20, template="groups/_of_theme.html", context=of_theme))

datasets.add(
    "memberships",
    Dataset(
        title=_("Members of the subgroups"),
        columns={
            "person": Column(_("The member. Developer-clients are left out of this table."), kind="person"),
            "subgroup": Column(_("The subgroup, by its name")),
            "since": Column(_("The first day in the subgroup"), kind="date"),
            "until": Column(_("The last day in the subgroup; empty while it goes on"), kind="date"),
        },
        rows=membership_rows,
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
