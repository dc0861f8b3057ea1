"""Consents: given, taken back, asked again when their text changes."""

from dataclasses import replace

from django.urls import reverse

from coaching.programmes import consents
from coaching.programmes.consents import decide, has_answered, in_force
from coaching.programmes.models import Consent


def test_what_is_given_holds_and_what_is_left_out_ends(participant, programme):
    decide(by=participant, programme=programme, purposes=["evaluation", "quotation"])
    decide(by=participant, programme=programme, purposes=["evaluation"])

    assert list(in_force(programme, participant)) == ["evaluation"]
    assert Consent.objects.count() == 2


def test_keeping_a_consent_keeps_its_date(participant, programme):
    decide(by=participant, programme=programme, purposes=["evaluation"])
    given = in_force(programme, participant)
    decide(by=participant, programme=programme, purposes=["evaluation", "interview"])

    assert in_force(programme, participant)["evaluation"] == given["evaluation"]


def test_a_new_text_needs_a_new_yes(participant, programme, monkeypatch):
    decide(by=participant, programme=programme, purposes=["evaluation"])
    monkeypatch.setitem(consents.ASKED, "evaluation", replace(consents.ASKED["evaluation"], version=2))

    assert in_force(programme, participant) == {}
    decide(by=participant, programme=programme, purposes=["evaluation"])
    assert list(in_force(programme, participant)) == ["evaluation"]


def test_no_is_an_answer(participant, programme):
    decide(by=participant, programme=programme, purposes=[])

    assert (has_answered(programme, participant), in_force(programme, participant)) == (True, {})


def test_page_saves_and_shows(signed_in, participant, programme):
    url = reverse("programmes:consents", args=[programme.key])

    signed_in(participant).post(url, {"purposes": ["evaluation"]})

    page = signed_in(participant).get(url).content.decode()
    assert page.count(" checked>") == 1


def test_evaluator_has_nothing_to_consent_to(signed_in, evaluator, programme):
    answer = signed_in(evaluator).get(reverse("programmes:consents", args=[programme.key]))

    assert answer.status_code == 403


def test_made_up_purpose_is_refused_in_words(signed_in, participant, programme):
    answer = signed_in(participant).post(reverse("programmes:consents", args=[programme.key]), {"purposes": ["spying"]})

    assert (answer.status_code, Consent.objects.count()) == (422, 0)
