"""The theme's library of prepared polls: adding, changing, copying and taking away."""

import secrets

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.models import Room
from realtime.tools.polls.events import QUESTION, prepared
from realtime.tools.polls.kinds import KINDS
from realtime.tools.polls.kinds.kind import WrongQuestion
from realtime.tools.polls.models import Ballot, Poll


def prepare(*, by, theme, question, kind, reveal, anonymity, options=(), settings=None, seconds=None, key=""):
    """Add a poll to the theme's library; coaches in the theme's rooms see it at once."""
    asked = checked(kind, options, settings or {})
    rooms = _rooms(theme)
    with writing(*(room.pk for room in rooms)) as log:
        poll = Poll.objects.create(
            theme=theme,
            key=key or _key(question),
            question=question,
            kind=kind,
            **asked,
            reveal=reveal,
            anonymity=anonymity,
            seconds=seconds,
            made_by=by,
        )
        _tell(log, rooms, poll, by)
    return poll


def change(*, by, poll, **values):
    """Change a prepared poll. One that has ballots stays as it was answered, and a new version takes its place."""
    if has_ballots(poll):
        return _replace(by=by, poll=poll, values=values)
    asked = checked(values["kind"], values.pop("options"), values.pop("settings"))
    rooms = _rooms(poll.theme)
    with writing(*(room.pk for room in rooms)) as log:
        for name, value in {**values, **asked}.items():
            setattr(poll, name, value)
        poll.save()
        _tell(log, rooms, poll, by)
    return poll


def copy(*, by, poll, question):
    """Another poll with the same question, to be changed freely."""
    values = {name: getattr(poll, name) for name in QUESTION} | {"question": question, "seconds": poll.seconds}
    return prepare(by=by, theme=poll.theme, **values)


def remove(*, by, poll):
    """Take a poll out of the library. What its runs came to stays in the theme's history."""
    rooms = _rooms(poll.theme)
    with writing(*(room.pk for room in rooms)) as log:
        if poll.runs.filter(closed_at__isnull=True).exists():
            raise Refused("poll_open", _("This poll is open in a room just now. Close it there first."))
        for room in rooms:
            log.append(room, "poll.removed", {"poll": poll.pk}, actor=by)
        if poll.runs.exists():
            Poll.objects.filter(pk=poll.pk).update(retired=True)
        else:
            poll.delete()


def has_ballots(poll):
    return Ballot.objects.filter(run__poll=poll).exists()


def checked(kind, options, settings):
    """{options, settings} as they are stored; Refused says what is wrong with them."""
    try:
        options, settings = KINDS[kind].checked(list(options), settings)
    except WrongQuestion as wrong:
        raise Refused("wrong_question", wrong.message) from None
    return {"options": options, "settings": settings}


def _replace(*, by, poll, values):
    rooms = _rooms(poll.theme)
    with writing(*(room.pk for room in rooms)):
        remove(by=by, poll=poll)
        return prepare(by=by, theme=poll.theme, **values)


def _rooms(theme):
    return list(Room.objects.filter(session__theme=theme).order_by("pk"))


def _tell(log, rooms, poll, by):
    for room in rooms:
        log.append(room, "poll.prepared", prepared(poll), actor=by)


def _key(question):
    return f"{slugify(question)[:40]}-{secrets.token_hex(4)}"
