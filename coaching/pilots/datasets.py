"""Pilots and guidance visits for the evaluation; organisations only by their kind."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.core.registries import Column, Dataset, Reading
from coaching.pilots.models import GuidanceVisit, Pilot

CHUNK = 2_000
KIND_OF_ORGANISATION = Column(_("What kind of organisation it is in"), "category", dict(Organisation.Kind.choices))

_PILOT_FIELDS = {
    "pilot": "pk",
    "person": "made_by_id",
    "organisation_type": "organisation__kind",
    "state": "state",
    "starts": "starts",
    "ends": "ends",
    "data_protection": "data_protection",
    "tool": "tool",
    **{name: name for name in ("name", "need", "goal_client", "goal_worker", "client_group", "client_choice")},
    "people": "people_count",
    "steps": "step_count",
    "steps_done": "done_count",
}
_VISIT_FIELDS = {
    "visit": "pk",
    "pilot": "pilot_id",
    "organisation_type": "pilot__organisation__kind",
    "date": "date",
    "form": "form",
    "minutes": "minutes",
    "people": "people_count",
    "person": "visitor_id",
    "topics": "topics",
    "agreed": "agreed",
}


def pilot_rows(extract):
    """Pilots under way within the days asked for; one without dates is always there."""
    pilots = Pilot.objects.filter(programme=extract.programme_id)
    if extract.since:
        pilots = pilots.filter(Q(ends__isnull=True) | Q(ends__gte=extract.since))
    if extract.until:
        pilots = pilots.filter(Q(starts__isnull=True) | Q(starts__lte=extract.until))
    pilots = pilots.annotate(
        people_count=Count("people", distinct=True),
        step_count=Count("steps", distinct=True),
        done_count=Count("steps", distinct=True, filter=Q(steps__done_at__isnull=False)),
    )
    yield from _rows(pilots.order_by("pk"), _PILOT_FIELDS)


def visit_rows(extract):
    """Visits by date."""
    visits = GuidanceVisit.objects.filter(pilot__programme=extract.programme_id)
    if extract.since:
        visits = visits.filter(date__gte=extract.since)
    if extract.until:
        visits = visits.filter(date__lte=extract.until)
    yield from _rows(visits.annotate(people_count=Count("people")).order_by("date", "pk"), _VISIT_FIELDS)


def _rows(found, fields):
    for values in found.values_list(*fields.values()).iterator(CHUNK):
        yield dict(zip(fields, values, strict=True))


PILOTS = Dataset(
    title=_("Digital service pilots"),
    columns={
        "pilot": Column(_("Number of the pilot; the same as in the guidance visits"), "integer"),
        "person": Column(_("Who suggested the pilot, where known"), "person"),
        "organisation_type": KIND_OF_ORGANISATION,
        "state": Column(_("State of the pilot when the data was taken out"), "category", dict(Pilot.State.choices)),
        "starts": Column(_("First day of the pilot"), "date"),
        "ends": Column(_("Last day of the pilot"), "date"),
        "data_protection": Column(
            _("Whether the tool's data protection has been checked"), "category", dict(Pilot.DataProtection.choices)
        ),
        "tool": Column(_("The tool tried out"), "text"),
        "name": Column(_("Name of the pilot"), "text"),
        "need": Column(_("What did not work before, in the pilot's words"), "words"),
        "goal_client": Column(_("What was to change for the client, in the pilot's words"), "words"),
        "goal_worker": Column(_("What was to change for the worker, in the pilot's words"), "words"),
        "client_group": Column(_("For which clients, in the pilot's words"), "words"),
        "client_choice": Column(_("How clients were chosen, in the pilot's words"), "words"),
        "people": Column(_("How many people of the programme were in the pilot"), "integer"),
        "steps": Column(_("How many steps the pilot had"), "integer"),
        "steps_done": Column(_("How many of its steps were done"), "integer"),
    },
    rows=pilot_rows,
    key=("pilot",),
    reading=Reading(
        "pilot",
        order="starts",
        words=("need", "goal_client", "goal_worker", "client_group", "client_choice"),
        title="name",
    ),
)

VISITS = Dataset(
    title=_("Guidance visits to the pilots"),
    columns={
        "visit": Column(_("Number of the visit"), "integer"),
        "pilot": Column(_("Number of the pilot visited"), "integer"),
        "organisation_type": KIND_OF_ORGANISATION,
        "date": Column(_("Day of the visit"), "date"),
        "form": Column(_("Whether the visit was remote or on site"), "category", dict(GuidanceVisit.Form.choices)),
        "minutes": Column(_("Length of the visit in minutes"), "integer"),
        "people": Column(_("How many people of the pilot were met"), "integer"),
        "person": Column(_("Who made the visit and wrote the notes"), "person"),
        "topics": Column(_("What was talked about, in the visitor's words"), "words"),
        "agreed": Column(_("What was agreed, in the visitor's words"), "words"),
    },
    rows=visit_rows,
    key=("visit",),
    refers={"pilot": "pilots"},
    reading=Reading("pilot", order="date", words=("topics", "agreed"), title="name", titles="pilots"),
)
