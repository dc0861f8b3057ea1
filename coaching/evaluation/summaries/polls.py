"""Each closed run of a poll, and the runs of one poll side by side. People, not ticks."""

from collections import Counter, defaultdict

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coaching.core.registries import UNTOLD, datasets
from coaching.core.suppression import TOTAL
from coaching.evaluation.ballots import answer_of, hidden_beside_rows
from coaching.evaluation.summaries.table import Row, Table
from coaching.surveys.counting import fewest_told

CHOICES = ("single", "multiple", "yes_no")


def polls(frame):
    """Counted from the tables of the live room, if there is one: ``poll_runs`` and ``poll_ballots``.

    Questions and answers were written by people, so names are masked in them.
    """
    if "poll_ballots" not in datasets or "poll_runs" not in datasets:
        return
    mask, least = frame.snapshot.mask, fewest_told(frame.programme_id)
    ballots = defaultdict(lambda: defaultdict(set))
    withheld, labels = defaultdict(set), defaultdict(dict)
    for row in datasets["poll_ballots"].rows(frame.extract):
        run, answer = row["run"], answer_of(row)
        ballots[run][row["ballot"]].add(answer)
        if UNTOLD in row or row.get("person") not in {None, *frame.snapshot.numbers}:
            withheld[run].add(row["ballot"])
        if row["option"] is not None and not row.get("text"):
            labels[run][answer] = _label(mask(row["answer"]), row.get("value"))
    series = defaultdict(list)
    for run in datasets["poll_runs"].rows(frame.extract):
        if run["run"] in ballots and frame.snapshot.keeps(run):
            cast = ballots[run["run"]]
            hidden = hidden_beside_rows(
                cast, withheld[run["run"]], least, also=(asked := _asked(run, labels[run["run"]], mask))
            )
            tally = _tally(frame, run | {"question": mask(run["question"])}, cast, hidden, asked)
            yield tally
            series[run.get("poll") or run["run"]].append((run, tally))
    if not frame.narrowed:
        for key, runs in series.items():
            if len(runs) > 1:
                yield from _side_by_side(frame, key, runs)


def _label(words, value):
    if value is None:
        return words
    return f"{words}: {int(value) if value == int(value) else value}"


def _asked(run, labels, mask):
    """{answer: heading} of every answer that may be told: those given, and those that nobody gave."""
    options, found = (run.get("options") or run["question"]).split("\n"), {}
    for place, words in enumerate(map(mask, options), start=1):
        if run.get("kind") in CHOICES:
            found[1, place, 0, False] = words
        elif run.get("kind") == "scale" and any(option == place for _part, option, _value, _text in labels):
            found |= {(1, place, step, False): _label(words, step) for step in range(1, run["steps"] + 1)}
    return found | labels


def _tally(frame, run, ballots, hidden, labels):
    counts = Counter(answer for given in ballots.values() for answer in given)
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
        rows=tuple(Row(labels[one], (None if one in hidden else counts[one],)) for one in sorted(labels)),
        total=Row(pgettext("how many people", "Answered"), (None if TOTAL in hidden else len(ballots),)),
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
            total=Row(pgettext("how many people", "Answered"), tuple(tally.total.values[0] for _run, tally in own)),
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
