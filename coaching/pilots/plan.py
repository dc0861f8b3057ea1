"""The sections of a plan file that tell of pilots and guidance visits."""

import uuid

from django.utils.translation import gettext as _

from coaching.pilots import actions
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson
from coaching.programmes.models import Enrolment, Role
from coaching.programmes.plan.making import make, remember


def load_pilots(plan):
    """Pilots with their steps and people, told by the first of these; one that exists already is left as it is."""
    known = set(Pilot.objects.filter(programme=plan.programme).values_list("key", flat=True))
    for entry in plan.section("pilots"):
        values = {
            "name": entry.text("name"),
            "organisation": entry.reference("organisation", "organisation", required=False),
            "state": entry.choice("state", Pilot.State.values, required=False, default=Pilot.State.IDEA),
            "starts": entry.day("starts", required=False),
            "ends": entry.day("ends", required=False),
            **{name: entry.text(name, required=False) for name in _TEXTS},
        }
        steps = [(step.text("title"), step.day("due", required=False)) for step in entry.entries("steps")]
        people = entry.references("people", "person")
        values["made_by"] = people[0] if people else None
        pilot = make(plan, entry, "pilot", Pilot, values, programme=plan.programme)
        if pilot is not None and pilot.key not in known:
            for title, due in steps:
                pilot.steps.create(title=title, due=due)
            PilotPerson.objects.bulk_create(PilotPerson(pilot=pilot, person=person) for person in people)


_TEXTS = ("summary", "unit", "place", "need", "goal_client", "goal_worker", "client_group", "client_choice", "tool")


def load_visits(plan):
    """Guidance visits, made by the programme's developer; the people met must be of the pilot."""
    developer = None if plan.problems else _developer_of(plan.programme)
    known = {
        (visit.pilot_id, visit.key): visit
        for visit in GuidanceVisit.objects.filter(pilot__programme=plan.programme, key__isnull=False)
    }
    for entry in plan.section("visits"):
        key, pilot = entry.text("key"), entry.reference("pilot", "pilot")
        values = {
            "date": entry.day("date"),
            "form": entry.choice("form", GuidanceVisit.Form.values, required=False, default=GuidanceVisit.Form.REMOTE),
            "minutes": entry.number("minutes", least=1),
            "topics": entry.text("topics"),
            "agreed": entry.text("agreed", required=False),
        }
        people = entry.references("who", "person")
        if plan.problems:
            continue
        visit = known.get((pilot.pk, key))
        if visit is None and not _all_in(pilot, people):
            entry.problem(_("“who” names somebody who is not in the pilot."))
            continue
        visit = visit or actions.log_visit(
            by=developer, pilot=pilot, people=people, client=uuid.uuid4(), key=key, **values
        )
        remember(plan, entry, "visit", key, visit)


def _all_in(pilot, people):
    return {person.pk for person in people} <= set(pilot.people.values_list("person_id", flat=True))


def _developer_of(programme):
    guide = Enrolment.objects.filter(programme=programme, role=Role.DEVELOPER).select_related("person").first()
    return guide and guide.person
