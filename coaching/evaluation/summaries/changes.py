"""Before and after: what changed in the answers of the same people, item by item.

Only those who have consented are in it. Retrospective "before" answers have
names of their own and are never mixed with the true ones.
"""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from coaching.core.registries import datasets
from coaching.core.suppression import hide
from coaching.evaluation.codebook import in_languages, said
from coaching.evaluation.pairs import LEAST_TESTED, change
from coaching.evaluation.summaries.table import Row, Table

LEAST_P = 0.01
_ROUND = re.compile(r"t(\d)_(.+)")
BEFORE, AFTER, BOTH, BETTER, SAME, WORSE = CELLS = ("before", "after", "both", "better", "same", "worse")


def changes(study, extract, snapshot):
    """One row for each ordinal question that was asked in two rounds: the first and the last of them."""
    if "survey_wide" not in datasets:
        return
    wide = datasets["survey_wide"]
    asked_twice = _asked_twice(wide.columns_in(study.programme_id))
    if not asked_twice:
        return
    answers = defaultdict(dict)
    for row in wide.rows(extract):
        if row["person"] in snapshot.numbers and snapshot.keeps(row, [row["person"]]):
            for name, column in ((name, column) for pair in asked_twice for name, column in pair):
                if row[name] is not None and row[name] not in column.missing:
                    answers[name][row["person"]] = row[name]
    answered = [pair for pair in asked_twice if answers[pair[0][0]].keys() & answers[pair[1][0]].keys()]
    yield Table(
        key="changes",
        title=_("Before and after"),
        counts=_(
            "Answers of the same people in the first and the last round, of those who have consented. “Better” is a "
            "higher answer on the scale. Median change, effect (rank-biserial, from −1 to 1) and p (Wilcoxon "
            "signed-rank, two-sided; {p} stands for anything smaller) are told from {n} people on who answered both."
        ).format(n=LEAST_TESTED, p=LEAST_P),
        head=_("Question"),
        columns=(
            *(_("Before"), _("After"), _("Both"), _("Better"), _("The same"), _("Worse")),
            *(_("Median change"), _("Effect"), "p"),
        ),
        rows=tuple(_row(study, first, last, answers) for first, last in answered),
        drawn=None,
    )


def _asked_twice(columns):
    """[((name, column) of the first round, (name, column) of the last)] of ordinal questions."""
    rounds = defaultdict(dict)
    for name, column in columns.items():
        if column.measure == "ordinal" and (match := _ROUND.fullmatch(name)):
            rounds[match[2]][match[1]] = (name, column)
    return [(found[min(found)], found[max(found)]) for found in rounds.values() if len(found) > 1]


def _row(study, first, last, answers):
    before, after = answers[first[0]], answers[last[0]]
    both = sorted(before.keys() & after.keys())
    groups = {
        (BEFORE,): before.keys() - after.keys(),
        (AFTER,): after.keys() - before.keys(),
        (BEFORE, AFTER, BOTH, BETTER): {person for person in both if after[person] > before[person]},
        (BEFORE, AFTER, BOTH, SAME): {person for person in both if after[person] == before[person]},
        (BEFORE, AFTER, BOTH, WORSE): {person for person in both if after[person] < before[person]},
    }
    cells = {cell: {names for names in groups if cell in names} for cell in CELLS}
    hidden = hide(cells, groups, study.threshold, last=(BEFORE, AFTER, BOTH))
    counts = [None if cell in hidden else sum(len(groups[names]) for names in cells[cell]) for cell in CELLS]
    found = change([before[person] for person in both], [after[person] for person in both])
    tested = (None, None, None)
    if found and found.p is not None and BOTH not in hidden:
        tested = (found.median_change, round(found.r, 1), max(round(found.p, 2), LEAST_P))
    return Row(said(in_languages(last[1].title)), (*counts, *tested))
