from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.models import History
from coaching.pilots import actions
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson, Step

IDENTITY_CODE = "131052-308T"


def history():
    return sorted(History.objects.values_list("verb", "actor__display_name", "minutes"))


def test_a_visit_sent_twice_counts_once(pilot, visit_to):
    client = uuid4()

    first, second = visit_to(pilot, client=client), visit_to(pilot, client=client)

    assert first == second
    assert GuidanceVisit.objects.count() == 1
    assert History.objects.count() == 2


def test_another_developers_form_number_is_refused(pilot, organiser, visit_to):
    client = uuid4()
    visit_to(pilot, client=client)

    with pytest.raises(Refused) as refusal:
        visit_to(pilot, client=client, by=organiser)

    assert refusal.value.code == "client_taken"


def test_a_visit_is_work_learning_for_those_met_on_its_day(pilot, participant, developer_client, visit_to):
    visit_to(pilot, people=[participant, developer_client])

    assert history() == [
        ("pilots.guided", "Halla Huovinkanto", 60),
        ("pilots.visited", "Kaisla Korpikuusi", 60),
        ("pilots.visited", "Secret Realname", 60),
    ]
    assert {timezone.localdate(row.at) for row in History.objects.all()} == {date(2020, 8, 20)}


def test_todays_visit_stands_in_history_at_the_moment_it_was_logged(pilot, visit_to):
    before = timezone.now()

    visit_to(pilot, date=timezone.localdate())

    assert {row.at >= before for row in History.objects.all()} == {True}


def test_correcting_a_visit_corrects_history(visit, participant, developer_client):
    actions.change_visit(visit=visit, people=[developer_client], minutes=30, date=date(2020, 9, 1))

    assert history() == [("pilots.guided", "Halla Huovinkanto", 30), ("pilots.visited", "Secret Realname", 30)]
    assert {row.at for row in History.objects.all()} == {timezone.make_aware(datetime(2020, 9, 1, 12))}


def test_taking_a_visit_back_leaves_nothing(visit):
    actions.take_back_visit(visit=visit)

    assert (GuidanceVisit.objects.count(), History.objects.count()) == (0, 0)


def test_nobody_outside_the_pilot_is_met(pilot, stranger, visit_to):
    with pytest.raises(Refused) as refusal:
        visit_to(pilot, people=[stranger])

    assert refusal.value.code == "not_in_pilot"
    assert GuidanceVisit.objects.count() == 0


def test_who_was_met_stays_met_after_leaving_the_pilot(visit, pilot, developer, participant):
    actions.remove_person(by=developer, pilot=pilot, person_id=participant.pk)

    actions.change_visit(visit=visit, people=[participant], minutes=90)

    assert list(visit.people.all()) == [participant]


def test_a_step_done_counts_as_work_once(step, participant):
    actions.finish_step(by=participant, step=step)
    actions.finish_step(by=participant, step=step)

    assert history() == [("pilots.step_done", "Kaisla Korpikuusi", None)]


def test_a_step_opened_again_is_no_longer_learning(step, participant):
    actions.reopen_step(step=actions.finish_step(by=participant, step=step))

    assert (step.done_at, History.objects.count()) == (None, 0)


def test_removing_a_step_removes_what_it_counted_for(step, participant):
    actions.remove_step(by=participant, step=actions.finish_step(by=participant, step=step))

    assert Step.objects.count() == 0
    assert history() == [("pilots.edited", "Kaisla Korpikuusi", None)]


def test_a_step_belongs_to_somebody_in_the_pilot(pilot, developer, stranger):
    with pytest.raises(Refused) as refusal:
        actions.add_step(by=developer, pilot=pilot, title="Ohje", owner=stranger)

    assert refusal.value.code == "not_in_pilot"


def test_a_member_who_suggests_a_pilot_is_its_contact_person(programme, participant):
    pilot = actions.suggest(by=participant, programme=programme, name="Etäryhmä")

    one = PilotPerson.objects.get()
    assert (pilot.key, one.person, one.duty) == ("etaryhma", participant, "contact")


def test_a_developer_who_suggests_a_pilot_is_not_in_it(programme, developer):
    actions.suggest(by=developer, programme=programme, name="Etäryhmä")

    assert PilotPerson.objects.count() == 0


def test_the_same_name_gets_a_key_of_its_own(programme, participant):
    keys = [actions.suggest(by=participant, programme=programme, name="Chat").key for _ in range(3)]

    assert keys == ["chat", "chat-2", "chat-3"]


@pytest.mark.parametrize("who", ["evaluator", "outsider"])
def test_only_people_of_the_programme_are_taken_in(who, request, pilot, developer):
    person = request.getfixturevalue(who)

    with pytest.raises(Refused) as refusal:
        actions.add_person(by=developer, pilot=pilot, person_id=person.pk)

    assert refusal.value.code == "not_enrolled"


def test_somebody_who_leaves_leaves_their_steps_to_nobody(pilot, step, developer, participant):
    actions.remove_person(by=developer, pilot=pilot, person_id=participant.pk)

    step.refresh_from_db()
    assert step.owner is None


PILOT_TEXTS = [
    *("name", "summary", "unit", "place", "need", "goal_client", "goal_worker", "client_group", "client_choice")
]


@pytest.mark.parametrize("field", PILOT_TEXTS)
def test_identity_codes_are_refused_in_every_text_of_a_pilot(field, programme, developer):
    texts = {"name": "Chat", field: f"Asiakas {IDENTITY_CODE}"}

    with pytest.raises(Refused) as refusal:
        actions.suggest(by=developer, programme=programme, **texts)

    assert refusal.value.code == "identity_code"
    assert Pilot.objects.count() == 0


@pytest.mark.parametrize("field", ["topics", "agreed"])
def test_identity_codes_are_refused_in_every_text_of_a_visit(field, pilot, visit_to):
    with pytest.raises(Refused) as refusal:
        visit_to(pilot, **{field: f"Asiakas {IDENTITY_CODE}"})

    assert refusal.value.code == "identity_code"
    assert GuidanceVisit.objects.count() == 0


def test_identity_codes_are_refused_in_a_step(pilot, developer):
    with pytest.raises(Refused) as refusal:
        actions.add_step(by=developer, pilot=pilot, title=f"Soita {IDENTITY_CODE}")

    assert refusal.value.code == "identity_code"
