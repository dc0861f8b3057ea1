"""Reacting, wishing, and hearing wishes.

A reaction sent again after a lost connection counts again, since it is kept with nobody.
"""

from django.db.models import F

from realtime.log import writing
from realtime.tools.mood.models import Felt, Wish, wisher_key
from realtime.tools.mood.sums import LASTS


def react(*, by, room, mood, deed_id=None):
    """Give a reaction; the sum rises, and nothing is kept of who gave it."""
    with writing(room.pk) as log:
        Felt.objects.get_or_create(room=room, mood=mood)
        Felt.objects.filter(room=room, mood=mood).update(times=F("times") + 1)
        log.append(room, "mood.felt", {"mood": mood})


def wish(*, by, room, mood, on, deed_id=None):
    """Wish something of the coach, or take it back. It lasts LASTS, counts a person once, and is then deleted."""
    with writing(room.pk) as log:
        Wish.objects.filter(room=room, at__lt=log.at - LASTS).delete()
        if on:
            Wish.objects.update_or_create(room=room, mood=mood, wisher=wisher_key(room, by), defaults={"at": log.at})
        else:
            Wish.objects.filter(room=room, mood=mood, wisher=wisher_key(room, by)).delete()
        log.append(room, "mood.wished", {"mood": mood})


def hear(*, by, room, mood, deed_id=None):
    """Take note of a wish: it is deleted for all who had it."""
    with writing(room.pk) as log:
        Wish.objects.filter(room=room, mood=mood).delete()
        log.append(room, "mood.heard", {"mood": mood}, actor=by, deed_id=deed_id)
