"""Before and after: what changed in the answers of the same people, item by item.

Only those who have consented are in it, and only rounds that are over: of one still open, two looks would tell how
whoever answered in between had changed. Retrospective "before" answers have
names and a table of their own, beside the true ones and never mixed with them.
"""

import re
from collections import defaultdict
from statistics import median

from django.utils.translation import gettext as _

from coaching.core.registries import datasets
from coaching.core.suppression import hide
from coaching.evaluation.codebook import in_languages, said
from coaching.evaluation.pairs import LEAST_TESTED, change
from coaching.evaluation.summaries.people import ALL as MEMBERS
from coaching.evaluation.summaries.table import Row, Table
from coaching.surveys.variables import variables

LEAST_P = 0.01
_ROUND = re.compile(r"t(\d)_(.+)")
BEFORE, AFTER, BOTH, BETTER, SAME, WORSE = CELLS = ("before", "after", "both", "better", "same", "worse")
SEEN_AFTERWARDS = ("then", "then_better", "then_same", "then_worse", "all_three")


def changes(frame, together=None):
    """One row for each ordinal question asked in two rounds: the first, and the last that has been answered."""
    if "survey_wide" not in datasets:
        return
    wide = datasets["survey_wide"]
    asked = variables(frame.extract)
    open_still = {one.name for one in asked if not one.wave.is_over}
    columns = {name: told for name, told in wide.columns_in(frame.extract).items() if name not in open_still}
    asked_twice = _asked_twice(columns)
    if not asked_twice:
        return
    looked = _looked_back([one for one in asked if one.name not in open_still])
    wanted = [name for rounds in asked_twice for name, _column in rounds] + [*looked.values()]
    answers = _answers(frame, wide, {name: columns[name] for name in wanted})
    known = _known(asked, together)
    found = [pair for rounds in asked_twice if (pair := _first_and_last(rounds, answers))]
    pairs = [
        Pair(
            first,
            last,
            answers[first[0]],
            answers[last[0]],
            known(first[0], last[0]),
            frame.threshold,
            then=answers[looked[last[0]]] if last[0] in looked else {},
            told_before=frame.before.get(_family(last), ()),
        )
        for first, last in found
    ]
    for (_first, last), pair in zip(found, pairs, strict=True):
        frame.told[_family(last)] += pair.told
    yield _changed(pairs)
    if any(pair.looked_back for pair in pairs):
        yield _looking_back(pairs)
    if not frame.narrowed:
        yield _matched(pairs)


def _family(column):
    """What is told of one question is decided on together, whatever the filter."""
    return f"changes {_ROUND.fullmatch(column[0])[2]}"


def _changed(pairs):
    return Table(
        key="changes",
        title=_("Before and after"),
        counts=_(
            "Answers of the same people in the first and the last round, of those who have consented. “Better” is a "
            "higher answer on the scale. Median change, effect (rank-biserial, from −1 to 1) and p (Wilcoxon "
            "signed-rank, two-sided; {p} stands for anything smaller) are told from {n} people on who answered both."
        ).format(n=LEAST_TESTED, p=LEAST_P),
        left_out=_(
            "Those who have not consented, rounds that are still open, and answers that cannot be joined. Pairs "
            "without a change are left out of the test. What people tell afterwards of how it was before is a "
            "question of its own and never mixed with this."
        ),
        head=_("Question"),
        columns=(
            *(_("Before"), _("After"), _("Both"), _("Better"), _("The same"), _("Worse")),
            *(_("Median change"), _("Effect"), "p"),
        ),
        rows=tuple(pair.changed for pair in pairs),
        drawn=(3, 4, 5),
        chart="parts",
    )


def _matched(pairs):
    return Table(
        key="changes_matched",
        title=_("Who answered both rounds, and who the first only"),
        counts=_(
            "Whether those who answered both rounds differed at the start from those who answered the first only: "
            "the median of the first round's answers of each, told from {n} people on."
        ).format(n=LEAST_TESTED),
        left_out=_("Those who have not consented."),
        head=_("Question"),
        columns=(_("Both"), _("The first only"), _("Median before: both"), _("Median before: the first only")),
        rows=tuple(pair.matched for pair in pairs),
        drawn=(),
    )


def _looking_back(pairs):
    return Table(
        key="changes_then",
        title=_("The start, as told then and as seen afterwards"),
        counts=_(
            "Beside the answers at the start: what the same people said afterwards of how it had been. “Better”, “the "
            "same” and “worse” compare how it was, as seen afterwards, with the last round. The three medians are of "
            "those who answered all three, told from {n} people on. People often rate their start lower once they "
            "know more, and looking back makes the change look larger: read both, and name which one is told."
        ).format(n=LEAST_TESTED),
        left_out=_(
            "Those who have not consented. Nothing told afterwards counts as an answer at the start, in this table or "
            "in any other."
        ),
        head=_("Question"),
        columns=(
            *(_("Told afterwards"), _("Better since"), _("The same since"), _("Worse since"), _("All three")),
            *(_("Median at the start"), _("Median of the start, as seen afterwards"), _("Median in the last round")),
        ),
        rows=tuple(pair.looked_back for pair in pairs if pair.looked_back),
        drawn=(1, 2, 3),
        chart="parts",
    )


def _looked_back(asked):
    """{name of what was asked: name of what asks, in the same round, how it was before}."""
    known = {(one.item.pk, one.part, one.wave.pk): one for one in asked}
    pairs = ((known.get((one.item.then_of_id, one.part, one.wave.pk)), one) for one in asked if one.item.then_of_id)
    return {now.name: then.name for now, then in pairs if now and [*now.column.categories] == [*then.column.categories]}


def _answers(frame, wide, wanted):
    """{name: {person: code}} of those who have consented, for the ``wanted`` {name: column}."""
    answers = defaultdict(dict)
    for row in wide.rows(frame.extract):
        if row["person"] in frame.snapshot.numbers and frame.snapshot.keeps(row, [row["person"]]):
            for name, column in wanted.items():
                if row[name] is not None and row[name] not in column.missing:
                    answers[name][row["person"]] = row[name]
    return answers


def _known(asked, together):
    """known(columns …) → what the reader has been told elsewhere of groups that these answers are part of."""
    if together is None:
        return lambda *_names: {}
    waves = {one.name: one.wave.pk for one in asked}

    def known(*names):
        found = [MEMBERS, ("consent", True), *(("answered", waves[name]) for name in names if name in waves)]
        return {name: together.people(name) for name in found if name in together and together.told(name) is not None}

    return known


def _asked_twice(columns):
    """[[(name, column) of each round, in their order]] of ordinal questions asked in several."""
    rounds = defaultdict(dict)
    for name, column in columns.items():
        if column.measure == "ordinal" and (match := _ROUND.fullmatch(name)):
            rounds[match[2]][match[1]] = (name, column)
    return [[found[number] for number in sorted(found)] for found in rounds.values() if len(found) > 1]


def _first_and_last(rounds, answers):
    """The first round and the last that some of the same people have answered; None while there is none."""
    first, *later = rounds
    joined = [last for last in later if answers[first[0]].keys() & answers[last[0]].keys()]
    return (first, joined[-1]) if joined else None


class Pair:
    """One question before and after: who answered which, and what of it may be told.

    ``then`` is what the same round asked of how it was before. What may be told
    of it is decided together with the rest, since the same people are in both.
    """

    def __init__(self, first, last, before, after, known, threshold, then, told_before=()):
        self._title, self._threshold = said(in_languages(last[1].title)), threshold
        self._before, self._after, self._then = before, after, then
        self._both = sorted(before.keys() & after.keys())
        self._people = {
            BEFORE: set(before),
            AFTER: set(after),
            BOTH: set(self._both),
            BETTER: {one for one in self._both if after[one] > before[one]},
            SAME: {one for one in self._both if after[one] == before[one]},
            WORSE: {one for one in self._both if after[one] < before[one]},
        }
        if then:
            self._people |= self._seen_afterwards()
        cells = {**known, **self._people}
        everybody = set().union(*cells.values(), *told_before)
        self._hidden = hide(
            cells,
            {one: {one} for one in everybody},
            threshold,
            last=(*known, *CELLS, *SEEN_AFTERWARDS),
            before=told_before,
        )
        self.told = [people for name, people in cells.items() if people and name not in self._hidden]

    def _seen_afterwards(self):
        then, after = self._then, self._after
        looked = then.keys() & after.keys()
        people = (
            set(then),
            {one for one in looked if after[one] > then[one]},
            {one for one in looked if after[one] == then[one]},
            {one for one in looked if after[one] < then[one]},
            looked & self._before.keys(),
        )
        return dict(zip(SEEN_AFTERWARDS, people, strict=True))

    @property
    def changed(self):
        found = change([self._before[one] for one in self._both], [self._after[one] for one in self._both])
        tested = (None, None, None)
        if found and found.p is not None and BOTH not in self._hidden:
            tested = (found.median_change, round(found.r, 1), max(round(found.p, 2), LEAST_P))
        return Row(self._title, (*(self._told(cell) for cell in CELLS), *tested))

    @property
    def matched(self):
        both, before = self._told(BOTH), self._told(BEFORE)
        only = None if both is None or before is None else before - both
        return Row(
            self._title,
            (
                both,
                only,
                self._middle(self._people[BOTH], both, self._before),
                self._middle(self._people[BEFORE] - {*self._both}, only, self._before),
            ),
        )

    @property
    def looked_back(self):
        """The start as told then and as seen afterwards; None when nobody has looked back."""
        if not self._then:
            return None
        told = [self._told(cell) for cell in SEEN_AFTERWARDS]
        people = self._people[SEEN_AFTERWARDS[-1]]
        rounds = (self._before, self._then, self._after)
        return Row(self._title, (*told, *(self._middle(people, told[-1], answers) for answers in rounds)))

    def _told(self, cell):
        return None if cell in self._hidden else len(self._people[cell])

    def _middle(self, people, told, answers):
        if told is None or len(people) < max(LEAST_TESTED, self._threshold):
            return None
        middle = median(answers[one] for one in people)
        return int(middle) if middle == int(middle) else middle
