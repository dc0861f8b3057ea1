"""What is done with pilots and in guidance visits."""

from datetime import datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.models import History
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson
from coaching.programmes.access import is_member
from coaching.programmes.models import Enrolment, Role

VISIT_VERBS = ("pilots.visited", "pilots.guided")


@transaction.atomic
def suggest(*, by, programme, **values):
    """A new pilot. A member who suggests one is its contact person from the start."""
    pilot = Pilot.objects.create(programme=programme, key=_free_key(programme, values["name"]), made_by=by, **values)
    if is_member(by, programme):
        PilotPerson.objects.create(pilot=pilot, person=by, duty=PilotPerson.Duty.CONTACT)
    record("pilots.suggested", actor=by, target=pilot, scope=programme.pk)
    return pilot


@transaction.atomic
def edit(*, by, pilot, **values):
    for name, value in values.items():
        setattr(pilot, name, value)
    pilot.save()
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)
    return pilot


@transaction.atomic
def add_person(*, by, pilot, person_id, duty=PilotPerson.Duty.TAKES_PART):
    """Take somebody of the programme into the pilot; a second time only the duty changes."""
    enrolled = Enrolment.objects.current().filter(programme=pilot.programme, person=person_id)
    if not enrolled.exclude(role=Role.EVALUATOR).exists():
        raise Refused("not_enrolled", _("Only people of the programme can be in a pilot."))
    member, _made = PilotPerson.objects.update_or_create(pilot=pilot, person_id=person_id, defaults={"duty": duty})
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)
    return member


@transaction.atomic
def remove_person(*, by, pilot, person_id):
    """Out of the pilot; their steps are nobody's for now. Visits made remain as they were."""
    PilotPerson.objects.filter(pilot=pilot, person=person_id).delete()
    pilot.steps.filter(owner=person_id).update(owner=None)
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)


@transaction.atomic
def add_step(*, by, pilot, title, owner=None, due=None):
    if owner is not None and not pilot.people.filter(person=owner).exists():
        raise Refused("not_in_pilot", _("Choose somebody who is in the pilot."))
    step = pilot.steps.create(title=title, owner=owner, due=due)
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)
    return step


@transaction.atomic
def finish_step(*, by, step):
    """Tick a step as done; it counts as learning at work for who ticked it, once."""
    if step.done_at is None:
        step.done_at = timezone.now()
        step.save(update_fields=["done_at"])
        record("pilots.step_done", actor=by, target=step.pilot, scope=step.pilot.programme_id, once=_step_once(step))
    return step


@transaction.atomic
def reopen_step(*, step):
    """Not done after all: what history told of it goes too."""
    step.done_at = None
    step.save(update_fields=["done_at"])
    History.objects.filter(verb="pilots.step_done", once=_step_once(step)).delete()
    return step


@transaction.atomic
def remove_step(*, by, step):
    reopen_step(step=step)
    step.delete()
    record("pilots.edited", actor=by, target=step.pilot, scope=step.pilot.programme_id)


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
        at = timezone.make_aware(datetime.combine(visit.date, time(12)))
        History.objects.filter(pk__in=[row.pk for row in rows]).update(at=at)


def _forget_history(visit):
    History.objects.filter(verb__in=VISIT_VERBS, once=_visit_once(visit)).delete()


def _visit_once(visit):
    return f"visit:{visit.pk}"


def _step_once(step):
    return f"step:{step.pk}"


def _free_key(programme, name):
    key = stem = slugify(name)[:50] or "kokeilu"
    taken = set(Pilot.objects.filter(programme=programme, key__startswith=stem).values_list("key", flat=True))
    number = 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
