"""Chat and polls as rows for the evaluator, streamed. Nothing here tells when or in which order people voted."""

import secrets

from django.db.models import Count
from django.utils import timezone

from groups.models import SubgroupSession
from realtime.models import Ballot, Message, PollRun
from realtime.tools.polls.tallies import FEWEST

AT_ONCE = 2000


def chat_rows(extract):
    said = within(Message.objects.filter(room__session__programme=extract.programme_id), extract, "at")
    subgroups = subgroups_of(extract)
    rows = said.order_by("room_id", "seq").values_list("person_id", "at", "room__session", "room__session__key", "text")
    number, session = 0, None
    for person, at, session_id, key, text in rows.iterator(AT_ONCE):
        number = number + 1 if key == session else 1
        session = key
        yield {
            "session": key,
            "subgroup": subgroups.get(session_id, ""),
            "number": number,
            "person": person,
            "at": at,
            "text": text,
        }


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
            "options": "\n".join(run.options),
            "anonymity": run.anonymity,
            "reveal": run.reveal,
            "opened_at": run.opened_at,
            "closed_at": run.closed_at,
        }


def ballot_rows(extract):
    """Choices in closed runs with enough ballots, run by run, ballots in a fresh random order each time."""
    runs = _runs(extract).filter(closed_at__isnull=False).annotate(cast=Count("ballots")).filter(cast__gte=FEWEST)
    for run in runs.select_related("room__session").iterator(AT_ONCE):
        ballots = list(Ballot.objects.filter(run=run).prefetch_related("choices"))
        secrets.SystemRandom().shuffle(ballots)
        for number, ballot in enumerate(ballots, start=1):
            for choice in ballot.choices.all():
                yield {
                    "run": run.pk,
                    "session": run.room.session.key,
                    "ballot": number,
                    "person": ballot.person_id,
                    "option": choice.option + 1,
                    "answer": run.options[choice.option],
                }


def _runs(extract):
    runs = PollRun.objects.filter(room__session__programme=extract.programme_id)
    return within(runs, extract, "opened_at").order_by("pk")


def within(rows, extract, field):
    """The rows of the extract's days, in the house's time."""
    zone = timezone.get_default_timezone()
    if extract.since:
        first = timezone.datetime.combine(extract.since, timezone.datetime.min.time(), zone)
        rows = rows.filter(**{f"{field}__gte": first})
    if extract.until:
        after = timezone.datetime.combine(extract.until, timezone.datetime.min.time(), zone) + timezone.timedelta(1)
        rows = rows.filter(**{f"{field}__lt": after})
    return rows


def subgroups_of(extract):
    links = SubgroupSession.objects.filter(session__programme=extract.programme_id)
    return dict(links.values_list("session_id", "subgroup__name"))
