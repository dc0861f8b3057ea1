"""Walls, their headings, the notes on them, and the likes and dots given to notes."""

import hashlib
import hmac
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Data, Line, Prose
from realtime.models.rooms import Room

LONGEST_NOTE = 500
MOST_NOTES = 500
MOST_DOTS = 10
MOST_HEADINGS = 20


class Phase(models.TextChoices):
    WRITE = "write", _("Everyone writes, and sees only their own")
    REVEALED = "revealed", _("Everyone sees the notes as they come")
    CLOSED = "closed", _("The wall is closed")


class Names(models.TextChoices):
    SHOWN = "shown", _("Notes show the name the writer has in this group.")
    ANONYMOUS = "anonymous", _("Anonymous: notes show no names, and nobody can find them out, not even the coach.")


class Colour(models.TextChoices):
    YELLOW = "yellow", _("yellow")
    GREEN = "green", _("green")
    BLUE = "blue", _("blue")
    ROSE = "rose", _("rose")
    WHITE = "white", _("white")


def nothing_placed():
    return {"notes": {}, "headings": {}}


class Wall(models.Model):
    """A wall put up in a room. Whether names show and how many dots each has are frozen from the start.

    ``key`` turns a person into a key among the wall's likes, dots and, where
    names are not shown, notes: so one like a person holds, and own notes can
    be changed. Closing destroys it. ``placed`` holds where a coach has put
    notes and headings, {number as text: place}; what was not moved has its
    own number for a place.
    """

    room = models.ForeignKey(Room, models.CASCADE, related_name="walls")
    title = Line(_("title"), max_length=120)
    question = Line(_("question"), max_length=300, blank=True)
    names = models.CharField(max_length=10, choices=Names, default=Names.SHOWN)
    dots = models.PositiveSmallIntegerField(_("dots each"), default=0)
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.WRITE)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    placed = Data(default=nothing_placed)
    key = models.BinaryField(max_length=32, null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(phase=Phase.CLOSED, key__isnull=True)
                | (~models.Q(phase=Phase.CLOSED) & models.Q(key__isnull=False)),
                name="wall_closed_has_no_key",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.phase != Phase.CLOSED

    @property
    def is_anonymous(self):
        return self.names == Names.ANONYMOUS

    @property
    def is_shown(self):
        """Whether everybody in the room may see the notes."""
        return self.phase != Phase.WRITE

    def key_of(self, person_id):
        """The person's key among this wall's marks and anonymous notes; only an open wall can tell it."""
        return hmac.digest(bytes(self.key), str(person_id).encode(), hashlib.sha256).hex()

    def writer_key(self, person_id):
        return self.key_of(person_id) if self.is_anonymous else f"person:{person_id}"


class Heading(models.Model):
    """What the coach gathers notes under."""

    wall = models.ForeignKey(Wall, models.CASCADE, related_name="headings")
    text = Line(_("heading"), max_length=120)

    class Meta:
        ordering = ["pk"]


def picture_name(note, _name):
    return f"walls/{secrets.token_urlsafe(12)}.webp"


class NoteQuerySet(models.QuerySet):
    def shown(self):
        """The notes everybody in the room may see."""
        return self.filter(hidden=False).exclude(wall__phase=Phase.WRITE)


class Note(models.Model):
    """A note on a wall: words, a picture with its description, or both.

    ``person`` is None on an anonymous wall, of somebody who has been forgotten,
    and of what a small group (``group``) wrote together. ``hidden`` notes are kept,
    and seen by coaches and their writer.
    """

    wall = models.ForeignKey(Wall, models.CASCADE, related_name="notes")
    heading = models.ForeignKey(Heading, models.SET_NULL, null=True, related_name="notes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    group = models.ForeignKey("SmallGroup", models.SET_NULL, null=True, related_name="+")
    writer_key = models.CharField(max_length=64)
    text = Prose(max_length=LONGEST_NOTE, blank=True)
    colour = models.CharField(max_length=8, choices=Colour, default=Colour.YELLOW)
    picture = models.FileField(upload_to=picture_name, blank=True)
    small_picture = models.FileField(upload_to=picture_name, blank=True)
    picture_words = Line(_("what the picture shows"), max_length=300, blank=True)
    hidden = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture="", small_picture="", text__gt="")
                | models.Q(picture__gt="", small_picture__gt="", picture_words__gt=""),
                name="note_says_something",
            ),
        ]
        indexes = [models.Index(fields=["wall", "writer_key"], name="note_of_writer")]


class Mark(models.Model):
    """What one person has given to one note: a like, dots, or both. Whose it is cannot be told once the wall closes."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="marks")
    giver_key = models.CharField(max_length=64)
    liked = models.BooleanField(default=False)
    dots = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "giver_key"], name="mark_one_a_person")]
