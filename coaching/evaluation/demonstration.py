"""Made-up visits and answers for the demonstration, so that its figures have something to tell."""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coaching.core.registries import Extract, datasets
from coaching.evaluation.summaries.frame import Frame
from coaching.programmes.models import MEMBERS, Attendance, Enrolment, Session
from coaching.surveys.audience import Roster, entitled
from coaching.surveys.models import Answer, Sheet, Wave

PRESENT, ANSWERED = 0.62, 0.72
LEFT_ALONE = 3
"""So many first of each kind of member keep their pages as they are: it is they who are tried out."""


@transaction.atomic
def fill(programme):
    """Visits to what has been held and answers to what has been asked, by chance that is always the same. Once."""
    if Attendance.objects.filter(session__programme=programme).exists():
        return
    chance = random.Random(programme.key)  # noqa: S311
    frame = Frame(programme.pk, 0, Extract(programme.pk), None)
    people = sorted(frame.members - set(_left_alone(programme)))
    Attendance.objects.bulk_create(_visits(programme, frame, people, chance))
    roster = Roster(programme.pk)
    for wave in Wave.objects.filter(survey__programme=programme, survey__mode="linked", session=None):
        if wave.opens_at < timezone.now() - timedelta(days=1):
            _answer(wave, sorted(entitled(wave, roster) & set(people)), chance)


def _left_alone(programme):
    for role in MEMBERS:
        enrolled = Enrolment.objects.filter(programme=programme, role=role).order_by("pk")
        yield from enrolled.values_list("person_id", flat=True)[:LEFT_ALONE]


def _visits(programme, frame, people, chance):
    """Each theme's lecture is visited once, in one of its holdings; a digikahvit by its own subgroup."""
    own = {row["session"]: row["subgroup"] for row in datasets["subgroup_sessions"].rows(Extract(programme.pk))}
    held = list(Session.objects.filter(programme=programme, ends_at__lt=timezone.now() - timedelta(hours=12)))
    lectures = {}
    for session in held:
        if session.key in own:
            circle = frame.circle_named.get(own[session.key])
            yield from _present(session, frame.within(circle, people), PRESENT - 0.2, chance)
        else:
            lectures.setdefault(session.theme_id, []).append(session)
    for sessions in lectures.values():
        for person in people:
            if chance.random() < PRESENT:
                yield Attendance(session=chance.choice(sessions), person_id=person, source=Attendance.Source.LIST)


def _present(session, people, share, chance):
    for person in sorted(people):
        if chance.random() < share:
            yield Attendance(session=session, person_id=person, source=Attendance.Source.PRESENCE)


def _answer(wave, people, chance):
    sent = min(wave.opens_at + timedelta(days=4), timezone.now())
    chosen = [person for person in people if chance.random() < ANSWERED]
    sheets = Sheet.objects.bulk_create(Sheet(wave=wave, person_id=person, sent_at=sent) for person in chosen)
    later = 0 if wave.kind == Wave.Kind.BEFORE else 1
    Answer.objects.bulk_create(
        Answer(sheet=sheet, item=item, value=value)
        for item in wave.survey.items.all()
        if item.asked_in(wave)
        for sheet in sheets
        if (value := _value(item, later, chance)) is not None
    )


def _value(item, later, chance):
    """A step or a level, a little higher in later rounds; other kinds of questions are passed over."""
    if item.kind == "scale":
        return min(item.settings["steps"], chance.choice([2, 3, 3, 4]) + chance.choice([0, later]))
    if item.kind == "matrix":
        most = len(item.settings["levels"])
        steps = [1, 1, 2, 2, 2, 3]
        return {
            area["key"]: min(most, chance.choice(steps) + chance.choice([0, later])) for area in item.settings["areas"]
        }
    return None
