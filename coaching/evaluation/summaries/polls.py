"""Each closed run of a poll, and the runs of one poll side by side. People, not ticks."""

from collections import Counter, defaultdict

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from coaching.core.registries import datasets
from coaching.core.suppression import hide
from coaching.evaluation.summaries.table import TOTAL, Row, Table


def polls(frame):
    """Counted from the tables of the live room, if there is one: ``poll_runs`` and ``poll_ballots``.

    Questions and answers were written by people, so names are masked in them.
    """
    if "poll_ballots" not in datasets or "poll_runs" not in datasets:
        return
    mask = frame.snapshot.mask
    ballots = defaultdict(lambda: defaultdict(set))
    answers = defaultdict(dict)
    for row in datasets["poll_ballots"].rows(frame.extract):
        answer = _answer(row, mask)
        if answer is not None:
            answers[row["run"]][answer[0]] = answer[1]
        ballots[row["run"]][row["ballot"]] |= {answer[0]} if answer else set()
    series = defaultdict(list)
    for run in datasets["poll_runs"].rows(frame.extract):
        if run["run"] in ballots and frame.snapshot.keeps(run):
            tally = _tally(frame, run | {"question": mask(run["question"])}, ballots[run["run"]], answers[run["run"]])
            yield tally
            series[run.get("poll") or run["run"]].append((run, tally))
    if not frame.narrowed:
        for key, runs in series.items():
            if len(runs) > 1:
                yield from _side_by_side(frame, key, runs)


def _answer(row, mask):
    """((place, answer), heading) of what may be counted; None for what was written, and for numbers."""
    if row.get("text") or row["option"] is None:
        return None
    words = mask(row["answer"])
    step = row.get("value")
    if step is None:
        return (row.get("part", 1), row["option"], 0), words
    number = int(step) if step == int(step) else step
    return (row.get("part", 1), row["option"], number), f"{words}: {number}"


def _tally(frame, run, ballots, answers):
    hidden = hidden_answers(ballots, frame.threshold)
    counts = Counter(option for chosen in ballots.values() for option in chosen)
    day = formats.date_format(timezone.localtime(run["opened_at"]), "SHORT_DATE_FORMAT")
    return Table(
        key=f"poll_{run['run']}",
        title=run["question"],
        counts=_(
            "People who chose each answer in session {session} on {day}. One ballot a person; "
            "where several answers may be chosen, the rows add up to more than the people."
        ).format(session=run["session"], day=day),
        left_out=_("What people wrote in their own words is not shown here."),
        head=_("Answer"),
        columns=(_("People"),),
        rows=tuple(Row(answers[o], (None if o in hidden else counts[o],)) for o in sorted(answers)),
        total=Row(_("Answered"), (None if TOTAL in hidden else len(ballots),)),
        circle=frame.circle_named.get(run.get("subgroup"), ""),
        common=not run.get("subgroup"),
    )


def _side_by_side(frame, key, runs):
    """The figures of the runs' own tables, as a table of answers by run; of all, and of each subgroup's own runs."""
    groups = {"": runs}
    for run, tally in runs:
        if tally.circle:
            groups.setdefault(tally.circle, []).append((run, tally))
    for circle, own in groups.items():
        if len(own) < 2:
            continue
        labels = list(dict.fromkeys(row.label for _run, tally in own for row in tally.rows))
        told = [{row.label: row.values[0] for row in tally.rows} for _run, tally in own]
        days = [formats.date_format(timezone.localtime(run["opened_at"]), "SHORT_DATE_FORMAT") for run, _tally in own]
        places = [
            f"{day} {tally.circle and frame.circles[tally.circle]}".strip()
            for day, (_r, tally) in zip(days, own, strict=True)
        ]
        yield Table(
            key=f"series_{key}_{circle}".rstrip("_"),
            title=own[0][1].title,
            counts=_("People who chose each answer, run by run: the same question in several holdings and subgroups."),
            left_out=_("There is no sum over the runs: the same people may have answered in several."),
            head=_("Answer"),
            columns=tuple(_numbered(places)),
            rows=tuple(Row(label, tuple(_of(one, label) for one in told)) for label in labels),
            total=Row(_("Answered"), tuple(tally.total.values[0] for _run, tally in own)),
            drawn=tuple(range(len(own))),
            circle=circle,
        )


def _of(told, label):
    """Where a run has not got an answer nobody chose it, unless something is hidden beside it."""
    return told.get(label, None if None in told.values() else 0)


def _numbered(names):
    """Headings of which no two are the same."""
    seen = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def hidden_answers(ballots, threshold):
    """Answers may overlap, so what is guarded are the ballots by exactly which answers they chose."""
    patterns = defaultdict(set)
    for ballot, chosen in ballots.items():
        patterns[frozenset(chosen)].add(ballot)
    options = {option for chosen in patterns for option in chosen}
    cells = {option: {chosen for chosen in patterns if option in chosen} for option in options}
    return hide(cells | {TOTAL: set(patterns)}, patterns, threshold, last=[TOTAL])
