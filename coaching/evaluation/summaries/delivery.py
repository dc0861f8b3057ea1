"""What was delivered and taken into use: guidance visits, pilots, sessions."""

from collections import Counter, defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.accounts.models import Organisation
from coaching.core.registries import datasets
from coaching.core.suppression import TOTAL
from coaching.evaluation.summaries.table import Row, Table, crossed, month, short, span
from coaching.programmes.datasets import held_within
from coaching.programmes.models import Session

WHERE_ONE_IS_HIDDEN = gettext_lazy("Where one pilot's number is hidden, the sum is too; so are counts of a few.")


def visits(frame):
    """Counted from the table ``guidance_visits`` of the pilots, if there is one."""
    if "guidance_visits" not in datasets:
        return
    groups, months = defaultdict(set), {}
    for row in datasets["guidance_visits"].rows(frame.extract):
        key, months[key] = month(row["date"])
        groups[key, row["organisation_type"] or ""].add(row["visit"])
    if groups:
        yield _table(
            frame,
            groups,
            dict(sorted(months.items())),
            key="visits_month",
            title=_("Guidance visits by month and kind of organisation"),
            counts=_("Guidance visits made {span}, each counted once.").format(span=span(frame.extract)),
            left_out=_("Visits that were not written down. A few visits are a few people, so they are hidden too."),
            head=_("Month"),
            chart="columns",
        )


def pilots(frame):
    """Counted from the table ``pilots``: how far they have come, by kind of organisation."""
    if "pilots" not in datasets or frame.narrowed:
        return
    states = {
        str(code): str(label).capitalize() for code, label in datasets["pilots"].columns["state"].categories.items()
    }
    groups = defaultdict(set)
    for row in datasets["pilots"].rows(frame.extract):
        groups[row["state"], row["organisation_type"] or ""].add(row["pilot"])
    if groups:
        yield _table(
            frame,
            groups,
            {state: label for state, label in states.items() if any(state == one for one, _kind in groups)},
            key="pilots",
            title=_("Digital service pilots by state and kind of organisation"),
            counts=_("Pilots under way {span}, by how far they have come now.").format(span=span(frame.extract)),
            left_out=_("A few pilots are a few people, so they are hidden too."),
            head=_("State"),
            chart="bars",
        )


def records(frame):
    """The pilots' monthly numbers and what clients said of them: sums of what each pilot may tell, and no others."""
    if "pilot_numbers" in datasets and not frame.narrowed:
        yield _numbers(frame, list(datasets["pilot_numbers"].rows(frame.extract)))
    if "pilot_client_feedback" in datasets and not frame.narrowed:
        yield _clients(datasets["pilot_client_feedback"].rows(frame.extract))


def _numbers(frame, rows):
    names = {str(code): str(label).capitalize() for code, label in _labels("pilot_numbers", "figure").items()}
    kinds = [kind for kind in names if any(row["figure"] == kind for row in rows)]
    months = dict(sorted(month(row["month"]) for row in rows))
    sums = _sums(((month(row["month"])[0], row["figure"]), row["value"]) for row in rows)
    about = {(month(row["month"])[0], row["figure"]) for row in rows if row["precision"] == "about"}
    return Table(
        key="pilot_numbers",
        title=_("The pilots' own numbers by month"),
        counts=_("What the pilots have written down of themselves {span}, of all pilots together.").format(
            span=span(frame.extract)
        ),
        left_out=str(WHERE_ONE_IS_HIDDEN),
        head=_("Month"),
        columns=tuple(names[kind] for kind in kinds),
        rows=tuple(
            Row(
                label,
                tuple(_unless_few(sums.get((key, kind), 0), frame.threshold) for kind in kinds),
                about=tuple(place for place, kind in enumerate(kinds) if (key, kind) in about),
                short=short(key),
            )
            for key, label in months.items()
        ),
        drawn=tuple(range(len(kinds))),
        chart="columns",
    )


def _clients(rows):
    sums = _sums((row["smile"], row["answers"]) for row in rows)
    return Table(
        key="clients_feedback",
        title=_("What clients said of the pilots"),
        counts=_("Answers of clients, given without a log-in, of all pilots whose answers may be told."),
        left_out=str(WHERE_ONE_IS_HIDDEN),
        head=_("Answer"),
        columns=(_("Answers"),),
        rows=tuple(
            Row(str(label).capitalize(), (sums[smile],))
            for smile, label in _labels("pilot_client_feedback", "smile").items()
            if smile in sums
        ),
    )


def _labels(table, column):
    return datasets[table].columns[column].categories


def _sums(pairs):
    """{what: the sum, None where any part of it is}."""
    found = {}
    for what, value in pairs:
        known = found.get(what, 0)
        found[what] = None if value is None or known is None else known + value
    return found


def _unless_few(value, threshold):
    return None if value is None or 0 < value < threshold else value


def _table(frame, groups, down, **told):
    names = {kind: str(label).capitalize() for kind, label in Organisation.Kind.choices}
    kinds = {kind: names.get(kind, _("Not told")) for kind in sorted({kind for _row, kind in groups})}
    before, note = frame.before.get(told["key"], ()), frame.told[told["key"]]
    told_of = crossed(groups, groups, down, kinds, frame.threshold, before, note)
    return Table(
        columns=(*kinds.values(), _("All")),
        rows=tuple(Row(label, told_of(key), short=short(key)) for key, label in down.items()),
        total=Row(_("All"), told_of(TOTAL)),
        drawn=(len(kinds),),
        **told,
    )


def sessions(frame):
    """What has been held of what was planned. No people are counted, so nothing is hidden."""
    if frame.narrowed:
        return
    now = timezone.now()
    planned, held = Counter(), Counter()
    found = Session.objects.filter(held_within(frame.extract), programme=frame.programme_id)
    for kind, ends in found.values_list("kind", "ends_at"):
        planned[kind] += 1
        held[kind] += ends is not None and ends <= now
    labels = {kind: str(label).capitalize() for kind, label in Session.Kind.choices if planned[kind]}
    if labels:
        yield Table(
            key="sessions",
            title=_("Sessions held of those planned"),
            counts=_("Sessions {span}, and those of them that have ended.").format(span=span(frame.extract)),
            left_out=_("A session whose time is not known counts as planned only."),
            head=_("Kind of session"),
            columns=(_("Planned"), _("Held")),
            rows=tuple(Row(label, (planned[kind], held[kind])) for kind, label in labels.items()),
            total=Row(_("All"), (planned.total(), held.total())),
            drawn=(0, 1),
            common=True,
        )
