"""Who takes part in a programme, as what, under what name, and what they have consented to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.core.fields import Line
from coaching.programmes.models.programme import Programme, current_enrolment


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("participant")
    DEVELOPER_CLIENT = "developer_client", _("developer-client")
    COACH = "coach", _("coach")
    DEVELOPER = "developer", _("developer")
    EVALUATOR = "evaluator", _("evaluator")
    ORGANISER = "organiser", _("organiser")


MEMBERS = (Role.PARTICIPANT, Role.DEVELOPER_CLIENT)


class EnrolmentQuerySet(models.QuerySet):
    def current(self):
        """Enrolments that hold today."""
        return self.filter(current_enrolment())


class Enrolment(models.Model):
    """A person in a programme in one role, from and until when. A person may hold several."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="enrolments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "role"], name="enrolment_once_a_role"),
            models.CheckConstraint(
                condition=~models.Q(role="developer_client") | models.Q(organisation__isnull=True),
                name="developer_client_has_no_employer",
            ),
        ]

    @property
    def is_member(self):
        return self.role in MEMBERS

    @property
    def has_ended(self):
        return self.ends is not None and self.ends < timezone.localdate()


class Pseudonym(models.Model):
    """The name a person goes by in one programme; one a person, held everywhere."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="pseudonyms")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = Line(_("pseudonym"), max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="pseudonym_one_a_person"),
            models.UniqueConstraint(fields=["programme", "name"], name="pseudonym_nobody_elses"),
        ]


class ForgottenName(models.Model):
    """A mark of a name that somebody forgotten or renamed was called by; whose it was nothing tells (``forgotten.py``).

    ``words`` is how many words the name has.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=32)
    words = models.PositiveSmallIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["programme", "mark"], name="forgotten_name_once")]


class Consent(models.Model):
    """A yes to one purpose under one version of its text; taken back by ``withdrawn_at``, never deleted.

    Employers never see these, nor who has not given one.
    """

    class Purpose(models.TextChoices):
        TAKING_PART = "taking_part", _("taking part")
        EVALUATION = "evaluation", _("use in the evaluation")
        QUOTATION = "quotation", _("quotation under the study's pseudonym")
        INTERVIEW = "interview", _("being asked for an interview")
        ARCHIVING = "archiving", _("archiving for later research")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="consents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose)
    version = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_one_in_force",
            )
        ]


class Invitation(models.Model):
    """A link that lets one person in as staff: coach, developer, evaluator, organiser. Only its hash is kept."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="invitations")
    role = models.CharField(_("role"), max_length=16, choices=Role)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    role_starts = models.DateField(_("role from"), null=True, blank=True)
    role_ends = models.DateField(_("role until"), null=True, blank=True)
    used_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)
