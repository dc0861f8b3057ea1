"""What a session is to be, item by item, and where a room is in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line, Prose
from coaching.programmes.models import Session
from realtime.models.rooms import Room
from realtime.tools.polls.models import Poll


class Opens(models.TextChoices):
    """What an item begins with. Members who follow the coach are taken there."""

    TALK = "talk", _("nothing: we talk")
    POLL = "poll", _("a poll")
    QUESTIONS = "questions", _("questions")
    WALL = "wall", _("the wall")
    GROUPS = "groups", _("small groups")


class ScriptItem(models.Model):
    """One item of a session's running order. ``text`` is for the coach to read aloud; members never get it."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    title = Line(_("What happens"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    opens = models.CharField(_("What does it open?"), max_length=10, choices=Opens, default=Opens.TALK)
    poll = models.ForeignKey(
        Poll, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Which poll?")
    )
    text = Prose(
        _("To read aloud"), max_length=2000, blank=True, help_text=_("Only coaches see this, also during the session.")
    )

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self):
        return self.title


class ScriptPoint(models.Model):
    """Where a room is in its running order, and since when; a copy, so that editing does not move the room."""

    room = models.OneToOneField(Room, models.CASCADE, related_name="script_point")
    item = models.PositiveBigIntegerField()
    title = Line(max_length=120)
    minutes = models.PositiveSmallIntegerField(null=True)
    opens = models.CharField(max_length=10, choices=Opens)
    since = models.DateTimeField()
