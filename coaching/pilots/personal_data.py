"""What the pilots know of a person, handed out or forgotten."""

from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson, Risk, StateChange, Step, WorkerFeedback


def export_of(person):
    """The visits one made come with their notes; those at which one was met without, as the notes are another's."""
    made = GuidanceVisit.objects.filter(visitor=person).order_by("date", "pk")
    met = GuidanceVisit.objects.filter(people=person).order_by("date", "pk")
    feedback = WorkerFeedback.objects.filter(person=person)
    facts = ("pilot__name", "date", "form", "minutes")
    return {
        "in_pilots": list(PilotPerson.objects.filter(person=person).values("pilot__name", "duty")),
        "suggested": list(Pilot.objects.filter(made_by=person).values("name", "made_at")),
        "moved": list(StateChange.objects.filter(by=person).values("pilot__name", "state", "on")),
        "steps": list(Step.objects.filter(owner=person).values("pilot__name", "title", "due", "done_at")),
        "risks": list(Risk.objects.filter(owner=person).values("pilot__name", "what", "action")),
        "feedback": list(feedback.values("pilot__name", "smile", "easier", "harder", "changed_on")),
        "visits_made": list(made.values(*facts, "topics", "agreed")),
        "visits_met": list(met.values(*facts)),
    }


def erase(person):
    """Out of every pilot. Visits keep how many were met: they point at a person who no longer has a name."""
    PilotPerson.objects.filter(person=person).delete()
    WorkerFeedback.objects.filter(person=person).delete()
    Step.objects.filter(owner=person).update(owner=None)
    Risk.objects.filter(owner=person).update(owner=None)
    StateChange.objects.filter(by=person).update(by=None)
    Pilot.objects.filter(made_by=person).update(made_by=None)
