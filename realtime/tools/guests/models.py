"""The door for guests, and the guests who have come through it."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from coaching.accounts.models import fresh_code
from coaching.core.fields import Line
from realtime.models.rooms import Room

AFTERWARDS = timedelta(hours=1)
WITHOUT_END = timedelta(hours=12)
CODE_LENGTH = 6


def guest_code():
    return fresh_code(groups=1, size=CODE_LENGTH)


class GuestDoorQuerySet(models.QuerySet):
    def with_code(self, text):
        """The door of a code as people type it, small letters, spaces and hyphens or not; None when there is none."""
        plain = "".join(sign for sign in text.upper() if sign.isalnum())
        return self.select_related("room__session__programme").filter(code=plain).first()


class GuestDoor(models.Model):
    """A room's door for guests, from when it is first opened. With ``lobby`` they wait until a coach lets them in."""

    room = models.OneToOneField(Room, models.CASCADE, related_name="guest_door")
    code = models.SlugField(max_length=CODE_LENGTH, unique=True, default=guest_code)
    is_open = models.BooleanField(default=True)
    lobby = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now)

    objects = GuestDoorQuerySet.as_manager()

    @property
    def until(self):
        """When guests have to go: an hour after the session. A door nobody closed closes itself then."""
        ends = self.room.session.ends_at
        return ends + AFTERWARDS if ends else self.opened_at + WITHOUT_END

    @property
    def takes_guests(self):
        return self.is_open and timezone.now() < self.until


class GuestQuerySet(models.QuerySet):
    def staying(self):
        """Not sent away, and their time has not ended; they may still be waiting."""
        return self.filter(gone_at__isnull=True, until__gt=timezone.now())

    def inside(self):
        return self.staying().filter(let_in_at__isnull=False)


class Guest(models.Model):
    """A visitor of one room: a person with a nickname, no e-mail, no enrolment, and no way to log in.

    ``name_key`` keeps two guests of a room from having the same nickname.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="guests")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name_key = Line(max_length=64)
    came_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    let_in_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "name_key"], condition=models.Q(gone_at__isnull=True), name="guest_nobody_elses_name"
            )
        ]

    @property
    def is_staying(self):
        return self.gone_at is None and self.until > timezone.now()
