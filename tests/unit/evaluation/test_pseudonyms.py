import pytest
from django.db import IntegrityError, transaction

from coaching.evaluation.models import StudyPerson
from coaching.evaluation.pseudonyms import pseudonyms_of


def test_a_person_keeps_the_pseudonym(study, participant, stranger):
    first = pseudonyms_of(study, [participant.pk])

    again = pseudonyms_of(study, [participant.pk, stranger.pk])

    assert again[participant.pk] == first[participant.pk]
    assert again[stranger.pk] != first[participant.pk]


def test_numbers_are_given_only_when_needed(study, participant, stranger):
    pseudonyms_of(study, [participant.pk])

    assert list(StudyPerson.objects.values_list("person_id", flat=True)) == [participant.pk]


def test_numbers_tell_nothing_of_the_order_of_enrolment(study, make_person):
    people = [make_person(f"Jäsen {number}", "participant").pk for number in range(40)]

    numbers = [int(pseudonym[1:]) for pseudonym in map(pseudonyms_of(study, people).get, people)]

    assert numbers != sorted(numbers)
    assert len(set(numbers)) == 40
    assert max(numbers) > 40  # drawn from a pool, so that a late comer's number is not the last


def test_the_pool_grows_with_the_study(study, make_person, monkeypatch):
    monkeypatch.setattr("coaching.evaluation.pseudonyms.SMALLEST_POOL", 3)
    people = [make_person(f"Jäsen {number}", "participant").pk for number in range(12)]

    assert len(set(pseudonyms_of(study, people).values())) == 12


def test_another_study_has_other_numbers(study, programme, make_person):
    other = type(study).objects.create(programme=programme, key="toinen", name="Toinen", question="?")
    people = [make_person(f"Jäsen {number}", "participant").pk for number in range(20)]

    assert pseudonyms_of(study, people) != pseudonyms_of(other, people)


def test_a_number_belongs_to_one_person(study, participant, stranger):
    StudyPerson.objects.create(study=study, person=participant, number=7)

    with pytest.raises(IntegrityError), transaction.atomic():
        StudyPerson.objects.create(study=study, person=stranger, number=7)
