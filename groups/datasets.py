"""Subgroups' rows for the evaluator."""

from django.utils import timezone

from coaching.programmes.datasets import held_within
from groups.models import Membership, SubgroupSession


def membership_rows(extract):
    """Memberships that touch the asked span of days, told apart by nothing (see README, "What is not told").

    The order inside a subgroup is a new one each time: the order of joining tells who works together.
    """
    rows = Membership.objects.filter(programme=extract.programme_id)
    if extract.since:
        rows = rows.exclude(until__date__lt=extract.since)
    if extract.until:
        rows = rows.filter(since__date__lte=extract.until)
    wanted = rows.order_by("subgroup__number", "?").values_list("person_id", "subgroup__name", "since", "until")
    for person, subgroup, since, until in wanted.iterator(chunk_size=2000):
        yield {
            "person": person,
            "subgroup": subgroup,
            "since": timezone.localdate(since),
            "until": until and timezone.localdate(until),
        }


def session_rows(extract):
    """Sessions held within the days asked for that belong to one subgroup."""
    held = SubgroupSession.objects.filter(held_within(extract, "session__"), session__programme=extract.programme_id)
    for session, subgroup in held.order_by("session__key").values_list("session__key", "subgroup__name"):
        yield {"session": session, "subgroup": subgroup}
