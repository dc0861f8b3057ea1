"""How many would like to hear the answer to each question. Who they are is told to nobody."""

from dataclasses import dataclass

from django.db.models import Count

from realtime.tools.questions.models import Question


@dataclass(frozen=True)
class Backing:
    question: int
    people: int
    after_own = False

    def told_to(self, view, acted=False):
        return {"question": self.question, "people": self.people}


def backings_of(room_id, questions=None):
    """Those of hidden questions are told to nobody."""
    found = Question.objects.filter(room_id=room_id, hidden=False)
    if questions is not None:
        found = found.filter(pk__in=questions)
    counted = found.annotate(people=Count("backers")).values_list("pk", "people")
    return {pk: Backing(pk, people) for pk, people in counted}
