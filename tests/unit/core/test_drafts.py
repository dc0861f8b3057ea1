"""Drafts: kept, replaced, removed, refused in words."""

from django.urls import reverse

from coaching.core.drafts import LONGEST
from coaching.core.models import Draft


def save(client, text, about="thread:1"):
    return client.post(reverse("save_draft", args=[about]), {"text": text})


def test_the_newest_text_is_kept(signed_in, participant):
    client = signed_in(participant)
    save(client, "ensin")
    save(client, "sitten")

    assert list(Draft.objects.values_list("owner", "about", "text")) == [(participant.pk, "thread:1", "sitten")]


def test_an_empty_text_removes_the_draft(signed_in, participant):
    client = signed_in(participant)
    save(client, "ensin")
    save(client, "  ")

    assert Draft.objects.count() == 0


def test_an_identity_code_is_refused_and_not_echoed(signed_in, participant):
    answer = save(signed_in(participant), "asiakas 131052-308T")

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
    assert "131052" not in answer.content.decode()


def test_too_long_a_text_is_refused_whole(signed_in, participant):
    answer = save(signed_in(participant), "a" * (LONGEST + 1))

    assert (answer.status_code, answer.json()["code"], Draft.objects.count()) == (422, "draft_too_long", 0)


def test_drafts_are_their_owners(signed_in, participant, stranger):
    save(signed_in(participant), "omani")
    save(signed_in(stranger), "")

    assert Draft.objects.count() == 1


def test_an_identity_code_is_refused_in_the_name_of_the_place(signed_in, participant):
    answer = save(signed_in(participant), "x", about="131052-308T")

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
