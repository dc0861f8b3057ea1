"""What Jitsi is told instead of who and where: random names of rooms, random numbers of people."""

import secrets

from django.conf import settings
from django.db import models

from realtime.models.rooms import Room


def random_name():
    """128 random bits in lower case: Jitsi compares names of rooms in lower case, and the address is no secret kept."""
    return secrets.token_hex(16)


class VideoRoom(models.Model):
    """A room of the live room in Jitsi: the common one, or a small group's own (``aside`` says which)."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="video_rooms")
    aside = models.SlugField(max_length=40, blank=True)
    name = models.SlugField(max_length=32, unique=True, default=random_name)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "aside"], name="video_room_once")]


class VideoPerson(models.Model):
    """The number a person goes by in one session's video; everybody there can read it, and it leads nowhere."""

    room = models.ForeignKey(Room, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    number = models.SlugField(max_length=32, unique=True, default=random_name)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="video_person_once")]
