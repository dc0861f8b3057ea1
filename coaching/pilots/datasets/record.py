"""The lists of pilots' records for the evaluation: states, steps, tools, risks, figures by month."""

from django.db.models import F
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset
from coaching.pilots.datasets.pilots import NUMBER, rows_of
from coaching.pilots.models import Figure, Pilot, Risk, StateChange, Step, Tool
from coaching.surveys.counting import fewest_told

PRECISION = {
    "exact": _("counted"),
    "about": _("about, as the pilot's people say"),
    "hidden": _("too few people to be told"),
}


def _of(things, extract, fields):
    yield from rows_of(things.filter(pilot__programme=extract.programme_id).order_by("pk"), fields)


def state_rows(extract):
    fields = {"change": "pk", "pilot": "pilot_id", "day": "on", "state": "state"}
    yield from _of(StateChange.objects, extract, fields)


def step_rows(extract):
    fields = {"step": "pk", "pilot": "pilot_id", "person": "owner_id", "title": "title", "due": "due", "done": "day"}
    yield from _of(Step.objects.annotate(day=TruncDate(F("done_at"))), extract, fields)


def tool_rows(extract):
    same = ("name", "supplier", "identification", "check_state", "checked_by", "checked_on")
    yield from _of(Tool.objects, extract, {"tool": "pk", "pilot": "pilot_id", **{name: name for name in same}})


def risk_rows(extract):
    same = ("likelihood", "effect", "what", "action")
    fields = {"risk": "pk", "pilot": "pilot_id", "person": "owner_id", **{name: name for name in same}}
    yield from _of(Risk.objects, extract, fields)


def figure_rows(extract):
    """By month. Fewer people than may be told of stand as hidden; contacts are no people."""
    least = fewest_told(extract.programme_id)
    figures = Figure.objects.filter(pilot__programme=extract.programme_id)
    if extract.since:
        figures = figures.filter(month__gte=extract.since.replace(day=1))
    if extract.until:
        figures = figures.filter(month__lte=extract.until)
    found = figures.order_by("pilot", "month", "pk")
    for pilot, month, kind, value, about in found.values_list("pilot_id", "month", "kind", "value", "is_estimate"):
        hidden = kind in Figure.OF_PEOPLE and 0 < value < least
        yield {
            "pilot": pilot,
            "month": month,
            "figure": kind,
            "value": None if hidden else value,
            "precision": "hidden" if hidden else "about" if about else "exact",
        }


_PILOT = {"pilot": "pilots"}

STATES = Dataset(
    title=_("States of the pilots"),
    columns={
        "change": Column(_("Number of the change"), "integer"),
        "pilot": NUMBER,
        "day": Column(_("Day from which the pilot was in this state"), "date"),
        "state": Column(_("The state"), "category", dict(Pilot.State.choices)),
    },
    rows=state_rows,
    key=("change",),
    refers=_PILOT,
)

STEPS = Dataset(
    title=_("Steps of the pilots"),
    columns={
        "step": Column(_("Number of the step"), "integer"),
        "pilot": NUMBER,
        "person": Column(_("Who had taken the step on, where somebody had"), "person"),
        "title": Column(_("What was to be done, in the pilot's words"), "words"),
        "due": Column(_("Day by which it was to be done"), "date"),
        "done": Column(_("Day it was done"), "date"),
    },
    rows=step_rows,
    key=("step",),
    refers=_PILOT,
)

TOOLS = Dataset(
    title=_("Tools of the pilots"),
    columns={
        "tool": Column(_("Number of the tool"), "integer"),
        "pilot": NUMBER,
        "name": Column(_("The tool tried out"), "text"),
        "supplier": Column(_("Who supplies the tool"), "text"),
        "identification": Column(
            _("Whether clients identify themselves strongly"), "category", dict(Tool.Identification.choices)
        ),
        "check_state": Column(
            _("Whether the tool's data protection has been checked"), "category", dict(Tool.Check.choices)
        ),
        "checked_by": Column(_("In what role somebody checked it"), "text"),
        "checked_on": Column(_("Day it was checked"), "date"),
    },
    rows=tool_rows,
    key=("tool",),
    refers=_PILOT,
)

RISKS = Dataset(
    title=_("Risks of the pilots"),
    columns={
        "risk": Column(_("Number of the risk"), "integer"),
        "pilot": NUMBER,
        "person": Column(_("Who looked after the risk, where somebody did"), "person"),
        "likelihood": Column(_("How likely it was thought"), "category", dict(Risk.Size.choices), measure="ordinal"),
        "effect": Column(_("How badly it would hurt"), "category", dict(Risk.Size.choices), measure="ordinal"),
        "what": Column(_("What might go wrong, in the pilot's words"), "words"),
        "action": Column(_("What was done about it, in the pilot's words"), "words"),
    },
    rows=risk_rows,
    key=("risk",),
    refers=_PILOT,
)

FIGURES = Dataset(
    title=_("Figures of the pilots by month"),
    columns={
        "pilot": NUMBER,
        "month": Column(_("First day of the month"), "date"),
        "figure": Column(_("What was counted"), "category", dict(Figure.Kind.choices)),
        "value": Column(_("How many; empty when they are too few people to be told"), "integer", least=0),
        "precision": Column(_("How exact the figure is"), "category", PRECISION),
    },
    rows=figure_rows,
    key=("pilot", "month", "figure"),
    refers=_PILOT,
)
