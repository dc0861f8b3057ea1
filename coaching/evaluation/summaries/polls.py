"""Each closed run of a poll: how many answered, and how many chose what. People, not ticks."""

from collections import Counter, defaultdict

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from coaching.core.registries import datasets
from coaching.core.suppression import hide
from coaching.evaluation.summaries.table import TOTAL, Row, Table


def poll_tallies(study, extract, mask, keeps=lambda _row: True):
    """Counted from the tables of the live room, if there is one: ``poll_runs`` and ``poll_ballots``.

    Questions and answers were written by people, so ``mask`` takes names out of them.
    """
    if "poll_ballots" not in datasets or "poll_runs" not in datasets:
        return
    ballots = defaultdict(lambda: defaultdict(set))
    answers = defaultdict(dict)
    for row in datasets["poll_ballots"].rows(extract):
        ballots[row["run"]][row["ballot"]].add(row["option"])
        answers[row["run"]][row["option"]] = mask(row["answer"])
    for run in datasets["poll_runs"].rows(extract):
        if run["run"] in ballots and keeps(run):
            yield _tally(study, run | {"question": mask(run["question"])}, ballots[run["run"]], answers[run["run"]])


def _tally(study, run, ballots, answers):
    hidden = hidden_answers(ballots, study.threshold)
    counts = Counter(option for chosen in ballots.values() for option in chosen)
    day = formats.date_format(timezone.localtime(run["opened_at"]), "SHORT_DATE_FORMAT")
    return Table(
        key=f"poll_{run['run']}",
        title=run["question"],
        counts=_(
            "People who chose each answer in session {session} on {day}. One ballot a person; "
            "where several answers may be chosen, the rows add up to more than the people."
        ).format(session=run["session"], day=day),
        head=_("Answer"),
        columns=(_("People"),),
        rows=tuple(Row(answers[o], (None if o in hidden else counts[o],)) for o in sorted(answers)),
        total=Row(_("Answered"), (None if TOTAL in hidden else len(ballots),)),
    )


def hidden_answers(ballots, threshold):
    """Answers may overlap, so what is guarded are the ballots by exactly which answers they chose."""
    patterns = defaultdict(set)
    for ballot, chosen in ballots.items():
        patterns[frozenset(chosen)].add(ballot)
    options = {option for chosen in patterns for option in chosen}
    cells = {option: {chosen for chosen in patterns if option in chosen} for option in options}
    return hide(cells | {TOTAL: set(patterns)}, patterns, threshold, last=[TOTAL])
