"""Feedback of clients, who are nobody here, and of the pilot's own people."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.pilots.models import ClientFeedback, FeedbackLink, Pilot, WorkerFeedback
from coaching.surveys.counting import fewest_told


@transaction.atomic
def open_link(*, by, pilot):
    """A way in for clients; the one there was is closed, so that a link that has gone astray ends."""
    Pilot.objects.select_for_update().get(pk=pilot.pk)
    _close(pilot)
    link = FeedbackLink.objects.create(pilot=pilot)
    record("pilots.feedback_opened", actor=by, target=pilot, scope=pilot.programme_id)
    return link


@transaction.atomic
def close_link(*, by, pilot):
    """Nobody gets in any more; the answers stay."""
    _close(pilot)
    record("pilots.feedback_closed", actor=by, target=pilot, scope=pilot.programme_id)


def _close(pilot):
    FeedbackLink.objects.filter(pilot=pilot, closed_at__isnull=True).update(closed_at=timezone.now())


@transaction.atomic
def answer_as_client(*, link, number, smile, words=""):
    """An answer of nobody. No history tells of it; sent again with the same number it counts once."""
    pilot = Pilot.objects.select_for_update().get(pk=link.pilot_id)
    if not FeedbackLink.objects.filter(pk=link.pk, closed_at__isnull=True).exists():
        raise Refused("link_closed", _("Feedback is no longer asked for here. Thank you all the same!"))
    values = {"pilot": pilot, "smile": smile, "words": words}
    answer, _made = ClientFeedback.objects.get_or_create(number=number, defaults=values)
    _tell_when_enough(pilot)
    return answer


def _tell_when_enough(pilot):
    waiting = ClientFeedback.objects.filter(pilot=pilot, told_on__isnull=True)
    if waiting.count() >= fewest_told(pilot.programme_id):
        waiting.update(told_on=timezone.localdate())


@transaction.atomic
def answer_as_worker(*, by, pilot, **values):
    """One answer a person, which may be changed."""
    answer, _made = WorkerFeedback.objects.update_or_create(pilot=pilot, person=by, defaults=values)
    record(
        "pilots.gave_feedback",
        actor=by,
        target=pilot,
        scope=pilot.programme_id,
        once=f"pilot-feedback:{pilot.pk}",
    )
    return answer
