"""What the subgroups know of a person, handed out and forgotten."""

from django.utils import timezone

from groups.models import JoinLink, Membership, Subgroup, SubgroupCoach


def export_memberships(person):
    rows = Membership.objects.filter(person=person).select_related("subgroup__programme").order_by("pk")
    return [
        {
            "programme": row.subgroup.programme.name,
            "subgroup": row.subgroup.name,
            "since": row.since,
            "until": row.until,
        }
        for row in rows
    ]


def end_memberships(person):
    """The times stay, for the figures; they end now and point at an account without a name."""
    Membership.objects.current().filter(person=person).update(until=timezone.now())


def export_coached(person):
    return [
        {"programme": row.subgroup.programme.name, "subgroup": row.subgroup.name}
        for row in SubgroupCoach.objects.filter(person=person).select_related("subgroup__programme").order_by("pk")
    ]


def erase_coached(person):
    SubgroupCoach.objects.filter(person=person).delete()


def export_chairs(person):
    return list(Subgroup.objects.filter(chair=person).values_list("name", flat=True))


def erase_chairs(person):
    Subgroup.objects.filter(chair=person).update(chair=None)


def export_links(person):
    rows = JoinLink.objects.filter(made_by=person).select_related("subgroup").order_by("pk")
    return [{"subgroup": row.subgroup.name, "at": row.made_at} for row in rows]


def erase_links(person):
    JoinLink.objects.filter(made_by=person).update(made_by=None)
