"""Feedback on pilots for the evaluation: clients' as counts and words of nobody, workers' with their person."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset
from coaching.pilots.datasets.pilots import NUMBER, rows_of
from coaching.pilots.models import Smile, WorkerFeedback
from coaching.pilots.results import results_in

SMILES = dict(Smile.choices)


def count_rows(extract):
    """A row for each face, once as many have answered as may be told of; whatever the span, as answers have no day."""
    for pilot, results in results_in(extract.programme_id).items():
        for row in results.rows:
            yield {"pilot": pilot, "smile": row.smile, "answers": row.count, "answered": results.answered}


def word_rows(extract):
    """What clients wrote, in no order."""
    for pilot, results in results_in(extract.programme_id).items():
        for number, words in enumerate(results.words, start=1):
            yield {"pilot": pilot, "number": number, "text": words}


def worker_rows(extract):
    feedback = WorkerFeedback.objects.filter(extract.days("changed_on"), pilot__programme=extract.programme_id)
    same = ("smile", "easier", "harder")
    fields = {"pilot": "pilot_id", "person": "person_id", "day": "changed_on", **{name: name for name in same}}
    yield from rows_of(feedback.order_by("pilot", "pk"), fields)


_PILOT = {"pilot": "pilots"}
_NOBODY = _("Given without a log-in: nobody knows by whom, nor when.")

CLIENTS = Dataset(
    title=_("Clients' feedback on the pilots"),
    columns={
        "pilot": NUMBER,
        "smile": Column(_("How it was to use the service"), "category", SMILES, measure="ordinal", anonymity=_NOBODY),
        "answers": Column(
            _("How many chose this; empty when too few, or when it would give another figure away"),
            "integer",
            least=0,
            anonymity=_NOBODY,
        ),
        "answered": Column(_("How many clients had answered in all"), "integer", least=0, anonymity=_NOBODY),
    },
    rows=count_rows,
    key=("pilot", "smile"),
    refers=_PILOT,
)

CLIENT_WORDS = Dataset(
    title=_("Clients' words on the pilots"),
    columns={
        "pilot": NUMBER,
        "number": Column(_("Number of the answer within the pilot; tells nothing of its time"), "integer"),
        "text": Column(_("What the client wrote"), anonymity=_NOBODY),
    },
    rows=word_rows,
    key=("pilot", "number"),
    refers=_PILOT,
)

WORKERS = Dataset(
    title=_("How the pilots work for their people"),
    columns={
        "pilot": NUMBER,
        "person": Column(_("Who answered"), "person"),
        "day": Column(_("Day of the answer, or of its last change"), "date"),
        "smile": Column(_("How it works for the person"), "category", SMILES, measure="ordinal"),
        "easier": Column(_("What became easier, in the person's words"), "words"),
        "harder": Column(_("What is still in the way, in the person's words"), "words"),
    },
    rows=worker_rows,
    key=("pilot", "person"),
    refers=_PILOT,
)
