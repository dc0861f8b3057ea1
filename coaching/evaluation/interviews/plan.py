"""The section "interviews" of a programme's plan: made-up ones for a demonstration."""

from coaching.evaluation.interviews.actions import masked, register
from coaching.evaluation.interviews.models import Interview, Transcript
from coaching.evaluation.models import Study
from coaching.programmes.consents import ASKED
from coaching.programmes.models import Consent

PURPOSE = Consent.Purpose.INTERVIEW


def load_interviews(plan):
    """Made-up people consent and are interviewed; whoever has been interviewed already is left alone."""
    for entry in plan.section("interviews"):
        person, by = entry.reference("person", "person"), entry.reference("by", "person")
        values = {
            "kind": entry.choice("as", Interview.Kind.values),
            "held_on": entry.day("day"),
            "language": entry.text("language"),
        }
        text = entry.text("text")
        if plan.problems:
            continue
        study = Study.objects.filter(programme=plan.programme).first()
        if study and not study.interviews.filter(person=person).exists():
            _consent(plan.programme, person)
            interview = register(by=by, study=study, person=person, **values)
            Transcript.objects.create(interview=interview, text=masked(interview, text))


def _consent(programme, person):
    asked = {"programme": programme, "person": person, "purpose": PURPOSE, "version": ASKED[PURPOSE].version}
    if not Consent.objects.filter(**asked).exists():
        Consent.objects.create(**asked)
