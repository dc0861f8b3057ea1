"""The key of a study: who is P417. Read and written here and nowhere else."""

import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.evaluation.models import StudyPerson

SMALLEST_POOL = 999


def pseudonym(number):
    return f"P{number:03}"


def refuse_without_key(study):
    if study.key_destroyed_at:
        raise Refused(
            "key_destroyed",
            _("The key of this study has been destroyed, so nothing new can be taken out. Earlier packages remain."),
        )


def pseudonyms_of(study, people):
    """{person id: "P417"} for these people, giving a number to those who have none yet; no key is begun anew."""
    known = _known(study, people)
    if missing := set(people) - known.keys():
        refuse_without_key(study)
        _assign(study, missing)
        known = _known(study, people)
    return {person: pseudonym(number) for person, number in known.items()}


def _known(study, people):
    wanted = set(people)
    rows = StudyPerson.objects.filter(study=study).values_list("person_id", "number")
    return {person: number for person, number in rows if person in wanted}


def _assign(study, people):
    """Numbers are drawn from a pool much larger than the study, so that a late comer's number tells nothing."""
    taken = set(StudyPerson.objects.filter(study=study).values_list("number", flat=True))
    pool = SMALLEST_POOL
    while (len(taken) + len(people)) * 2 > pool:
        pool = pool * 10 + 9
    free = [number for number in range(1, pool + 1) if number not in taken]
    drawn = secrets.SystemRandom().sample(free, len(people))
    rows = [StudyPerson(study=study, person_id=person, number=n) for person, n in zip(people, drawn, strict=True)]
    try:
        with transaction.atomic():
            StudyPerson.objects.bulk_create(rows)
    except IntegrityError:
        # Another export numbered some of the same people at this moment; theirs hold, the rest are drawn anew.
        present = set(StudyPerson.objects.filter(study=study, person__in=people).values_list("person_id", flat=True))
        if left := set(people) - present:
            _assign(study, left)
