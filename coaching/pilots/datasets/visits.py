"""Guidance visits for the evaluation."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset, Reading
from coaching.pilots.datasets.pilots import KIND_OF_ORGANISATION, rows_of
from coaching.pilots.models import GuidanceVisit

_FIELDS = {
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


def visit_rows(extract):
    """Visits by date."""
    visits = GuidanceVisit.objects.filter(extract.days("date"), pilot__programme=extract.programme_id)
    yield from rows_of(visits.annotate(people_count=Count("people")).order_by("date", "pk"), _FIELDS)


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
