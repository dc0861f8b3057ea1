"""Drafts: kept, replaced, removed, refused in words."""

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from coaching.core.drafts import KEPT_FOR, LONGEST, MOST, keep_text
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


def test_one_more_than_the_most_lets_the_one_left_alone_for_longest_go(participant, coach):
    others = Draft.objects.create(owner=coach, about="thread:1", text="toisen")
    for number in range(MOST):
        keep_text(participant, f"thread:{number}", "kesken")
    keep_text(participant, "thread:0", "jatkettu")

    keep_text(participant, "thread:uusi", "uusin")

    kept = set(Draft.objects.filter(owner=participant).values_list("about", flat=True))
    assert kept == {"thread:uusi", *(f"thread:{number}" for number in range(MOST))} - {"thread:1"}
    assert Draft.objects.filter(pk=others.pk).exists()


def test_what_is_left_alone_for_half_a_year_is_forgotten(participant, capsys):
    for about, age in (("vanha", KEPT_FOR), ("uusi", KEPT_FOR / 2)):
        keep_text(participant, about, "kesken")
        Draft.objects.filter(about=about).update(saved_at=timezone.now() - age)

    call_command("tidy_drafts")

    assert list(Draft.objects.values_list("about", flat=True)) == ["uusi"]
    assert capsys.readouterr().out == "1 drafts forgotten.\n"
