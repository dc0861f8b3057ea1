"""Subgroups (alaryhmät): who belongs where, who coaches whom, and how one comes in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.fields import Line
from coaching.programmes.models import Enrolment, Programme, Role, Session


class SubgroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Where the user is a member now, coaches, or organises the programme, each in a role that holds today.

        An evaluator sees none, whatever they were before.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        own = Enrolment.objects.current().filter(person=user)
        here = own.exclude(role=Role.EVALUATOR).values("programme_id")
        organised = own.filter(role=Role.ORGANISER).values("programme_id")
        return self.filter(
            Q(pk__in=Membership.objects.current().filter(person=user).values("subgroup_id"), programme__in=here)
            | Q(pk__in=SubgroupCoach.objects.of(user).values("subgroup_id"))
            | Q(programme__in=organised)
        )


class Subgroup(models.Model):
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = Line(_("name"))
    number = models.PositiveSmallIntegerField(_("number"))
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SubgroupQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="subgroup_key")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("groups:subgroup", args=[self.pk])


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until__isnull=True)


class Membership(models.Model):
    """A member's time in a subgroup. A move closes one and opens another; what was written stays where it was."""

    subgroup = models.ForeignKey(Subgroup, models.CASCADE, related_name="memberships")
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"], condition=Q(until__isnull=True), name="membership_one_at_a_time"
            )
        ]


class SubgroupCoachQuerySet(models.QuerySet):
    def of(self, user):
        """What the user coaches today; with the role of a coach ends what came with it."""
        roles = Enrolment.objects.current().filter(person=user, role__in=[Role.COACH, Role.ORGANISER])
        return self.filter(person=user, subgroup__programme__in=roles.values("programme_id"))


class SubgroupCoach(models.Model):
    subgroup = models.ForeignKey(Subgroup, models.CASCADE, related_name="coaches")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects = SubgroupCoachQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subgroup", "person"], name="coach_once_a_subgroup")]


class SubgroupSession(models.Model):
    """A session that is one subgroup's own, such as its digikahvit."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="+")
    subgroup = models.ForeignKey(Subgroup, models.CASCADE, related_name="sessions")


class JoinLinkQuerySet(models.QuerySet):
    def with_code(self, typed):
        """The link with this code however it was typed, or None."""
        signs = "".join(sign for sign in typed.upper() if sign.isalnum())
        return self.select_related("subgroup__programme").filter(code=f"{signs[:4]}-{signs[4:]}").first()


class JoinLink(models.Model):
    """A way into a subgroup: a link, and the same as a short code to type. Limited in time and in uses."""

    subgroup = models.ForeignKey(Subgroup, models.CASCADE, related_name="join_links")
    role = models.CharField(
        _("joins as"),
        max_length=16,
        choices=[
            (Role.PARTICIPANT.value, Role.PARTICIPANT.label),
            (Role.DEVELOPER_CLIENT.value, Role.DEVELOPER_CLIENT.label),
        ],
    )
    code = models.CharField(max_length=12, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    uses_left = models.PositiveSmallIntegerField(_("how many may join"))
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = JoinLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def get_absolute_url(self):
        return reverse("groups:join_link", args=[self.code])

    @property
    def is_open(self):
        return self.closed_at is None and self.uses_left > 0 and self.expires_at >= timezone.now()
