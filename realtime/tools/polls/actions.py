"""Preparing polls, putting them to a room, voting, closing and showing."""

import secrets

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from realtime.log import writing
from realtime.models import Room
from realtime.tools.polls.casting import Vote, cast
from realtime.tools.polls.events import question_of
from realtime.tools.polls.models import Ballot, BallotChoice, Kind, Poll, PollRun, fresh_key


def prepare(*, by, theme, question, kind, options, reveal, anonymity, key=""):
    """Add a poll to the theme's library; coaches in the theme's rooms see it at once."""
    rooms = Room.objects.filter(session__theme=theme).order_by("pk")
    with writing(*(room.pk for room in rooms)) as log:
        poll = Poll.objects.create(
            theme=theme,
            key=key or f"{slugify(question)[:40]}-{secrets.token_hex(4)}",
            question=question,
            kind=kind,
            options=options,
            reveal=reveal,
            anonymity=anonymity,
            made_by=by,
        )
        for room in rooms:
            log.append(room, "poll.prepared", {"poll": poll.pk, **question_of(poll)}, actor=by)
    return poll


def open_poll(*, by, room, poll, deed_id=None):
    """Put a prepared poll of the room's theme to the room; question, options and anonymity are frozen now."""
    with writing(room.pk) as log:
        prepared = Poll.objects.filter(pk=poll, theme=room.session.theme_id).first()
        if prepared is None:
            raise Refused("no_such_poll", _("This poll is not in the library of the room's theme. Reload the page."))
        if PollRun.objects.filter(room=room, poll=prepared, closed_at__isnull=True).exists():
            raise Refused("poll_open", _("This poll is already open here."))
        run = PollRun(room=room, poll=prepared, opened_at=log.at, **question_of(prepared))
        run.key = fresh_key() if run.is_anonymous else None
        run.save()
        payload = {"run": run.pk, "poll": prepared.pk, **question_of(run)}
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


def vote(*, by, room, run, choice, deed_id=None):
    """Cast or change the person's one ballot while the run is open."""
    with writing(room.pk) as log:
        run = _run_of(log, room, run)
        _refuse_unless_open(run)
        chosen = _checked(run, choice)
        log.gather(cast, Vote(run.pk, run.voter_key(by), None if run.is_anonymous else by.pk, chosen))
        payload = {"run": run.pk, "choice": None if run.is_anonymous else chosen}
        log.append(room, "poll.answered", payload, audience=f"person:{by.pk}", actor=by, deed_id=deed_id)
        log.took_part.append((by, room))


def close(*, by, room, run, deed_id=None):
    """End the run. An anonymous one loses its key, and its ballots their order: nobody can link them any more."""
    with writing(room.pk) as log:
        run = _run_of(log, room, run)
        _refuse_unless_open(run)
        log.store()
        if run.is_anonymous:
            _unlink_ballots(run)
        run.closed_at = log.at
        run.key = None
        run.save(update_fields=["closed_at", "key"])
        log.append(room, "poll.closed", {"run": run.pk}, actor=by, deed_id=deed_id)
        record("realtime.closed_poll", actor=by, target=run, scope=room.session.programme_id)
    return run


def reveal(*, by, room, run, deed_id=None):
    """Show the results to everyone from now on; showing twice changes nothing."""
    with writing(room.pk) as log:
        run = _run_of(log, room, run)
        if not run.revealed:
            run.revealed = True
            run.save(update_fields=["revealed"])
            record("realtime.revealed_poll", actor=by, target=run, scope=room.session.programme_id)
        log.append(room, "poll.revealed", {"run": run.pk}, actor=by, deed_id=deed_id)
    return run


def _unlink_ballots(run):
    """Write the ballots anew in random order under random keys; numbers and order told who had voted when."""
    cast = [[choice.option for choice in ballot.choices.all()] for ballot in run.ballots.prefetch_related("choices")]
    run.ballots.all().delete()
    secrets.SystemRandom().shuffle(cast)
    ballots = Ballot.objects.bulk_create([Ballot(run=run, voter_key=secrets.token_hex(32)) for _options in cast])
    BallotChoice.objects.bulk_create(
        [
            BallotChoice(ballot=ballot, option=option)
            for ballot, options in zip(ballots, cast, strict=True)
            for option in options
        ]
    )


def _run_of(log, room, run):
    if run not in log.known.setdefault(PollRun, {}):
        log.known[PollRun][run] = PollRun.objects.filter(pk=run).first()
    found = log.known[PollRun][run]
    if found is None or found.room_id != room.pk:
        raise Refused("no_such_poll", _("There is no such poll in this room. Reload the page."))
    return found


def _refuse_unless_open(run):
    if not run.is_open:
        raise Refused("poll_closed", _("This poll has been closed; answers no longer count."))


def _checked(run, choice):
    """The chosen options in order, or a refusal."""
    chosen = sorted(set(choice))
    known = all(0 <= option < len(run.options) for option in chosen)
    if not chosen or len(chosen) != len(choice) or not known or (run.kind == Kind.SINGLE and len(chosen) != 1):
        raise Refused("wrong_choice", _("Choose among the options given, and only one where one is asked for."))
    return chosen
