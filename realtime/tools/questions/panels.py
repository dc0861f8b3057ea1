"""A theme's questions, gathered over the rooms one may enter."""

from django.db.models import Count

from coaching.programmes.names import names_in
from realtime.models.rooms import Room
from realtime.tools.questions.models import Question

MOST = 50


def questions_of_theme(request, theme):
    """What was asked in the theme's sessions that this person may enter: open ones first, then the most wanted."""
    if not request.user.has_perm("programmes.take_part", theme):
        return None
    rooms = Room.objects.visible_to(request.user).filter(session__theme=theme)
    asked = Question.objects.filter(room__in=rooms, hidden=False).select_related("room__session")
    asked = list(asked.annotate(people=Count("backers")).order_by("answered", "-people", "pk")[:MOST])
    if not asked:
        return None
    names = names_in(theme.programme_id, {question.person_id for question in asked})
    return {"questions": [_told(question, names) for question in asked]}


def _told(question, names):
    return {
        "text": question.text,
        "unnamed": question.unnamed,
        "name": names.get(question.person_id, ""),
        "people": question.people,
        "answered": question.answered,
        "session": question.room.session.title,
        "room": question.room,
    }
