"""The sections of a plan file that tell of pilots and guidance visits."""

import uuid

from django.utils.translation import gettext as _

from coaching.core.days import noon
from coaching.pilots import actions
from coaching.pilots.models import (
    ClientFeedback,
    FeedbackLink,
    Figure,
    GuidanceVisit,
    Pilot,
    PilotPerson,
    Risk,
    StateChange,
    Step,
    Tool,
    WorkerFeedback,
)
from coaching.programmes.models import Enrolment, Role
from coaching.programmes.plan.making import check, make, remember


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
            "outcome": entry.choice("outcome", Pilot.Outcome.values, required=False),
            "decided_on": entry.day("decided_on", required=False),
            "licence": entry.choice("licence", Pilot.Licence.values, required=False),
            **{name: entry.text(name, required=False) for name in _TEXTS},
        }
        people = entry.references("people", "person")
        values["made_by"] = people[0] if people else None
        pilot = make(plan, entry, "pilot", Pilot, values, programme=plan.programme)
        lists = [thing for read in _LISTS for thing in read(plan, entry)]
        if pilot is not None and pilot.key not in known and not plan.problems:
            PilotPerson.objects.bulk_create(PilotPerson(pilot=pilot, person=person) for person in people)
            for thing in lists:
                thing.pilot = pilot
                thing.save()


_TEXTS = (
    *("summary", "unit", "place", "need", "strategy", "start_situation", "goal_client", "goal_worker"),
    *(f"{whose}_{what}" for whose in ("client", "worker") for what in ("indicator", "baseline", "target")),
    *("client_group", "client_choice", "client_exclusion", "client_consent", "idea", "arrangements", "support"),
    *("reasons", "lessons", "tips", "materials", "picture"),
)


def _steps(plan, entry):
    """``done``: the day it was done."""
    for step in entry.entries("steps"):
        owner, done = step.reference("owner", "person", required=False), step.day("done", required=False)
        due = step.day("due", required=False)
        yield Step(title=step.text("title"), due=due, owner=owner, done_at=done and noon(done))


def _states(plan, entry):
    """The states before the present one, each with the day it began."""
    for told in entry.entries("states"):
        state, on = told.choice("state", Pilot.State.values), told.day("from")
        if state and on:
            yield StateChange(state=state, on=on)


def _tools(plan, entry):
    """``tool`` names one with nothing else known; ``tools`` tell more."""
    if name := entry.text("tool", required=False):
        yield Tool(name=name)
    for told in entry.entries("tools"):
        made = Tool(
            name=told.text("name"),
            supplier=told.text("supplier", required=False),
            identification=told.choice(
                "identification", Tool.Identification.values, required=False, default=Tool.Identification.UNKNOWN
            ),
            check_state=told.choice("check", Tool.Check.values, required=False, default=Tool.Check.MISSING),
            checked_by=told.text("checked_by", required=False),
            checked_on=told.day("checked_on", required=False),
        )
        check(told, made)
        yield made


def _risks(plan, entry):
    for told in entry.entries("risks"):
        sizes = {name: told.number(name, required=False, default=2, least=1) for name in ("likelihood", "effect")}
        made = Risk(what=told.text("what"), action=told.text("action", required=False), **sizes)
        check(told, made)
        yield made


def _figures(plan, entry):
    """A month, its figures, and ``about`` which of them are estimates."""
    for told in entry.entries("figures"):
        month, about = told.day("month"), told.texts("about")
        for kind in Figure.Kind.values:
            value = told.number(kind, required=False)
            if month and value is not None:
                yield Figure(month=month.replace(day=1), kind=kind, value=value, is_estimate=kind in about)


def _feedback(plan, entry):
    """Clients' answers, gathered on ``told``; those without a day wait for more, and the link is open for them."""
    if entry.has("client_feedback"):
        yield FeedbackLink()
    for told in entry.entries("client_feedback"):
        smile = told.number("smile", least=1)
        made = ClientFeedback(smile=smile, words=told.text("words", required=False))
        made.told_on = told.day("told", required=False)
        check(told, made)
        yield made
    for told in entry.entries("worker_feedback"):
        said = {name: told.text(name, required=False) for name in ("easier", "harder")}
        made = WorkerFeedback(person=told.reference("who", "person"), smile=told.number("smile", least=1), **said)
        check(told, made)
        yield made


_LISTS = (_steps, _states, _tools, _risks, _figures, _feedback)


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
