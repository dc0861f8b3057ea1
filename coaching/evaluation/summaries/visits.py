"""Guidance visits by month and kind of organisation."""

from collections import defaultdict

from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation
from coaching.core.registries import datasets
from coaching.core.suppression import hide
from coaching.evaluation.summaries.table import TOTAL, Row, Table, month, span


def visits(study, extract):
    """Counted from the table ``guidance_visits`` of the pilots, if there is one."""
    if "guidance_visits" not in datasets:
        return
    groups, months, kinds = defaultdict(set), {}, {}
    names = {kind: str(label).capitalize() for kind, label in Organisation.Kind.choices}
    for number, row in enumerate(datasets["guidance_visits"].rows(extract)):
        key, name = month(row["date"])
        kind = row["organisation_type"] or ""
        groups[key, kind].add(number)
        months[key] = name
        kinds[kind] = names.get(kind, _("Not told"))
    if groups:
        yield _table(study, extract, groups, dict(sorted(months.items())), dict(sorted(kinds.items())))


def _table(study, extract, groups, months, kinds):
    cells = crossed(groups, months, kinds)
    hidden = hide(cells, groups, study.threshold, last=[cell for cell in cells if TOTAL in cell])

    def row(key, label):
        figures = ((key, kind) for kind in (*kinds, TOTAL))
        return Row(label, tuple(None if c in hidden else sum(len(groups[a]) for a in cells[c]) for c in figures))

    return Table(
        key="visits_month",
        title=_("Guidance visits by month and kind of organisation"),
        counts=_("Guidance visits made {span}, each counted once.").format(span=span(extract)),
        head=_("Month"),
        columns=(*kinds.values(), _("All")),
        rows=tuple(row(key, label) for key, label in months.items()),
        total=row(TOTAL, _("All")),
        drawn=len(kinds),
    )


def crossed(groups, down, across):
    """The cells of a table of two ways with its totals, each made of the groups (down, across) it counts."""
    return {
        (row, column): {group for group in groups if row in {group[0], TOTAL} and column in {group[1], TOTAL}}
        for row in (*down, TOTAL)
        for column in (*across, TOTAL)
    }
