"""Subgroups' rows for the evaluator."""

from django.utils import timezone

from coaching.programmes.models import Enrolment, Role
from groups.models import Membership


def membership_rows(extract):
    """Memberships that touch the asked span of days, without developer-clients (see README, "What is left out").

    Whoever has ever been a developer-client of the programme is left out, so
    that a change of role does not bring an earlier row to light.
    """
    clients = Enrolment.objects.filter(programme=extract.programme_id, role=Role.DEVELOPER_CLIENT)
    rows = Membership.objects.filter(programme=extract.programme_id).exclude(person__in=clients.values("person_id"))
    if extract.since:
        rows = rows.exclude(until__date__lt=extract.since)
    if extract.until:
        rows = rows.filter(since__date__lte=extract.until)
    wanted = rows.order_by("subgroup__number", "pk").values_list("person_id", "subgroup__name", "since", "until")
    for person, subgroup, since, until in wanted.iterator(chunk_size=2000):
        yield {
            "person": person,
            "subgroup": subgroup,
            "since": timezone.localdate(since),
            "until": until and timezone.localdate(until),
        }
