"""Digital service pilots: the record itself, and who is in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import Organisation
from coaching.core.fields import Line, Prose
from coaching.programmes.models import Enrolment, Programme, Role

GUIDES = (Role.DEVELOPER, Role.ORGANISER)
INSIDERS = tuple(role for role in Role if role != Role.EVALUATOR)


def programmes_as(user, roles):
    """Ids of the programmes in which the user holds one of the roles today."""
    return Enrolment.objects.current().filter(person=user, role__in=roles).values("programme_id")


class PilotQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That a pilot exists: for everybody of its programme but the evaluator."""
        return self._where(user, lambda: Q(programme__in=programmes_as(user, INSIDERS)))

    def open_to(self, user):
        """Those whose notes, people and steps the user sees: its own people's and the programme's guides'."""
        return self._where(user, lambda: _own(user) | Q(programme__in=programmes_as(user, GUIDES)))

    def guided_by(self, user):
        """Those whose visits the user may log."""
        return self._where(user, lambda: Q(programme__in=programmes_as(user, GUIDES)))

    def joined_by(self, user):
        """Those the user is in."""
        return self.filter(_own(user)) if user.is_authenticated else self.none()

    def _where(self, user, condition):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(condition())


def _own(user):
    mine = PilotPerson.objects.filter(person=user).values("pilot_id")
    return Q(pk__in=mine, programme__in=programmes_as(user, INSIDERS))


def _prose(name):
    return Prose(name, max_length=4_000, blank=True)


def _line(name):
    return Line(name, max_length=300, blank=True)


class Pilot(models.Model):
    """A try-out of a digital service. Its texts describe a service and a group of clients, never a client."""

    class State(models.TextChoices):
        IDEA = "idea", _("idea")
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        PAUSED = "paused", _("paused")
        IN_USE = "in_use", _("in use")
        STOPPED = "stopped", _("stopped")

    class Outcome(models.TextChoices):
        ADOPT = "adopt", _("taken into use")
        ADAPT = "adapt", _("taken into use, changed")
        ABANDON = "abandon", _("given up")

    class Licence(models.TextChoices):
        CC_BY = "cc_by", _("free to use when the maker is named (CC BY 4.0)")
        CC_BY_SA = "cc_by_sa", _("free to use and to share alike when the maker is named (CC BY-SA 4.0)")
        CC0 = "cc0", _("free to use, no conditions (CC0)")
        ASK = "ask", _("ask the maker first")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    name = Line(_("name"), max_length=120)
    summary = Line(_("in one sentence"), max_length=300, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    unit = Line(_("unit"), max_length=120, blank=True)
    place = Line(_("place"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.IDEA)
    starts = models.DateField(_("starts"), null=True, blank=True)
    ends = models.DateField(_("ends"), null=True, blank=True)

    need = _prose(_("need"))
    strategy = _prose(_("link to strategy"))
    start_situation = _prose(_("situation at the start"))

    goal_client = _prose(_("what changes for the client"))
    client_indicator = _line(_("how the client's change is seen"))
    client_baseline = _line(_("client: how it is now"))
    client_target = _line(_("client: how it should be"))
    goal_worker = _prose(_("what changes for the worker"))
    worker_indicator = _line(_("how the worker's change is seen"))
    worker_baseline = _line(_("worker: how it is now"))
    worker_target = _line(_("worker: how it should be"))

    client_group = _prose(_("client group"))
    client_choice = _prose(_("how clients are chosen"))
    client_exclusion = _prose(_("what rules someone out"))
    client_consent = _prose(_("consent and information to the client"))

    idea = _prose(_("how it works"))
    arrangements = _prose(_("opening hours, staff, training, communication"))
    support = _prose(_("what support is needed, and from whom"))

    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reasons = _prose(_("reasons"))
    lessons = _prose(_("what was learned"))

    tips = _prose(_("tips for others"))
    materials = _prose(_("materials"))
    picture = _line(_("cover picture: its words, and the right to use it"))
    licence = models.CharField(_("licence"), max_length=8, choices=Licence, blank=True)

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PilotQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["programme", "key"], name="pilot_key")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("pilots:pilot", args=[self.pk])


class PilotPerson(models.Model):
    """Somebody who tries the service out in their work, or a developer-client who is in it."""

    class Duty(models.TextChoices):
        CONTACT = "contact", _("contact person")
        TAKES_PART = "takes_part", _("takes part")

    pilot = models.ForeignKey(Pilot, models.CASCADE, related_name="people")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    duty = models.CharField(_("duty"), max_length=10, choices=Duty, default=Duty.TAKES_PART)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["pilot", "person"], name="pilot_person_once")]
