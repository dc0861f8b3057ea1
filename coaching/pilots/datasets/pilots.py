"""Pilots for the evaluation, all that their record holds; organisations only by their kind."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.core.registries import Column, Dataset, Reading
from coaching.pilots.models import Pilot

CHUNK = 2_000
KIND_OF_ORGANISATION = Column(_("What kind of organisation it is in"), "category", dict(Organisation.Kind.choices))
NUMBER = Column(_("Number of the pilot; the same as in the guidance visits"), "integer")

WORDS = {
    "need": _("What did not work before, in the pilot's words"),
    "strategy": _("What plan or goal of the organisation it belongs to, in the pilot's words"),
    "start_situation": _("How things were at the start, in the pilot's words"),
    "goal_client": _("What was to change for the client, in the pilot's words"),
    "client_indicator": _("How the client's change was to be seen, in the pilot's words"),
    "client_baseline": _("How it was for the client at the start, in the pilot's words"),
    "client_target": _("How it was to be for the client, in the pilot's words"),
    "goal_worker": _("What was to change for the worker, in the pilot's words"),
    "worker_indicator": _("How the worker's change was to be seen, in the pilot's words"),
    "worker_baseline": _("How it was for the worker at the start, in the pilot's words"),
    "worker_target": _("How it was to be for the worker, in the pilot's words"),
    "client_group": _("For which clients, in the pilot's words"),
    "client_choice": _("How clients were chosen, in the pilot's words"),
    "client_exclusion": _("What ruled a client out, in the pilot's words"),
    "client_consent": _("How clients were told and asked, in the pilot's words"),
    "idea": _("How it works, in the pilot's words"),
    "arrangements": _("Opening hours, staff, training and communication, in the pilot's words"),
    "support": _("What support was needed, in the pilot's words"),
    "reasons": _("Why the pilot came to its outcome, in the pilot's words"),
    "lessons": _("What was learned, in the pilot's words"),
    "tips": _("What the pilot's people advise others, in the pilot's words"),
    "materials": _("What materials there are for others, in the pilot's words"),
}
_FIELDS = {
    "pilot": "pk",
    "person": "made_by_id",
    "organisation_type": "organisation__kind",
    **{name: name for name in ("state", "starts", "ends", "outcome", "decided_on", "licence", "name", *WORDS)},
    "people": "people_count",
    "steps": "step_count",
    "steps_done": "done_count",
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
    for row in rows_of(pilots.order_by("pk"), _FIELDS):
        yield row | {name: row[name] or None for name in ("outcome", "licence")}


def rows_of(found, fields):
    """Dicts of a query, {column: where it is found}, streaming."""
    for values in found.values_list(*fields.values()).iterator(CHUNK):
        yield dict(zip(fields, values, strict=True))


PILOTS = Dataset(
    title=_("Digital service pilots"),
    columns={
        "pilot": NUMBER,
        "person": Column(_("Who suggested the pilot, where known"), "person"),
        "organisation_type": KIND_OF_ORGANISATION,
        "state": Column(_("State of the pilot when the data was taken out"), "category", dict(Pilot.State.choices)),
        "starts": Column(_("First day of the pilot"), "date"),
        "ends": Column(_("Last day of the pilot"), "date"),
        "outcome": Column(_("What the pilot came to"), "category", dict(Pilot.Outcome.choices)),
        "decided_on": Column(_("Day the outcome was decided"), "date"),
        "licence": Column(_("How others may use what was made"), "category", dict(Pilot.Licence.choices)),
        "name": Column(_("Name of the pilot"), "text"),
        **{name: Column(title, "words") for name, title in WORDS.items()},
        "people": Column(_("How many people of the programme were in the pilot"), "integer"),
        "steps": Column(_("How many steps the pilot had"), "integer"),
        "steps_done": Column(_("How many of its steps were done"), "integer"),
    },
    rows=pilot_rows,
    key=("pilot",),
    reading=Reading("pilot", order="starts", words=tuple(WORDS), title="name"),
)
