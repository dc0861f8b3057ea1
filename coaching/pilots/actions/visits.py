"""What is done in guidance visits."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.days import noon
from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.models import History
from coaching.pilots.models import GuidanceVisit

VISIT_VERBS = ("pilots.visited", "pilots.guided")


@transaction.atomic
def log_visit(*, by, pilot, people, client, **values):
    """Log a guidance visit. Sent again with the same ``client`` it changes nothing and the first is returned."""
    visit, made = GuidanceVisit.objects.get_or_create(client=client, defaults={"pilot": pilot, "visitor": by, **values})
    if visit.visitor_id != (by and by.pk):
        raise Refused("client_taken", _("Please open the form again and send it from there."))
    if made:
        _meet(visit, people)
        _tell_history(visit)
    return visit


@transaction.atomic
def change_visit(*, visit, people, **values):
    """Correct a visit; the history of those met follows."""
    for name, value in values.items():
        setattr(visit, name, value)
    visit.save()
    _meet(visit, people)
    _tell_history(visit)
    return visit


@transaction.atomic
def take_back_visit(*, visit):
    """As if it had never been logged, history included."""
    _forget_history(visit)
    visit.delete()


def _meet(visit, people):
    """Only people of the pilot, or those met already who have left it since."""
    known = set(visit.pilot.people.values_list("person_id", flat=True)) | set(visit.people.values_list("pk", flat=True))
    if not {person.pk for person in people} <= known:
        raise Refused("not_in_pilot", _("Tick people of the chosen pilot only."))
    visit.people.set(people)


def _tell_history(visit):
    """One row for each person met and one for the visitor, on the day of the visit."""
    _forget_history(visit)
    told = {"target": visit.pilot, "scope": visit.pilot.programme_id, "minutes": visit.minutes}
    rows = [record("pilots.visited", actor=person, once=_visit_once(visit), **told) for person in visit.people.all()]
    if visit.visitor_id:
        rows.append(record("pilots.guided", actor=visit.visitor, once=_visit_once(visit), **told))
    if visit.date != timezone.localdate():
        History.objects.filter(pk__in=[row.pk for row in rows]).update(at=noon(visit.date))


def _forget_history(visit):
    History.objects.filter(verb__in=VISIT_VERBS, once=_visit_once(visit)).delete()


def _visit_once(visit):
    return f"visit:{visit.pk}"
