from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.models import AccessLog
from coaching.core.registries import personal_data
from coaching.evaluation.actions import ask_package, destroy_due_keys, destroy_key
from coaching.evaluation.models import Extraction, Study, StudyPerson
from coaching.evaluation.panels import front, navigation, of_programme
from coaching.evaluation.pseudonyms import pseudonyms_of
from coaching.programmes.models import Enrolment


@pytest.fixture
def request_of(rf):
    def make(person):
        request = rf.get("/")
        request.user = person
        return request

    return make


def test_the_key_is_destroyed_for_good(study, organiser, participant, stranger):
    other = Study.objects.create(programme=study.programme, key="toinen", name="Toinen", question="?")
    for one in (study, other):
        pseudonyms_of(one, [participant.pk, stranger.pk])

    ended = destroy_key(by=organiser, study=study)

    assert {line.study for line in StudyPerson.objects.all()} == {other}
    assert ended.key_destroyed_at is not None
    row = AccessLog.objects.get()
    assert (row.deed, row.actor, row.details) == ("evaluation.key_destroyed", organiser, {"lines": 2, "planned": None})


def test_a_key_is_destroyed_once(study, organiser):
    first = destroy_key(by=organiser, study=study)

    again = destroy_key(by=organiser, study=study)

    assert (again.key_destroyed_at, AccessLog.objects.count()) == (first.key_destroyed_at, 1)


def test_without_the_key_nothing_is_asked(study, organiser, evaluator):
    destroy_key(by=organiser, study=study)

    with pytest.raises(Refused) as refusal:
        ask_package(by=evaluator, study=study, datasets=["people"])

    assert refusal.value.code == "key_destroyed"


def test_keys_end_on_their_day(study, programme):
    today = timezone.localdate()
    Study.objects.update(key_destroyed_on=today)
    Study.objects.create(
        programme=programme, key="myohempi", name="Myöhempi", question="?", key_destroyed_on=today + timedelta(days=1)
    )

    assert [ended.key for ended in destroy_due_keys()] == ["arviointi"]
    assert destroy_due_keys() == []


def test_the_command_says_whose_key_it_destroyed(study):
    Study.objects.update(key_destroyed_on=timezone.localdate())
    out = StringIO()

    call_command("destroy_due_keys", stdout=out)

    assert out.getvalue() == "ohjelma/arviointi: key destroyed\n"


def test_the_log_is_only_added_to(study, organiser):
    destroy_key(by=organiser, study=study)
    row = AccessLog.objects.get()

    for deed in (row.save, row.delete, AccessLog.objects.all().delete, lambda: AccessLog.objects.update(deed="x")):
        with pytest.raises(Refused):
            deed()


def test_what_is_known_of_a_person_is_handed_out_without_the_pseudonym(study, participant, evaluator):
    number = pseudonyms_of(study, [participant.pk])[participant.pk]

    handed = personal_data["evaluation"].export(participant)

    assert handed == {"studies_with_a_pseudonym": ["Ulkoinen arviointi"], "packages_asked_for": []}
    assert number not in str(handed)


def test_to_be_forgotten_is_to_leave_the_key(study, participant, evaluator):
    pseudonyms_of(study, [participant.pk])
    Extraction.objects.create(study=study, number=1, asked_by=evaluator, state=Extraction.State.DONE)

    personal_data["evaluation"].erase(participant)
    personal_data["evaluation"].erase(evaluator)

    assert not StudyPerson.objects.exists()
    assert Extraction.objects.get().asked_by is None


@pytest.mark.parametrize("threshold", [2, 11])
def test_the_threshold_has_its_limits(programme, threshold):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Study.objects.create(programme=programme, key="x", name="X", question="?", threshold=threshold)


def test_the_front_page_is_for_evaluators(study, request_of, evaluator, organiser, participant):
    shown = [front(request_of(person), None) for person in (evaluator, organiser, participant)]

    assert shown == [{"studies": [study]}, None, None]
    Enrolment.objects.update(ends="2020-01-01")
    assert front(request_of(evaluator), None) is None


def test_the_navigation_is_for_evaluators(study, request_of, evaluator, participant):
    entry = navigation(request_of(evaluator), None)

    assert (entry["url"], entry["icon"]) == ("/arviointi/", "bar-chart")
    assert navigation(request_of(participant), None) is None


def test_the_programme_page_leads_to_studies_and_a_coach_to_the_figures_alone(
    study, programme, request_of, evaluator, organiser, coach, participant
):
    shown = [of_programme(request_of(person), programme) for person in (evaluator, organiser, coach, participant)]

    studies = {"studies": [study], "programme": programme}
    assert shown == [studies, studies, {"studies": [], "programme": programme}, None]
