"""Issuing tokens and taking them back, on the organiser's page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.models import AccessLog
from coaching.core.registries import personal_data
from coaching.evaluation.api import tokens
from coaching.evaluation.api.models import Token
from coaching.programmes.models import Enrolment, Programme, Role

SOON = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def page(study):
    return reverse("evaluation:tokens", args=[study.pk])


@pytest.fixture
def as_organiser(signed_in, organiser):
    return signed_in(organiser)


def issue_on(page, client, person, **values):
    return client.post(page, {"person": person.pk, "ends": SOON.isoformat(), "tables": ["people"]} | values)


def test_the_secret_is_shown_once_and_kept_as_a_hash(page, as_organiser, evaluator):
    answer = issue_on(page, as_organiser, evaluator)

    token = Token.objects.get()
    secret = answer.context["secret"]
    assert answer.content.decode().count(secret) == 2  # to read, and on the button that copies
    assert secret not in as_organiser.get(page).content.decode()
    assert (token.token_hash, token.tables, token.ends) == (tokens.hashed(secret), ["people"], SOON)
    assert tokens.find(secret) == token
    assert answer["Cache-Control"].count("no-store") == 1


def test_only_organisers(page, client, evaluator, participant, coach, outsider, study):
    answers = []
    for person in (evaluator, participant, coach, outsider):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answers.append((client.get(page).status_code, issue_on(page, client, evaluator).status_code))

    assert answers == [(403, 403), (404, 404), (404, 404), (404, 404)]
    assert not Token.objects.exists()


@pytest.mark.parametrize(("name", "value"), [("ends", "2000-01-01"), ("ends", "2999-01-01"), ("tables", [])])
def test_what_is_not_right_comes_back(page, as_organiser, evaluator, name, value):
    answer = issue_on(page, as_organiser, evaluator, **{name: value})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])


def test_only_evaluators_of_today_can_hold_one(page, as_organiser, participant, organiser, study):
    assert issue_on(page, as_organiser, participant).status_code == 422
    with pytest.raises(Refused, match="not_an_evaluator"):
        tokens.issue(by=organiser, study=study, person=participant, tables=["people"], ends=SOON)


@pytest.mark.parametrize("days", [-1, 367])
def test_none_ends_before_today_or_after_more_than_a_year(study, organiser, evaluator, days):
    ends = timezone.localdate() + timedelta(days=days)

    with pytest.raises(Refused, match="ends"):
        tokens.issue(by=organiser, study=study, person=evaluator, tables=["people"], ends=ends)


def test_those_to_choose_from_evaluate_this_programme_today(page, as_organiser, evaluator, make_person):
    ended, elsewhere = (make_person(name, Role.EVALUATOR) for name in ("Entinen Arvioija", "Toinen Arvioija"))
    Enrolment.objects.filter(person=ended).update(ends=timezone.localdate() - timedelta(days=1))
    Enrolment.objects.filter(person=elsewhere).update(programme=Programme.objects.create(key="muu", name="Muu"))

    assert list(as_organiser.get(page).context["form"].fields["person"].queryset) == [evaluator]


def test_only_organisers_take_one_back(signed_in, issued, evaluator, coach, study):
    token, secret = issued()
    way = reverse("evaluation:revoke_token", args=[study.pk, token.pk])

    assert [signed_in(person).post(way).status_code for person in (evaluator, coach)] == [403, 404]
    assert tokens.find(secret) == token


def test_taken_back_at_once_and_once(page, as_organiser, issued, study):
    token, secret = issued()
    way = reverse("evaluation:revoke_token", args=[study.pk, token.pk])

    answers = [as_organiser.post(way).status_code for _twice in range(2)]

    assert (answers, tokens.find(secret)) == ([302, 302], None)
    assert AccessLog.objects.filter(deed="evaluation.token_revoked").count() == 1


def test_another_study_has_no_say(as_organiser, issued, study):
    token, secret = issued()
    other = type(study).objects.create(programme=study.programme, key="toinen", name="Toinen", question="?")

    answer = as_organiser.post(reverse("evaluation:revoke_token", args=[other.pk, token.pk]))

    assert (answer.status_code, tokens.find(secret)) == (404, token)


def test_the_log_tells_who_and_what_without_the_secret(page, as_organiser, organiser, evaluator, study):
    secret = issue_on(page, as_organiser, evaluator).context["secret"]

    row = AccessLog.objects.get(deed="evaluation.token_issued")
    assert (row.actor, row.subject) == (organiser, "study:arviointi")
    assert row.details == {"token": Token.objects.get().pk, "tables": ["people"], "ends": SOON.isoformat()}
    assert secret not in as_organiser.get(reverse("evaluation:log", args=[study.pk])).content.decode()


def test_the_page_costs_the_same_for_one_and_for_three(page, as_organiser, issued, django_assert_num_queries):
    issued()
    as_organiser.get(page)
    with django_assert_num_queries(16):
        as_organiser.get(page)
    for _two in range(2):
        tokens.note_use(issued()[0], "people", 3)

    with django_assert_num_queries(16):
        assert len(as_organiser.get(page).context["tokens"]) == 3


def test_a_person_gets_and_loses_theirs(issued, evaluator, organiser):
    _token, secret = issued()
    data = personal_data["evaluation_tokens"]

    [held] = data.export(evaluator)["tokens_held"]
    data.erase(organiser)
    data.erase(evaluator)

    assert (held["study"], held["revoked"]) == ("Ulkoinen arviointi", False)
    assert tokens.find(secret) is None
