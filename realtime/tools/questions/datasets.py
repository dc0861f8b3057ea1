"""Questions as rows for the evaluator. What was hidden, and what was asked of the coach alone, is not among them."""

from django.db.models import Count

from realtime.datasets import AT_ONCE, subgroups_of, within
from realtime.tools.questions.models import Question


def question_rows(extract):
    asked = Question.objects.filter(room__session__programme=extract.programme_id, hidden=False)
    asked = within(asked, extract, "at").annotate(backers_count=Count("backers")).select_related("room__session__theme")
    subgroups = subgroups_of(extract)
    for question in asked.order_by("pk").iterator(AT_ONCE):
        session = question.room.session
        yield {
            "question": question.pk,
            "session": session.key,
            "subgroup": subgroups.get(session.pk, ""),
            "theme": str(session.theme) if session.theme else "",
            "person": question.person_id,
            "at": question.at,
            "text": question.text,
            "people": question.backers_count,
            "answered": question.answered,
        }
