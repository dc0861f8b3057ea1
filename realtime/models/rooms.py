"""A live room, its append-only log, and how long people stayed."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from coaching.core.fields import Data
from coaching.programmes.models import Session
from groups.access import run_by
from realtime.places import Place

NOBODY = "nobody"


class RoomQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Rooms of the sessions the user sees, of small groups those they are in or coach.

        None of a session that a coach has removed them from.
        """
        removed = Room.objects.filter(restraints__person=user.pk, restraints__what="removed")
        own = Room.objects.filter(group__places__person=user.pk)
        run = Session.objects.filter(run_by(user))
        let_in = models.Q(group=None) | models.Q(pk__in=own.values("pk")) | models.Q(session__in=run)
        seen = self.filter(let_in, session__in=Session.objects.visible_to(user))
        return seen.exclude(session__in=removed.values("session"))

    def at(self, place):
        """The room of a Place, if it has been made."""
        return self.filter(session=place.session, **{"group__number": place.group} if place.group else {"group": None})


class Room(models.Model):
    """The live room of one session, or of one of its small groups; made when the first person enters.

    ``seq`` is the number of the newest event; whoever writes to the log holds
    this row's lock, so that numbers have no gaps. ``holds``: what members write
    waits for a coach. ``screen_link``: which link for big screens holds, while
    ``screen_on``; earlier ones are dead.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    group = models.OneToOneField("SmallGroup", models.CASCADE, null=True, related_name="room")
    seq = models.PositiveBigIntegerField(default=0)
    holds = models.BooleanField(default=False)
    screen_link = models.PositiveIntegerField(default=1)
    screen_on = models.BooleanField(default=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session"], condition=models.Q(group=None), name="room_one_a_session")
        ]

    def get_absolute_url(self):
        return reverse("realtime:room", args=[self.place])

    @property
    def place(self):
        return self.group.place if self.group_id else Place(self.session_id)

    @property
    def main(self):
        """The session's own room. What holds for the whole session (guests, restraints, minutes) is kept there."""
        if self.group_id is None:
            return self
        return Room.objects.select_related("session__programme").get(session=self.session_id, group=None)


class Event(models.Model):
    """One line of a room's log, written in the transaction of the state it tells of.

    ``audience`` is "everyone", "coaches", "person:<id>", or "nobody" once that
    person has been forgotten. ``deed_id`` is the client's own id of the deed:
    the same actor cannot do it twice.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    audience = models.CharField(max_length=30, default="everyone")
    kind = models.CharField(max_length=30)
    payload = Data(default=dict)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    deed_id = models.UUIDField(null=True)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["room", "seq"], name="event_seq"),
            models.UniqueConstraint(fields=["room", "actor", "deed_id"], name="event_once_a_deed"),
        ]
        indexes = [models.Index(fields=["room", "audience"], name="event_of_audience")]


class Stay(models.Model):
    """Minutes a person has been seen in a room, over connections, reloads, server processes and the video.

    ``seen`` holds which minutes (since 1970), so that none is counted twice
    however late it is told of; it is emptied when the sum alone is enough.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="stays")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    minutes = models.PositiveIntegerField(default=0)
    seen = Data(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "person"], name="stay_one_a_person")]
