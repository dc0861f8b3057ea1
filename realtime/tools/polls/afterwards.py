"""The same poll for those who were absent: open on the theme's page until a day, counted and shown apart."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from realtime.log import writing
from realtime.models import Event
from realtime.tools.polls.actions import checked, poll_closed, run_of
from realtime.tools.polls.casting import Vote, cast
from realtime.tools.polls.events import question_of
from realtime.tools.polls.models import Ballot, PollRun, Reveal, fresh_key

MOST_DAYS = 60


def open_afterwards(*, by, run, until):
    """Let those who did not answer in the room answer to the end of the day ``until``.

    Results are shown when that time is over: while answers trickle in one by
    one, each change would tell what somebody has answered.
    """
    with writing(run.room_id) as log:
        if run.is_open or run.follows_id:
            raise Refused("poll_open", _("Close the poll in the room first."))
        today = timezone.localdate()
        if not today <= until <= today + timedelta(days=MOST_DAYS):
            raise Refused("wrong_day", _("Choose a day from today on, two months from now at most."))
        if PollRun.objects.filter(follows=run).exists():
            raise Refused("poll_open", _("The poll has been opened afterwards already."))
        later = PollRun(room=run.room, poll=run.poll, follows=run, opened_at=log.at, **question_of(run))
        later.reveal = run.reveal if run.reveal == Reveal.COACH_ONLY else Reveal.WHEN_CLOSED
        later.closes_at = timezone.make_aware(datetime.combine(until, time(23, 59)))
        later.key = fresh_key() if later.is_anonymous else None
        later.save()
        record("realtime.opened_poll", actor=by, target=later, scope=run.room.session.programme_id)
    return later


def answer_afterwards(*, by, room, run, answer):
    """Cast or change the ballot of somebody who did not answer in the room. It is no attendance."""
    with writing(room.pk) as log:
        run = run_of(log, room, run, afterwards=True)
        if not run.takes_answers(log.at):
            raise poll_closed()
        if run.follows_id in answered_in_rooms(by, [run]):
            raise Refused("answered_already", _("You answered this in the digikahvit already."))
        answer = checked(run, answer)
        log.gather(cast, Vote(run.pk, run.voter_key(by), None if run.is_anonymous else by.pk, answer))


def answered_in_rooms(person, runs):
    """The numbers of the runs before these in which the person has answered; what they answered is not known here."""
    before = [run.follows_id for run in runs]
    rooms = {run.room_id for run in runs}
    told = Event.objects.filter(room__in=rooms, audience=f"person:{person.pk}", kind="poll.answered")
    return set(told.filter(payload__run__in=before).values_list("payload__run", flat=True))


def open_to(person, rooms):
    """The runs open afterwards in these rooms that the person may still answer; ``given`` is whether they have."""
    runs = PollRun.objects.filter(room__in=rooms, follows__isnull=False, closed_at__isnull=True)
    runs = [run for run in runs.select_related("room__session") if run.takes_answers(timezone.now())]
    answered = answered_in_rooms(person, runs) if runs else set()
    left = {run.pk: run for run in runs if run.follows_id not in answered}
    keys = {run.voter_key(person) for run in left.values()}
    given = (
        set(Ballot.objects.filter(run__in=left, voter_key__in=keys).values_list("run", flat=True)) if left else set()
    )
    for run in left.values():
        run.given = run.pk in given
    return list(left.values())
