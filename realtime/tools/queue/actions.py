"""Asking for the floor, giving it, and giving it back."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.log import writing
from realtime.tools.queue.models import Turn


def raise_hand(*, by, room, deed_id=None):
    """Ask for the floor. Asking twice changes nothing: one keeps one's place."""
    with writing(room.pk) as log:
        turn = _open(room).filter(person=by).first()
        if turn is None:
            spoken = Turn.objects.filter(room=room, person=by, given_at__isnull=False).exists()
            turn = Turn.objects.create(room=room, person=by, spoken=spoken, asked_at=log.at)
            told = {"turn": turn.pk, "spoken": spoken}
            log.append(room, "queue.raised", told, actor=by, deed_id=deed_id)
            log.took_part.append((by, room))
    return turn


def lower_hand(*, by, room, deed_id=None):
    """Leave the queue, or give the floor back; no hand up changes nothing."""
    with writing(room.pk) as log:
        turn = _open(room).filter(person=by).first()
        if turn is not None:
            _end(log, turn)
            log.append(room, "queue.left", {"turn": turn.pk}, actor=by, deed_id=deed_id)


def remove_hand(*, by, room, turn, deed_id=None):
    """Take somebody out of the queue, or the floor from them."""
    with writing(room.pk) as log:
        turn = _found(room, turn)
        _end(log, turn)
        log.append(room, "queue.left", {"turn": turn.pk}, actor=by, deed_id=deed_id)


def give_floor(*, by, room, turn, deed_id=None):
    """Give the floor to one who waits; whoever had it is done. Giving it again to the same one changes nothing."""
    with writing(room.pk) as log:
        turn = _found(room, turn)
        if turn.given_at is None:
            for before in _open(room).filter(given_at__isnull=False):
                _end(log, before)
            turn.given_at = log.at
            turn.save(update_fields=["given_at"])
        log.append(room, "queue.floor", {"turn": turn.pk}, actor=by, deed_id=deed_id)
    return turn


def _open(room):
    return Turn.objects.filter(room=room, ended_at__isnull=True)


def _found(room, number):
    turn = _open(room).filter(pk=number).first()
    if turn is None:
        raise Refused("no_such_turn", _("This hand has been lowered already."))
    return turn


def _end(log, turn):
    turn.ended_at = log.at
    turn.save(update_fields=["ended_at"])
