"""One's own notebook of learning: what was tried, what was learned, what was promised."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Prose
from coaching.programmes.models import Programme

A_DAY = 24 * 60


class Mode(models.TextChoices):
    """How learning comes about; the values are those of ``Verb.learning``."""

    WORK = "work", _("At work")
    PEER = "peer", _("With peers")
    FORMAL = "formal", _("In training")


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own and nobody else's, whatever one's role: not even an organiser reads another's notebook."""
        return self.filter(person=user) if user.is_authenticated else self.none()

    def open_promises(self):
        return self.exclude(promise="").filter(kept_at__isnull=True)

    def done(self):
        """Entries that tell of something done; a promise alone is not yet learning."""
        return self.exclude(tried="")


class Entry(models.Model):
    """A note by hand. ``client`` is the form's own number, so that a note sent twice is kept once."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    client = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    date = models.DateField(_("date"), default=timezone.localdate)
    mode = models.CharField(_("how you learned"), max_length=6, choices=Mode, default=Mode.WORK)
    minutes = models.PositiveIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(A_DAY)]
    )
    tried = Prose(_("what I did or tried"), max_length=3_000, blank=True)
    learned = Prose(_("what I learned"), max_length=3_000, blank=True)
    promise = Prose(_("what I promise to try next"), max_length=1_000, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["person", "programme", "date"], name="journal_of_person")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(tried="", promise=""), name="journal_entry_says_something")
        ]

    def __str__(self):
        return f"entry {self.pk}"

    def get_absolute_url(self):
        return f"{reverse('journal:mine', args=[self.programme.key])}#entry-{self.pk}"

    @property
    def texts(self):
        return [text for text in (self.tried, self.learned, self.promise) if text]
