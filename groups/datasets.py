"""Subgroups' rows for the evaluator."""

from django.utils import timezone

from groups.models import Membership


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
