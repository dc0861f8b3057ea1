import pytest
from django.urls import reverse

from coaching.core.models import Draft
from forums import actions

IDENTITY_CODE = "131052-308T"


@pytest.fixture
def post(thread):
    return thread.posts.get()


def address(name, post):
    return reverse(f"forums:{name}", args=[post.pk])


def test_one_edits_one_s_own_and_is_brought_back(post, participant, signed_in):
    answer = signed_in(participant).post(address("edit", post), {"text": "Toisin."})

    post.refresh_from_db()
    assert (answer.url, post.text) == (post.get_absolute_url(), "Toisin.")


def test_nobody_edits_another_s_not_even_a_coach(post, coach, colleague, organiser, signed_in):
    for person in (coach, colleague, organiser):
        assert signed_in(person).post(address("edit", post), {"text": "Väärin."}).status_code == 403

    post.refresh_from_db()
    assert post.text == "Miten te teette?"


def test_an_edit_begun_elsewhere_goes_on_here(post, participant, signed_in):
    Draft.objects.create(owner=participant, about=post.draft_name, text='{"text": "Kesken oleva muutos"}')

    page = signed_in(participant).get(address("edit", post))

    assert page.context["form"]["text"].value() == "Kesken oleva muutos"


def test_a_refused_edit_comes_back_with_its_text(post, participant, coach, signed_in):
    client = signed_in(participant)
    coded = client.post(address("edit", post), {"text": IDENTITY_CODE})
    actions.close(by=coach, thread=post.thread)
    closed = client.post(address("edit", post), {"text": "Ilman nimeä"})

    assert [(answer.status_code, answer.context["form"]["text"].value()) for answer in (coded, closed)] == [
        (422, IDENTITY_CODE),
        (409, "Ilman nimeä"),
    ]


def test_the_history_is_for_the_writer_and_the_coaches(post, participant, coach, organiser, colleague, signed_in):
    actions.edit(by=participant, post=post, text="Uusi.")
    answers = [
        signed_in(person).get(address("versions", post)) for person in (participant, coach, organiser, colleague)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 403]
    assert [[version.text for version in answer.context["versions"]] for answer in answers[:3]] == [
        ["Miten te teette?"]
    ] * 3


def test_only_the_writer_and_the_coaches_are_led_to_the_history(post, participant, coach, colleague, signed_in):
    actions.edit(by=participant, post=post, text="Uusi.")

    led = [
        address("versions", post) in signed_in(person).get(post.get_absolute_url()).content.decode()
        for person in (participant, coach, colleague)
    ]

    assert led == [True, True, False]


def test_a_coach_hides_with_a_reason_and_shows_again(post, coach, signed_in):
    client = signed_in(coach)

    assert client.post(address("hide", post), {"reason": ""}).status_code == 422
    assert client.post(address("hide", post), {"reason": "Asiakkaan nimi."}).status_code == 302
    post.refresh_from_db()
    assert post.hidden_reason == "Asiakkaan nimi."
    assert client.post(address("restore", post)).status_code == 302
    post.refresh_from_db()
    assert post.hidden_at is None


def test_a_member_neither_hides_nor_restores(post, participant, colleague, signed_in):
    for person in (participant, colleague):
        client = signed_in(person)
        assert client.post(address("hide", post), {"reason": "x"}).status_code == 403
        assert client.post(address("restore", post)).status_code == 403


def test_the_first_post_can_be_hidden_though_it_opens_the_thread(post, thread, coach, colleague, signed_in):
    actions.hide(by=coach, post=post, reason="Nimi.")

    page = signed_in(colleague).get(thread.get_absolute_url())

    assert (page.status_code, "Miten te teette?" in page.content.decode()) == (200, False)
