"""Coming into a subgroup by a link: what works, and every reason why it does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.accounts.login_codes import person_with_code
from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.models import History
from coaching.programmes.models import Consent, Enrolment, Pseudonym, Role
from groups import actions
from groups.models import Membership


@pytest.fixture
def link(coach, subgroup):
    return actions.make_link(by=coach, subgroup=subgroup, role=Role.PARTICIPANT, days=14, uses=2)


@pytest.fixture
def client_link(coach, subgroup):
    return actions.make_link(by=coach, subgroup=subgroup, role=Role.DEVELOPER_CLIENT, days=14, uses=2)


def refused(**values):
    with pytest.raises(Refused) as refusal:
        actions.join(**values)
    return refusal.value.code


def test_participant_joins(link, outsider, subgroup):
    actions.join(link=link, person=outsider)

    assert Membership.objects.current().get(person=outsider).subgroup == subgroup
    assert Enrolment.objects.get(person=outsider).role == Role.PARTICIPANT
    assert Consent.objects.get(person=outsider).purpose == Consent.Purpose.TAKING_PART
    link.refresh_from_db()
    assert link.uses_left == 1
    assert History.objects.get(verb="groups.joined").actor == outsider


def test_developer_client_leaves_nothing_but_the_pseudonym(client_link, subgroup):
    person, code = actions.join_as_new(link=client_link, pseudonym="Kanelipulla", language="sv")

    assert (person.display_name, person.email, person.language) == ("Kanelipulla", None, "sv")
    assert Pseudonym.objects.get(person=person).name == "Kanelipulla"
    assert Enrolment.objects.get(person=person).organisation is None
    assert person_with_code(code) == person


def test_newcomer_with_an_email_needs_no_code(link):
    person, code = actions.join_as_new(link=link, name="Havu Hilla", email="havu@example.org")

    assert (person.email, code) == ("havu@example.org", None)


def test_newcomer_without_an_email_gets_a_code(link):
    person, code = actions.join_as_new(link=link, name="Havu Hilla")

    assert person_with_code(code) == person


def test_closed_link(link, coach, outsider):
    actions.close_link(by=coach, link=link)

    assert refused(link=link, person=outsider) == "link_closed"


def test_expired_link(link, outsider):
    link.expires_at = timezone.now() - timedelta(seconds=1)
    link.save()

    assert refused(link=link, person=outsider) == "link_expired"


def test_used_up_link(link, outsider):
    actions.join_as_new(link=link, name="Yksi")
    actions.join_as_new(link=link, name="Kaksi")

    assert refused(link=link, person=outsider) == "link_used_up"
    link.refresh_from_db()
    assert link.uses_left == 0


def test_stale_link_object_does_not_let_in_one_too_many(link, outsider):
    stale = type(link).objects.get(pk=link.pk)
    actions.join_as_new(link=link, name="Yksi")
    actions.join_as_new(link=link, name="Kaksi")
    assert stale.uses_left == 2

    assert refused(link=stale, person=outsider) == "link_used_up"


def test_member_is_here_already(link, participant):
    assert refused(link=link, person=participant) == "already_here"


def test_coach_is_here_already(link, coach):
    assert refused(link=link, person=coach) == "already_here"


def test_member_of_another_subgroup_is_told_which(link, stranger):
    with pytest.raises(Refused) as refusal:
        actions.join(link=link, person=stranger)

    assert refusal.value.code == "in_another"
    assert str(refusal.value.message).count("Päihde- ja mielenterveystyö") == 1


def test_evaluator_cannot_be_a_member(link, evaluator):
    assert refused(link=link, person=evaluator) == "evaluator"


def test_somebody_whose_part_has_ended_stays_out(link, make_person):
    person = make_person("Ennen Ollut", Role.PARTICIPANT)
    Enrolment.objects.filter(person=person).update(ends="2020-12-31")

    assert refused(link=link, person=person) == "ended"


@pytest.mark.parametrize("taken", ["Kuukkeli", "kuukkeli", "KUUKKELI", "Tuuli Termospullo"])
def test_taken_pseudonym(client_link, developer_client, coach, taken):
    with pytest.raises(Refused) as refusal:
        actions.join_as_new(link=client_link, pseudonym=taken)

    assert refusal.value.code == "pseudonym_taken"


def test_refused_newcomer_leaves_no_account_and_no_use(client_link, developer_client):
    before = User.objects.count()

    with pytest.raises(Refused):
        actions.join_as_new(link=client_link, pseudonym="Kuukkeli")

    client_link.refresh_from_db()
    assert (User.objects.count(), client_link.uses_left) == (before, 2)


def test_pseudonym_may_be_the_same_in_another_programme(client_link, developer_client, outsider):
    from coaching.programmes.models import Programme

    elsewhere = Programme.objects.create(key="toinen", name="Toinen")
    Pseudonym.objects.create(programme=elsewhere, person=outsider, name="Kanelipulla")

    person, _code = actions.join_as_new(link=client_link, pseudonym="Kanelipulla")

    assert Pseudonym.objects.filter(name="Kanelipulla").count() == 2
    assert person.pk


def test_enrolled_person_keeps_the_role(client_link, make_person):
    person = make_person("Jo Ilmoittautunut", Role.PARTICIPANT)

    actions.join(link=client_link, person=person)

    assert Enrolment.objects.get(person=person).role == Role.PARTICIPANT


def test_consent_in_force_is_not_asked_twice(link, make_person, programme):
    person = make_person("Jo Suostunut", Role.PARTICIPANT)
    Consent.objects.create(programme=programme, person=person, purpose=Consent.Purpose.TAKING_PART)

    actions.join(link=link, person=person)

    assert Consent.objects.filter(person=person).count() == 1


def test_identity_code_as_pseudonym_is_refused(client_link):
    with pytest.raises(Refused) as refusal:
        actions.join_as_new(link=client_link, pseudonym="131052-308T")

    assert refusal.value.code == "identity_code"
