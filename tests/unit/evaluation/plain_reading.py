"""What the made programme's figures count, read plainly from the database: the other side of every published table."""

from collections import defaultdict

from django.utils import timezone

from coaching.evaluation.extract import consenting
from coaching.programmes.models import MEMBERS, Attendance, Enrolment
from coaching.surveys.models import Sheet
from groups.models import Membership


def people(programme):
    """(person, cells) of everybody, by plain reading of the database: every count of people on any page."""
    cells = defaultdict(set)
    yes, circle = consenting(programme.pk), circles_of(programme)
    for each in Enrolment.objects.filter(programme=programme, role__in=MEMBERS).select_related("organisation"):
        own = cells[each.person_id]
        own |= {(table, "All", "People") for table in ("reach", "reach_organisation", "circles", "consent")}
        own |= {("circles", circle[each.person_id], "People")}
        own |= {("consent", "Has consented" if each.person_id in yes else "Has not consented", "People")}
        if each.organisation:
            own |= {("reach", each.organisation.get_kind_display().capitalize(), "People")}
            own |= {("reach_organisation", each.organisation.name, "People")}
    for visit in Attendance.objects.select_related("session__theme"):
        own, theme = cells[visit.person_id], str(visit.session.theme)
        own |= {(table, row, "Different people") for table, row in visited(visit, circle) if "attendance" in table}
        own |= {("rounds", theme, "Different people"), ("rounds_circle", circle[visit.person_id], theme)}
    for wave in set(Sheet.objects.exclude(wave__kind="session").values_list("wave", "wave__kind")):
        told_as = {"before": "Osaaminen, at the start", "after": "Osaaminen, at the end"}[wave[1]]
        answered = set(Sheet.objects.filter(wave=wave[0]).values_list("person_id", flat=True))
        for person, own in cells.items():
            for column in ("Asked", *(["Answered"] if person in answered else [])):
                own |= {("responses", told_as, column), (f"responses_{wave[0]}", circle[person], column)}
    return cells


def circles_of(programme):
    return dict(Membership.objects.filter(programme=programme).values_list("person_id", "subgroup__name"))


def visited(visit, circle):
    """(table, row) of every figure that counts this visit."""
    at = timezone.localtime(visit.session.starts_at)
    own = circle[visit.person_id]
    monday = (at - timezone.timedelta(days=at.weekday())).date()
    yield "attendance_theme", str(visit.session.theme)
    yield "attendance_kind", visit.session.get_kind_display().capitalize()
    yield "attendance_month", f"{at:%B %Y}"
    yield "attendance_circle", own
    yield "activity_month", f"{at:%B %Y}"
    yield "activity_week", f"Week of {monday.day} {monday:%b %Y}"
    yield activity_of(own), f"{at:%B %Y}"
    for table in ("attendance_theme", "attendance_kind", "attendance_month", "attendance_circle", "activity_month"):
        yield table, "All"
    yield "activity_week", "All"
    yield activity_of(own), "All"


def activity_of(subgroup):
    return f"activity_a{subgroup[-1]}"


def kind_of(pilot):
    return pilot.organisation.get_kind_display().capitalize() if pilot.organisation else "Not told"


def crossed_cells(table, row, column):
    return {(table, one, other) for one in (row, "All") for other in (column, "All")}


def changed(values):
    yield from (name for kind, name in (("before", "Before"), ("after", "After")) if kind in values)
    if {"before", "after"} <= values.keys():
        yield "Both"
        step = values["after"] - values["before"]
        yield "Better" if step > 0 else "Worse" if step < 0 else "The same"


def seen_afterwards(values):
    if "then" in values:
        yield "Told afterwards"
    if {"then", "after"} <= values.keys():
        step = values["after"] - values["then"]
        yield "Better since" if step > 0 else "Worse since" if step < 0 else "The same since"
    if len(values) == 3:
        yield "All three"


def kept_visits(chosen):
    """The visits a filter leaves, by plain questions."""
    found = Attendance.objects.all()
    if chosen.since:
        found = found.filter(session__starts_at__date__gte=chosen.since)
    if chosen.until:
        found = found.filter(session__starts_at__date__lte=chosen.until)
    if chosen.themes:
        found = found.filter(session__theme__key__in=chosen.themes)
    if chosen.subgroups:
        members = Membership.objects.filter(subgroup__name__in=chosen.subgroups).values("person")
        found = found.filter(person__in=members)
    return set(found.values_list("pk", flat=True))
