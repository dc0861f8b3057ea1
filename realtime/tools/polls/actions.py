"""Putting polls to a room, voting, closing, showing and hiding."""

import secrets
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code, strings_in
from realtime.log import moment, writing
from realtime.models import Room
from realtime.tools.polls.casting import Vote, cast
from realtime.tools.polls.events import question_of
from realtime.tools.polls.library import prepare
from realtime.tools.polls.models import Ballot, Poll, PollRun, fresh_key


def open_poll(*, by, room, poll, deed_id=None):
    """Put a prepared poll of the room's theme to the room; question, options and anonymity are frozen now."""
    with writing(room.pk) as log:
        prepared = Poll.objects.filter(pk=poll, theme=room.session.theme_id, retired=False).first()
        if prepared is None:
            raise Refused("no_such_poll", _("This poll is not in the library of the room's theme. Reload the page."))
        if PollRun.objects.filter(room=room, poll=prepared, closed_at__isnull=True, follows__isnull=True).exists():
            raise Refused("poll_open", _("This poll is already open here."))
        run = PollRun(room=room, poll=prepared, opened_at=log.at, **question_of(prepared))
        run.closes_at = log.at + timedelta(seconds=prepared.seconds) if prepared.seconds else None
        run.key = fresh_key() if run.is_anonymous else None
        run.save()
        payload = {"run": run.pk, "poll": prepared.pk, **question_of(run), "closes": moment(run.closes_at)}
        log.append(room, "poll.opened", payload, actor=by, deed_id=deed_id)
        record("realtime.opened_poll", actor=by, target=run, scope=room.session.programme_id)
    return run


def quick_poll(*, by, room, **question):
    """Prepare a poll and put it to the room at once; it stays in the theme's library."""
    theme = room.session.theme
    if theme is None:
        raise Refused("no_theme", _("Polls belong to a theme, and this session has none."))
    rooms = Room.objects.filter(session__theme=theme)
    with writing(*rooms.values_list("pk", flat=True)):
        poll = prepare(by=by, theme=theme, **question)
        return open_poll(by=by, room=room, poll=poll.pk)


def vote(*, by, room, run, answer, deed_id=None):
    """Cast or change the person's one ballot while the run is open."""
    with writing(room.pk) as log:
        run = run_of(log, room, run)
        if not run.takes_answers(log.at):
            raise poll_closed()
        answer = checked(run, answer)
        log.gather(cast, Vote(run.pk, run.voter_key(by), None if run.is_anonymous else by.pk, answer))
        payload = {"run": run.pk, "answer": None if run.is_anonymous else answer}
        log.append(room, "poll.answered", payload, audience=f"person:{by.pk}", actor=by, deed_id=deed_id)
        log.took_part.append((by, room))


def close(*, by, room, run, deed_id=None, afterwards=False):
    """End the run. An anonymous one loses its key, and its ballots their order: nobody can link them any more."""
    with writing(room.pk) as log:
        run = open_run(log, room, run, afterwards=afterwards)
        log.store()
        if run.is_anonymous:
            _unlink_ballots(run)
        run.closed_at = log.at
        run.key, run.steps = None, {}
        run.save(update_fields=["closed_at", "key", "steps"])
        if run.follows_id is None:
            log.append(room, "poll.closed", {"run": run.pk}, actor=by, deed_id=deed_id)
        record("realtime.closed_poll", actor=by, target=run, scope=room.session.programme_id)
    return run


def reveal(*, by, room, run, deed_id=None):
    """Show the results to everyone from now on; showing twice changes nothing."""
    with writing(room.pk) as log:
        run = run_of(log, room, run)
        if not run.revealed:
            run.revealed = True
            run.save(update_fields=["revealed"])
            record("realtime.revealed_poll", actor=by, target=run, scope=room.session.programme_id)
        log.append(room, "poll.revealed", {"run": run.pk}, actor=by, deed_id=deed_id)
    return run


def hide(*, by, room, run, text, hidden, deed_id=None):
    """Keep a text, named by its key, from everyone but coaches, or show it again; whose it is stays unknown."""
    with writing(room.pk) as log:
        run = run_of(log, room, run)
        run.hidden = sorted({*run.hidden, text} if hidden else set(run.hidden) - {text})
        run.save(update_fields=["hidden"])
        payload = {"run": run.pk, "text": text, "hidden": hidden}
        log.append(room, "poll.hidden", payload, actor=by, deed_id=deed_id)
        record("realtime.hid_answer", actor=by, target=run, scope=room.session.programme_id)
    return run


def checked(run, answer):
    """The answer as its kind stores it; refused when it answers something else, or holds an identity code."""
    answer = run.kind_of.check(run, answer)
    if any(holds_identity_code(text) for text in strings_in(answer)):
        raise Refused("identity_code", IDENTITY_CODE_REFUSED)
    return answer


def run_of(log, room, run, *, afterwards=False):
    """The run of this number in the room; one open ``afterwards`` is no part of the room, and found only when asked."""
    if run not in log.known.setdefault(PollRun, {}):
        log.known[PollRun][run] = PollRun.objects.filter(pk=run).first()
    found = log.known[PollRun][run]
    if found is None or found.room_id != room.pk or (found.follows_id and not afterwards):
        raise Refused("no_such_poll", _("There is no such poll in this room. Reload the page."))
    return found


def open_run(log, room, run, *, afterwards=False):
    run = run_of(log, room, run, afterwards=afterwards)
    if not run.is_open:
        raise poll_closed()
    return run


def poll_closed():
    return Refused("poll_closed", _("This poll has been closed; answers no longer count."))


def _unlink_ballots(run):
    """Write the ballots anew in random order under random keys; numbers and order told who had voted when."""
    answers = list(run.ballots.values_list("answer", flat=True))
    run.ballots.all().delete()
    secrets.SystemRandom().shuffle(answers)
    Ballot.objects.bulk_create([Ballot(run=run, voter_key=secrets.token_hex(32), answer=answer) for answer in answers])
