import pytest
from django.contrib.auth.models import AnonymousUser

from coaching.pilots.models import GuidanceVisit, Pilot
from coaching.surveys.audience import CIRCLES

CAST = ["participant", "developer_client", "coach", "developer", "evaluator", "organiser", "stranger", "outsider"]
PERMISSIONS = {
    "pilots.see": "participant developer_client coach developer organiser stranger",
    "pilots.see_inside": "participant developer_client developer organiser",
    "pilots.suggest": "participant developer_client coach developer organiser stranger",
    "pilots.edit": "participant developer_client developer organiser",
    "pilots.ask_clients": "participant developer_client developer organiser",
    "pilots.write_out": "participant developer_client developer organiser",
    "pilots.give_feedback": "participant developer_client",
    "pilots.choose_people": "developer organiser",
    "pilots.log_visit": "developer organiser",
    "pilots.see_visit_notes": "developer organiser",
    "pilots.see_visit_counts": "coach developer organiser",
}


@pytest.fixture
def cast(request):
    return {name: request.getfixturevalue(name) for name in CAST} | {"anonymous": AnonymousUser()}


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_who_may_do_what_with_a_pilot(permission, cast, pilot):
    may = {name for name, user in cast.items() if user.has_perm(permission, pilot)}

    assert may == set(PERMISSIONS[permission].split())


def test_a_visit_is_changed_by_who_made_it_and_by_organisers(cast, visit, make_person):
    from coaching.programmes.models import Role

    cast["another_developer"] = make_person("Toinen Kehittäjä", Role.DEVELOPER)

    may = {name for name, user in cast.items() if user.has_perm("pilots.change_visit", visit)}

    assert may == {"developer", "organiser"}


def test_who_finds_the_pilot_and_who_its_visits(cast, pilot, visit):
    found = {name for name, user in cast.items() if pilot in Pilot.objects.visible_to(user)}
    chosen = {name for name, user in cast.items() if pilot.key in CIRCLES["pilot"].seen(user, pilot.programme_id)}
    read = {name for name, user in cast.items() if visit in GuidanceVisit.objects.visible_to(user)}

    assert found == chosen == {"participant", "developer_client", "coach", "developer", "organiser", "stranger"}
    assert read == {"participant", "developer_client", "developer", "organiser"}


def test_an_enrolment_that_has_ended_opens_nothing(pilot, visit, participant):
    from coaching.programmes.models import Enrolment

    assert list(Pilot.objects.open_to(participant)) == [pilot]

    Enrolment.objects.filter(person=participant).update(ends="2020-01-01")

    assert list(Pilot.objects.open_to(participant)) == []
    assert list(GuidanceVisit.objects.visible_to(participant)) == []
    assert list(Pilot.objects.joined_by(participant)) == []
