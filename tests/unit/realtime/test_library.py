"""The theme's library of polls: made, changed, copied and taken away by its coaches."""

import pytest
from django.urls import reverse

from realtime.models import Event, Poll
from realtime.tools.polls.actions import vote
from realtime.tools.polls.presets import PRESETS

SCALE = {
    "kind": "scale",
    "question": "Miten menee?",
    "options": "Osaan\nUskallan",
    "steps": "5",
    "low": "en",
    "high": "kyllä",
    "anonymity": "anonymous",
    "reveal": "when_closed",
    "seconds": "60",
}


@pytest.fixture
def at(theme):
    return lambda name, *args: reverse(f"realtime:{name}", args=args or [theme.pk])


@pytest.fixture
def browser(signed_in, coach):
    return signed_in(coach)


@pytest.mark.parametrize(
    ("who", "status"),
    [("coach", 200), ("organiser", 200), ("participant", 403), ("developer_client", 403), ("outsider", 404)],
)
def test_who_sees_the_library(who, status, at, signed_in, request):
    assert signed_in(request.getfixturevalue(who)).get(at("polls")).status_code == status


def test_a_poll_is_made(at, browser, theme, room):
    response = browser.post(at("prepare_poll"), SCALE)

    [poll] = Poll.objects.filter(theme=theme)
    assert response.url == at("preview_poll", poll.pk)
    assert (poll.options, poll.settings) == (["Osaan", "Uskallan"], {"steps": 5, "low": "en", "high": "kyllä"})
    assert poll.seconds == 60
    assert list(Event.objects.filter(room=room).values_list("kind", "audience")) == [("poll.prepared", "coaches")]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"question": ""}, "question"), ({"steps": "2"}, "steps"), ({"question": "Tunnus 131052-308T"}, "question")],
)
def test_what_is_wrong_comes_back(wrong, field, at, browser):
    response = browser.post(at("prepare_poll"), SCALE | wrong)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Poll.objects.count() == 0


def test_a_poll_without_answers_is_changed_in_its_place(at, browser, make_poll):
    poll = make_poll()

    browser.post(at("edit_poll", poll.pk), SCALE)

    poll.refresh_from_db()
    assert (poll.kind, poll.question, Poll.objects.count()) == ("scale", "Miten menee?", 1)


def test_a_poll_with_answers_stays_and_a_new_version_takes_its_place(at, browser, make_run, room, participant):
    run = make_run()
    vote(by=participant, room=room, run=run.pk, answer=[0])
    refused = browser.post(at("edit_poll", run.poll_id), SCALE)
    run.closed_at, run.key = run.opened_at, None
    run.save()

    browser.post(at("edit_poll", run.poll_id), SCALE)

    assert refused.status_code == 422
    old, new = Poll.objects.order_by("pk")
    assert ((old.question, old.retired), (new.question, new.retired)) == (
        ("Mitä kokeilit?", True),
        ("Miten menee?", False),
    )
    assert run.poll == old


def test_a_copy_is_a_poll_of_its_own(at, browser, make_poll):
    poll = make_poll()

    browser.post(at("copy_poll", poll.pk))

    copied = Poll.objects.exclude(pk=poll.pk).get()
    assert (copied.options, copied.kind) == (poll.options, poll.kind)
    assert copied.question.startswith(poll.question)


def test_a_poll_never_asked_is_deleted_and_one_asked_retires(at, browser, make_poll, make_run, room, coach):
    never, run = make_poll(question="Ei kysytty"), make_run()
    run.closed_at = run.opened_at
    run.save()

    for poll in (never.pk, run.poll_id):
        browser.post(at("remove_poll", poll))

    assert list(Poll.objects.values_list("pk", "retired")) == [(run.poll_id, True)]
    assert browser.get(at("polls")).context["rows"] == []


def test_a_poll_that_is_open_is_not_taken_away(at, browser, make_run):
    run = make_run()

    browser.post(at("remove_poll", run.poll_id))

    assert Poll.objects.get().retired is False


@pytest.mark.parametrize("key", PRESETS)
def test_every_example_can_be_saved_as_it_is(key, at, browser, theme):
    form = browser.get(at("prepare_poll"), {"malli": key}).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() not in (None, [])}

    response = browser.post(at("prepare_poll"), values)

    assert response.status_code == 302
    assert Poll.objects.get(theme=theme).kind == PRESETS[key].kind


def test_several_polls_make_a_form(at, browser, make_poll):
    parts = [make_poll(question="Yksi"), make_poll(question="Kaksi", kind="multiple")]

    browser.post(
        at("prepare_poll"),
        {**SCALE, "kind": "form", "options": "", "questions": [poll.pk for poll in parts]},
    )

    asked = Poll.objects.get(kind="form").settings["questions"]
    assert [(part["question"], part["kind"]) for part in asked] == [("Yksi", "single"), ("Kaksi", "multiple")]
    assert browser.get(at("preview_poll", Poll.objects.get(kind="form").pk)).status_code == 200
