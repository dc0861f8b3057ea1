"""Reactions as sums, and wishes that last some minutes."""

import hashlib
import hmac

from django.conf import settings
from django.db import models

from realtime.models.rooms import Room

REACTIONS = ("agree", "thanks", "bravo", "cheers")
WISHES = ("slower", "break", "louder")
MOODS = REACTIONS + WISHES


class Felt(models.Model):
    """How many times a reaction has been given in a room. Who gave them is not kept anywhere."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    mood = models.CharField(max_length=10, choices=[(mood, mood) for mood in REACTIONS])
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "mood"], name="felt_once_a_room")]


class Wish(models.Model):
    """One person's wish, under a key that counts them once and is deleted with the wish, minutes later."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    mood = models.CharField(max_length=10, choices=[(mood, mood) for mood in WISHES])
    wisher = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "mood", "wisher"], name="wish_once")]


def wisher_key(room, person):
    text = f"wish:{room.pk}:{person.pk}"
    return hmac.digest(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hex()
