"""Questions in a room's state; those that are hidden, and those to the coach alone, are in the coaches' only."""

from realtime.log import moment, who
from realtime.models.rooms import Room
from realtime.people import shown_names
from realtime.tools.questions.models import PrivateQuestion, Question, QuestionBacker


def state(room, view):
    questions = list(Question.objects.filter(room=room))
    shown = next((question for question in questions if question.on_screen), None)
    told = {"shown_question": shown and {"question": shown.pk, "text": shown.text}}
    if view == "projector":
        return told
    names = shown_names(room.session, {question.person_id for question in questions}) if questions else None
    told["questions"] = [_told(room, one, names) for one in questions if not one.hidden]
    if view == "coach":
        told["questions_aside"] = [_told(room, one, names) for one in questions if one.hidden]
        told["private"] = _private(room)
    return told


def owns(room_id, people):
    """What each of these people backs, and what they have asked the coach alone."""
    told = {person_id: {"backed": [], "my_private": []} for person_id in people}
    backed = QuestionBacker.objects.filter(question__room=room_id, person__in=people).order_by("question")
    for person_id, question in backed.values_list("person_id", "question"):
        told[person_id]["backed"].append(question)
    notes = list(PrivateQuestion.objects.filter(room=room_id, person__in=people))
    names = shown_names(_session(room_id), {note.answered_by_id for note in notes}) if notes else {}
    for note in notes:
        told[note.person_id]["my_private"].append(_note(note, names))
    return told


def _session(room_id):
    return Room.objects.select_related("session__programme").get(pk=room_id).session


def _told(room, question, names):
    person = {"who": None, "name": ""} if question.unnamed else who(room, question.person_id, names)
    return {**person, "question": question.pk, "text": question.text, "answered": question.answered}


def _private(room):
    notes = list(PrivateQuestion.objects.filter(room=room))
    people = {note.person_id for note in notes} | {note.answered_by_id for note in notes}
    names = shown_names(room.session, people) if notes else {}
    return [{**who(room, note.person_id, names), **_note(note, names)} for note in notes]


def _note(note, names):
    by = names.get(note.answered_by_id, names.get(None)) if note.answer else ""
    return {"note": note.pk, "at": moment(note.at), "text": note.text, "answer": note.answer, "answered_by": by}
