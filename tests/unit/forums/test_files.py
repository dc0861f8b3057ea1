"""Files to a post: guarded by name, and given to readers alone."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coaching.core.files import Cleaned
from coaching.core.registries import personal_data
from forums import actions
from forums.actions.attaching import attach
from forums.models import Attachment


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def attachment(thread):
    attach(thread.posts.get(), [Cleaned("ohje.txt", "txt", b"Ohje")])
    return Attachment.objects.get()


def got(person, attachment, signed_in):
    return signed_in(person).get(attachment.get_absolute_url()).status_code


def test_a_reply_takes_files_and_readers_take_them_home(thread, participant, coach, signed_in):
    files = [upload("ohje.txt", b"Ohje"), upload("luvut.csv", b"a;b")]
    signed_in(participant).post(reverse("forums:reply", args=[thread.pk]), {"text": "Tässä", "files": files})

    first, _second = Attachment.objects.filter(post__number=2)
    answer = signed_in(coach).get(first.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="ohje.txt"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "files",
    [[("131052-308T.txt", b"teksti")], [("a.exe", b"MZ\x00")], [(f"{number}.txt", b"teksti") for number in range(6)]],
)
def test_a_refused_file_leaves_the_text(thread, participant, signed_in, files):
    sent = {"text": "Tässä", "files": [upload(*file) for file in files]}

    answer = signed_in(participant).post(reverse("forums:reply", args=[thread.pk]), sent)

    assert (answer.status_code, list(answer.context["form"].errors), Attachment.objects.count()) == (422, ["files"], 0)
    assert answer.context["form"]["text"].value() == "Tässä"


@pytest.mark.parametrize("wrong", ["stranger", "evaluator", "outsider", "developer"])
def test_nobody_else_takes_it(request, attachment, signed_in, wrong):
    assert got(request.getfixturevalue(wrong), attachment, signed_in) == 404


def test_with_a_hidden_post_goes_its_file(attachment, participant, colleague, coach, signed_in):
    assert got(colleague, attachment, signed_in) == 200

    actions.hide(by=coach, post=attachment.post, reason="Nimi.")

    assert [got(person, attachment, signed_in) for person in (colleague, participant, coach)] == [404, 200, 200]


def test_a_withheld_answer_s_file_is_withheld(reflection, colleague, participant, signed_in):
    attach(actions.reply(by=colleague, thread=reflection, text="Opin"), [Cleaned("ohje.txt", "txt", b"Ohje")])

    assert got(participant, Attachment.objects.get(), signed_in) == 404


def test_only_its_writer_takes_it_away(attachment, participant, coach, signed_in, django_capture_on_commit_callbacks):
    address = reverse("forums:detach", args=[attachment.pk])
    assert signed_in(coach).post(address).status_code == 403

    with django_capture_on_commit_callbacks(execute=True):
        signed_in(participant).post(address)

    assert (Attachment.objects.count(), attachment.file.storage.exists(attachment.file.name)) == (0, False)


def test_forgetting_takes_the_files_along(attachment, participant):
    assert [file["name"] for file in personal_data["forums"].export(participant)["files"]] == ["ohje.txt"]

    personal_data["forums"].erase(participant)

    assert (Attachment.objects.count(), attachment.post.text) == (0, "Miten te teette?")
