"""Questions as rows for the evaluator. What was hidden, and what was asked of the coach alone, is not among them.

Those without a name come last, without their moment, under no number and in
a fresh random order each time.
"""

from django.db.models import Case, Count, When
from django.db.models.functions import Random

from realtime.datasets import AT_ONCE, subgroups_of
from realtime.tools.questions.models import Question


def question_rows(extract):
    asked = Question.objects.filter(extract.moments("at"), room__session__programme=extract.programme_id, hidden=False)
    asked = asked.annotate(backers_count=Count("backers")).select_related("room__session__theme")
    subgroups = subgroups_of(extract)
    for question in asked.order_by("unnamed", Case(When(unnamed=True, then=Random())), "pk").iterator(AT_ONCE):
        session = question.room.session
        yield {
            "question": None if question.unnamed else question.pk,
            "session": session.key,
            "subgroup": subgroups.get(session.pk, ""),
            "theme": str(session.theme) if session.theme else "",
            "person": question.person_id,
            "at": None if question.unnamed else question.at,
            "text": question.text,
            "people": question.backers_count,
            "answered": question.answered,
        }
