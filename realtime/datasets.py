"""Chat and polls as rows for the evaluator, streamed. Nothing here tells when or in which order people voted."""

from collections import Counter

from django.db.models import Count

from coaching.core.days import Day
from coaching.core.registries import UNTOLD
from groups.models import SubgroupSession
from realtime.models import Ballot, Message, PollRun
from realtime.tools.polls.kinds.kind import FEWEST

AT_ONCE = 2000


def chat_rows(extract):
    subgroups = subgroups_of(extract)
    rows = (
        _said(extract)
        .order_by("room__session", "room", "seq")
        .values_list("person_id", "at", "room__session", "room__session__key", "room__group__name", "text")
    )
    number, session = 0, None
    for person, at, session_id, key, group, text in rows.iterator(AT_ONCE):
        number = number + 1 if key == session else 1
        session = key
        yield {
            "session": key,
            "subgroup": subgroups.get(session_id, ""),
            "small_group": group or "",
            "number": number,
            "person": person,
            "at": at,
            "text": text,
        }


def chat_counts(extract):
    """The same messages by writer, day and subgroup."""
    subgroups = subgroups_of(extract)
    said = _said(extract).annotate(day=Day("at")).order_by().values_list("person_id", "day", "room__session")
    for person, day, session, count in said.annotate(Count("pk")).iterator(AT_ONCE):
        yield person, day, subgroups.get(session, ""), count


def _said(extract):
    return Message.objects.filter(extract.moments("at"), room__session__programme=extract.programme_id, hidden="")


def run_rows(extract):
    subgroups = subgroups_of(extract)
    for run in _runs(extract).select_related("poll", "room__session__theme").iterator(AT_ONCE):
        session = run.room.session
        yield {
            "run": run.pk,
            "session": session.key,
            "subgroup": subgroups.get(session.pk, ""),
            "theme": str(session.theme) if session.theme else "",
            "poll": run.poll.key,
            "question": run.question,
            "kind": run.kind,
            "options": "\n".join(_options(run)),
            "low": run.settings.get("low", ""),
            "high": run.settings.get("high", ""),
            "steps": run.settings.get("steps"),
            "afterwards": run.follows_id is not None,
            "anonymity": run.anonymity,
            "reveal": run.reveal,
            "opened_at": run.opened_at,
            "closed_at": run.closed_at,
        }


def ballot_rows(extract):
    """Answers in closed runs with enough ballots, run by run, in the order of the ballots' random numbers.

    Runs that fewer answered are not even read. A named ballot whose owner has been forgotten is counted, and nobody
    can consent to its being told.
    """
    runs = _runs(extract).filter(closed_at__isnull=False).annotate(cast=Count("ballots")).filter(cast__gte=FEWEST)
    for run in runs.select_related("room__session").iterator(AT_ONCE):
        ballots = list(Ballot.objects.filter(run=run).order_by("pk"))
        told = _told_apart(run, [list(run.kind_of.rows(run, ballot.answer)) for ballot in ballots])
        for number, (ballot, rows) in enumerate(zip(ballots, told, strict=True), start=1):
            for row in rows:
                yield {
                    "run": run.pk,
                    "session": run.room.session.key,
                    "ballot": number,
                    "person": ballot.person_id,
                    **NOTHING,
                    **row,
                    **({} if run.is_anonymous or ballot.person_id else {UNTOLD: [None]}),
                }


NOTHING = {"part": 1, "option": None, "answer": "", "value": None, "text": ""}


def _told_apart(run, ballots):
    """The rows of each ballot, without the statements and questions that under five have answered, and hidden texts."""
    answered = Counter(place for rows in ballots for place in {_place(run, row) for row in rows})
    return [
        [
            row
            for row in rows
            if answered[_place(run, row)] >= FEWEST and not (row.get("text") and run.kind_of.hides(run, row))
        ]
        for rows in ballots
    ]


def _place(run, row):
    """What may be passed over by itself: a question of a form, a statement of a scale."""
    part = row.get("part", 1)
    kind = run.settings["questions"][part - 1]["kind"] if run.kind == "form" else run.kind
    return part, row["option"] if kind == "scale" else None


def _options(run):
    """The options, or a form's questions."""
    return [part["question"] for part in run.settings["questions"]] if run.kind == "form" else run.options


def _runs(extract):
    runs = PollRun.objects.filter(extract.moments("opened_at"), room__session__programme=extract.programme_id)
    return runs.order_by("pk")


def subgroups_of(extract):
    links = SubgroupSession.objects.filter(session__programme=extract.programme_id)
    return dict(links.values_list("session_id", "subgroup__name"))
