"""What is known of one person's questions."""

from realtime.tools.questions.models import PrivateQuestion, Question, QuestionBacker


def export_questions(person):
    """Questions asked under the person's name, to all and to the coach; those without a name cannot be found."""
    answered = PrivateQuestion.objects.filter(answered_by=person).order_by("pk")
    return {
        "questions": list(Question.objects.filter(person=person).values("room__session__title", "at", "text")),
        "to_the_coach": list(
            PrivateQuestion.objects.filter(person=person).values("room__session__title", "at", "text", "answer")
        ),
        "answers_given": list(answered.values("room__session__title", "answer")),
        "backed": list(
            QuestionBacker.objects.filter(person=person).order_by("pk").values_list("question__text", flat=True)
        ),
    }


def forget_questions(person):
    """Questions stay readable, by somebody who has left; what was between them and the coach goes."""
    Question.objects.filter(person=person).update(person=None)
    PrivateQuestion.objects.filter(person=person).delete()
    PrivateQuestion.objects.filter(answered_by=person).update(answered_by=None)
    QuestionBacker.objects.filter(person=person).delete()
