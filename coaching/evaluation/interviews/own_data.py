"""What the register of interviews knows of a person."""

from coaching.evaluation.interviews.models import Interview
from coaching.evaluation.interviews.reading import shown


def export(person):
    held = Interview.objects.filter(person=person).select_related("study", "transcript").order_by("pk")
    made = Interview.objects.filter(interviewer=person).select_related("study").order_by("pk")
    return {
        "interviews_given": [
            _told(interview)
            | {"as": interview.kind, "said": shown(interview.transcript.text) if _has_text(interview) else None}
            for interview in held
        ],
        "interviews_made": [_told(interview) for interview in made],
    }


def erase(person):
    """An interview goes with what was said in it; packages made before stay. Who made it is forgotten."""
    Interview.objects.filter(person=person).delete()
    Interview.objects.filter(interviewer=person).update(interviewer=None)


def _told(interview):
    return {"study": interview.study.name, "day": interview.held_on.isoformat(), "language": interview.language}


def _has_text(interview):
    return hasattr(interview, "transcript")
