"""Roles over time and invitations of staff."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.accounts.login_codes import person_with_code
from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.models import AccessLog
from coaching.programmes.models import Enrolment, Invitation, Programme, Role
from coaching.programmes.staff import accept, end_role, find_invitation, invite, new_member_code

PEOPLE_PAGE = 15
NEW = {"name": "Vieno Vohveli", "email": "vieno@example.org", "language": "fi"}


@pytest.fixture
def link(organiser, programme):
    _invitation, token = invite(by=organiser, programme=programme, role=Role.COACH)
    return token


def test_somebody_new_comes_in_by_the_link(client, link, programme):
    answer = client.post(reverse("programmes:invitation", args=[link]), NEW)

    assert answer.url == reverse("front")
    assert Enrolment.objects.get(person__email="vieno@example.org").role == Role.COACH


def test_a_taken_address_keeps_what_was_typed(client, link, participant):
    answer = client.post(reverse("programmes:invitation", args=[link]), NEW | {"email": participant.email})

    assert (answer.status_code, User.objects.filter(display_name="Vieno Vohveli").count()) == (422, 0)
    assert "Vieno Vohveli" in answer.content.decode()


def test_a_link_works_once(participant, stranger, link):
    accept(token=link, person=participant)

    with pytest.raises(Refused) as refusal:
        accept(token=link, person=stranger)
    assert refusal.value.code == "used"


def test_an_old_link_says_so(client, link):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    answer = client.get(reverse("programmes:invitation", args=[link]))

    assert answer.status_code == 410
    with pytest.raises(Refused, match="expired"):
        find_invitation(link)


def test_a_made_up_link_says_so(client, db):
    assert client.get(reverse("programmes:invitation", args=["made-up"])).status_code == 410


def test_only_the_hash_is_kept(link):
    assert Invitation.objects.filter(token_hash=link).count() == 0


def test_members_are_not_invited_this_way(organiser, programme):
    with pytest.raises(Refused, match="not_invited"):
        invite(by=organiser, programme=programme, role=Role.DEVELOPER_CLIENT)


def test_an_evaluator_needs_a_last_day(signed_in, organiser, programme):
    answer = signed_in(organiser).post(reverse("programmes:invite", args=[programme.key]), {"role": "evaluator"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)


def test_an_ended_role_opens_nothing(signed_in, coach, organiser, programme):
    end_role(by=organiser, enrolment=Enrolment.objects.get(person=coach))

    assert signed_in(coach).get(programme.get_absolute_url()).status_code == 404


def test_the_last_organiser_stays(organiser):
    with pytest.raises(Refused, match="last_organiser"):
        end_role(by=organiser, enrolment=Enrolment.objects.get(person=organiser))


def test_looking_at_people_is_logged(signed_in, organiser, programme):
    signed_in(organiser).get(reverse("programmes:people", args=[programme.key]))

    assert list(AccessLog.objects.values_list("deed", "actor")) == [("programmes.saw_people", organiser.pk)]


@pytest.mark.parametrize("who", ["coach", "participant", "evaluator"])
def test_people_are_for_the_organiser(request, signed_in, who, programme):
    answer = signed_in(request.getfixturevalue(who)).get(reverse("programmes:people", args=[programme.key]))

    assert answer.status_code == 403


def test_people_page_goes_by_the_pseudonym(signed_in, organiser, developer_client, programme):
    page = signed_in(organiser).get(reverse("programmes:people", args=[programme.key])).content.decode()

    assert ("Kuukkeli" in page, "Secret Realname" in page) == (True, False)


@pytest.mark.parametrize("people", [1, 3])
def test_people_page_costs_the_same(signed_in, organiser, make_person, people, programme, django_assert_num_queries):
    for number in range(people):
        make_person(f"Person {number}", Role.PARTICIPANT)
    client = signed_in(organiser)

    with django_assert_num_queries(PEOPLE_PAGE):
        client.get(reverse("programmes:people", args=[programme.key]))


def test_a_new_personal_code_lets_in(signed_in, organiser, developer_client, programme):
    enrolment = Enrolment.objects.get(person=developer_client)

    page = signed_in(organiser).post(reverse("programmes:personal_code", args=[programme.key, enrolment.pk]))

    assert person_with_code(page.context["code"]) == developer_client


@pytest.fixture
def elsewhere(db):
    return Programme.objects.create(key="toinen", name="Toinen")


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.ORGANISER])
def test_no_code_is_made_into_another_programme(signed_in, organiser, participant, programme, elsewhere, role):
    Enrolment.objects.create(programme=elsewhere, person=participant, role=role)
    enrolment = Enrolment.objects.get(person=participant, programme=programme)

    page = signed_in(organiser).post(reverse("programmes:personal_code", args=[programme.key, enrolment.pk]))

    participant.refresh_from_db()
    assert (page.status_code, participant.login_code_hash) == (409, None)


def test_no_code_is_made_for_a_superuser(organiser, participant, programme):
    participant.is_superuser = True
    participant.save()

    with pytest.raises(Refused) as refusal:
        new_member_code(by=organiser, programme=programme, person=participant)

    assert refusal.value.code == "more_than_a_member"


@pytest.mark.parametrize(("role", "who"), [(Role.EVALUATOR, "participant"), (Role.COACH, "evaluator")])
def test_nobody_evaluates_what_they_take_part_in(request, organiser, programme, role, who):
    _invitation, token = invite(by=organiser, programme=programme, role=role)

    with pytest.raises(Refused, match="both_sides"):
        accept(token=token, person=request.getfixturevalue(who))
    assert Invitation.objects.get().used_at is None
