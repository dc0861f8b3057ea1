"""What is done with pilots, their people and their steps."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.keys import free_key
from coaching.core.models import History
from coaching.pilots.models import Pilot, PilotPerson, StateChange
from coaching.programmes.access import is_member
from coaching.programmes.models import Enrolment, Role


@transaction.atomic
def suggest(*, by, programme, **values):
    """A new pilot. A member who suggests one is its contact person from the start."""
    key = free_key(Pilot.objects.filter(programme=programme), values["name"], "kokeilu")
    pilot = Pilot.objects.create(programme=programme, key=key, made_by=by, **values)
    if is_member(by, programme):
        PilotPerson.objects.create(pilot=pilot, person=by, duty=PilotPerson.Duty.CONTACT)
    StateChange.objects.create(pilot=pilot, state=pilot.state, by=by)
    record("pilots.suggested", actor=by, target=pilot, scope=programme.pk)
    return pilot


@transaction.atomic
def edit(*, by, pilot, **values):
    """Only what is named changes: two people may write different parts at once."""
    for name, value in values.items():
        setattr(pilot, name, value)
    pilot.save(update_fields=list(values))
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)
    return pilot


@transaction.atomic
def move(*, by, pilot, state):
    """Into another state, from today on. A second move on the same day takes the place of the first."""
    if state not in Pilot.State.values:
        raise Refused("no_such_state", _("There is no such state."))
    if state == pilot.state:
        return pilot
    pilot.state = state
    pilot.save(update_fields=["state"])
    today = timezone.localdate()
    StateChange.objects.update_or_create(pilot=pilot, on=today, defaults={"state": state, "by": by})
    record("pilots.moved", actor=by, target=pilot, scope=pilot.programme_id)
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
    pilot.risks.filter(owner=person_id).update(owner=None)
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)


@transaction.atomic
def add_step(*, by, pilot, title, owner=None, due=None):
    refuse_owner_from_elsewhere(pilot, owner)
    step = pilot.steps.create(title=title, owner=owner, due=due)
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)
    return step


@transaction.atomic
def change_step(*, by, step, title, owner=None, due=None):
    if owner != step.owner:
        refuse_owner_from_elsewhere(step.pilot, owner)
    step.title, step.owner, step.due = title, owner, due
    step.save(update_fields=["title", "owner", "due"])
    record("pilots.edited", actor=by, target=step.pilot, scope=step.pilot.programme_id)
    return step


def refuse_owner_from_elsewhere(pilot, owner):
    """What is to be done in a pilot is taken on by its own people."""
    if owner is not None and not pilot.people.filter(person=owner).exists():
        raise Refused("not_in_pilot", _("Choose somebody who is in the pilot."))


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


def _step_once(step):
    return f"step:{step.pk}"
