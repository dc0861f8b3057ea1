from tests.live.effects.put import put


def asked(snapshot, event):
    snapshot["questions"] = _put(snapshot["questions"], event["data"])


def _put(questions, question):
    return sorted(put(questions, "question", question), key=lambda one: one["question"])


def sent(snapshot, event):
    """Nothing: the question itself comes to everybody."""


def backed(snapshot, event):
    data = event["data"]
    others = [number for number in snapshot["backed"] if number != data["question"]]
    snapshot["backed"] = sorted([*others, data["question"]] if data["up"] else others)


def marked(snapshot, event):
    for question in snapshot["questions"]:
        if question["question"] == event["data"]["question"]:
            question["answered"] = event["data"]["answered"]


def shown(snapshot, event):
    snapshot["shown_question"] = event["data"] if event["data"]["question"] else None


def hidden(snapshot, event):
    number = event["data"]["question"]
    if "questions" in snapshot:
        snapshot["questions"] = [one for one in snapshot["questions"] if one["question"] != number]
    if snapshot["shown_question"] and snapshot["shown_question"]["question"] == number:
        snapshot["shown_question"] = None


def aside(snapshot, event):
    snapshot["questions_aside"] = _put(snapshot["questions_aside"], event["data"])


def returned(snapshot, event):
    number = event["data"]["question"]
    snapshot["questions_aside"] = [one for one in snapshot["questions_aside"] if one["question"] != number]


def private_asked(snapshot, event):
    note = {**event["data"], "at": event["at"], "answer": "", "answered_by": ""}
    snapshot["private"] = put(snapshot["private"], "note", note)


def private_sent(snapshot, event):
    note = {**event["data"], "at": event["at"], "answer": "", "answered_by": ""}
    snapshot["my_private"] = put(snapshot["my_private"], "note", note)


def private_answered(snapshot, event):
    _answered(snapshot["private"], event["data"])


def private_answer(snapshot, event):
    _answered(snapshot["my_private"], event["data"])


def _answered(notes, data):
    for note in notes:
        if note["note"] == data["note"]:
            note.update(answer=data["text"], answered_by=data["name"])


EFFECTS = {
    "question.asked": asked,
    "question.sent": sent,
    "question.backed": backed,
    "question.marked": marked,
    "question.shown": shown,
    "question.hidden": hidden,
    "question.aside": aside,
    "question.returned": returned,
    "private.asked": private_asked,
    "private.sent": private_sent,
    "private.answered": private_answered,
    "private.answer": private_answer,
}
