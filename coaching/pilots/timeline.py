"""What has happened in one pilot, newest first: states, steps, visits, clients' feedback, the outcome."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Moment:
    """One line. ``visit`` is the visit it tells of, ``detail`` what was written, ``icon`` its picture."""

    on: date
    kind: str
    icon: str
    title: str
    detail: str = ""
    visit: Any = None


def timeline(pilot, steps, visits):
    """``steps`` and ``visits`` as the page has them already; two queries for the rest."""
    moments = [*_states(pilot), *_steps(steps), *_visits(visits), *_feedback(pilot), *_outcome(pilot)]
    return sorted(moments, key=lambda moment: (moment.on, moment.kind), reverse=True)


def _states(pilot):
    for change in pilot.state_changes.all():
        title = _("State: %(state)s") % {"state": change.get_state_display()}
        yield Moment(change.on, "state", "flag", title)


def _steps(steps):
    for step in steps:
        if step.done_at:
            title = _("Done: %(step)s") % {"step": step.title}
            yield Moment(timezone.localdate(step.done_at), "step", "check-lg", title)


def _visits(visits):
    for visit in visits:
        yield Moment(visit.date, "visit", "person-raised-hand", _("Guidance visit"), visit.topics, visit)


def _feedback(pilot):
    """As many at once as may be told of together."""
    told = pilot.client_feedback.filter(told_on__isnull=False).order_by("told_on")
    for on, count in told.values_list("told_on").annotate(Count("pk")):
        title = ngettext("Feedback from %(count)s client", "Feedback from %(count)s clients", count) % {"count": count}
        yield Moment(on, "feedback", "chat-quote", title)


def _outcome(pilot):
    if pilot.outcome and pilot.decided_on:
        title = _("Outcome: %(outcome)s") % {"outcome": pilot.get_outcome_display()}
        yield Moment(pilot.decided_on, "outcome", "award", title, pilot.reasons)
