import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from coaching.core.models import History
from coaching.lectures.actions import sending, shelf, watching
from coaching.lectures.models import Caption, Material, Recording, Upload, Watching
from tests.unit.lectures.conftest import VTT


def _url(name, *args):
    return reverse(f"lectures:{name}", args=args)


def _vtt(text=VTT, name="teksti.vtt"):
    return SimpleUploadedFile(name, text.encode(), "text/vtt")


PAGES = ("recording", "film", "poster")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("participant", 200), ("stranger", 200), ("evaluator", 404), ("outsider", 404)]
)
def test_who_sees_a_recording(request, signed_in, recording, page, who, status):
    response = signed_in(request.getfixturevalue(who)).get(_url(page, recording.pk))

    assert (response.status_code, response.close()) == (status, None)


@pytest.mark.parametrize("page", PAGES)
def test_nobody_sees_it_without_signing_in(client, recording, page):
    assert client.get(_url(page, recording.pk)).status_code == 302


@pytest.mark.parametrize(("who", "status"), [("participant", 403), ("developer", 403), ("coach", 200)])
def test_what_is_not_published_is_for_its_makers(request, signed_in, ready, who, status):
    response = signed_in(request.getfixturevalue(who)).get(_url("film", ready.pk))

    assert (response.status_code, response.close()) == (status, None)


def test_a_recording_to_come_says_so(signed_in, participant, waiting):
    response = signed_in(participant).get(_url("recording", waiting.pk))

    assert (response.status_code, b"<video" in response.content) == (200, False)


def test_the_player_seeks(signed_in, participant, recording, film_bytes):
    response = signed_in(participant).get(_url("film", recording.pk), headers={"Range": "bytes=100-199"})

    assert (response.status_code, response.getvalue()) == (206, film_bytes[100:200])


def test_the_player_has_captions_in_their_language(signed_in, participant, recording):
    page = signed_in(participant).get(_url("recording", recording.pk)).content.decode()

    captions = Caption.objects.get()
    assert f'<track kind="captions" srclang="fi" label="Suomi" src="{_url("captions", captions.pk)}" default>' in page
    assert signed_in(participant).get(_url("captions", captions.pk)).content.decode() == VTT


def test_the_text_stands_on_a_page_of_its_own(signed_in, participant, recording):
    page = signed_in(participant).get(_url("transcript", Caption.objects.get().pk)).content.decode()

    assert "Puhutaan luottamuksesta." in page


def test_captions_are_not_shown_to_outsiders(signed_in, outsider, recording):
    pk = Caption.objects.get().pk

    assert [signed_in(outsider).get(_url(name, pk)).status_code for name in ("captions", "transcript")] == [404, 404]


def test_the_player_goes_on_from_where_one_left(signed_in, participant, recording):
    watching.watch(person=participant, recording=recording, seen=[[0, 42.5]], position=42.5)

    page = signed_in(participant).get(_url("recording", recording.pk)).content.decode()

    assert f'src="{_url("film", recording.pk)}#t=42.5"' in page


def test_a_link_into_the_text_wins(signed_in, participant, recording):
    watching.watch(person=participant, recording=recording, seen=[[0, 42.5]], position=42.5)

    page = signed_in(participant).get(_url("recording", recording.pk), {"t": "20"}).content.decode()

    assert f'src="{_url("film", recording.pk)}#t=20"' in page


def test_the_player_reports_what_was_seen(signed_in, participant, recording):
    report = {"seen": ["0-12.5", "40-50"], "position": "50"}

    response = signed_in(participant).post(_url("watched", recording.pk), report)

    assert (response.json()["covered"], response.json()["finished"]) == (22.5, False)
    assert Watching.objects.values_list("person", "seen", "position").get() == (
        participant.pk,
        [[0, 12.5], [40, 50]],
        50,
    )


@pytest.mark.parametrize("report", [{"seen": "x-1"}, {"seen": "5"}, {"seen": "nan-3"}, {"position": "inf"}])
def test_a_report_that_is_no_seconds_is_refused(signed_in, participant, recording, report):
    response = signed_in(participant).post(_url("watched", recording.pk), report)

    assert (response.status_code, Watching.objects.count()) == (422, 0)


def test_telling_by_hand(signed_in, participant, recording):
    response = signed_in(participant).post(_url("told", recording.pk))

    assert (response.url, Watching.objects.get().told) == (recording.get_absolute_url(), True)
    assert History.objects.filter(verb="lectures.watched", actor=participant).count() == 1


MANAGING = ("manage", "edit", "publish", "withdraw", "state", "send_whole", "start_upload", "add_captions")


@pytest.mark.parametrize("page", MANAGING)
@pytest.mark.parametrize(
    ("who", "status"), [("participant", 403), ("developer_client", 403), ("developer", 403), ("outsider", 404)]
)
def test_only_coaches_and_organisers_keep_the_shelf(request, signed_in, recording, page, who, status):
    client = signed_in(request.getfixturevalue(who))
    ask = client.get if page in {"manage", "state"} else client.post

    assert ask(_url(page, recording.pk)).status_code == status
    assert Recording.objects.get().is_published


def test_a_recording_from_its_name_to_publishing(signed_in, coach, theme, film_file):
    client = signed_in(coach)
    values = {"title": "Tallenne", "language": "fi", "kind": "produced"}
    page = client.post(_url("add", theme.pk), values).url
    pk = Recording.objects.get().pk

    client.post(_url("send_whole", pk), {"film": film_file})
    client.post(_url("add_captions", pk), {"language": "fi", "captions": _vtt()})
    client.post(_url("publish", pk))

    assert (page, Recording.objects.get().state) == (_url("manage", pk), "published")
    assert list(History.objects.order_by("pk").values_list("verb", flat=True)) == [
        "lectures.recording_added",
        "lectures.uploaded",
        "lectures.captioned",
        "lectures.published",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WEBVTT\n\n00:05.000 --> 00:04.000\nHei\n", "teksti.vtt"),
        ("not captions", "teksti.vtt"),
        (VTT, "131052-308T.vtt"),
        (VTT.replace("Hyvää", "131052-308T"), "teksti.vtt"),
    ],
)
def test_captions_that_will_not_do_come_back_with_a_sentence(signed_in, coach, waiting, text, name):
    response = signed_in(coach).post(_url("add_captions", waiting.pk), {"language": "fi", "captions": _vtt(text, name)})

    assert (response.status_code, list(response.context["caption_form"].errors)) == (422, ["captions"])
    assert (Caption.objects.count(), b"308T" in response.content) == (0, False)


@pytest.mark.parametrize(("name", "data"), [("luento.mp4", b"%PDF"), ("131052-308T.mp4", b"x"), ("luento.exe", b"MZ")])
def test_a_file_that_will_not_do_comes_back_with_a_sentence(signed_in, coach, waiting, name, data):
    response = signed_in(coach).post(_url("send_whole", waiting.pk), {"film": SimpleUploadedFile(name, data)})

    assert (response.status_code, list(response.context["film_form"].errors)) == (422, ["film"])
    assert (Upload.objects.count(), b"308T" in response.content) == (0, False)


def test_each_field_of_the_managing_page_has_a_label_of_its_own(signed_in, coach, waiting):
    page = signed_in(coach).get(_url("manage", waiting.pk)).content.decode()

    names = re.findall(r' id="([^"]+)"', page)
    assert sorted(set(names)) == sorted(names)


def test_captions_missing_is_told_at_publishing(signed_in, coach, ready):
    response = signed_in(coach).post(_url("publish", ready.pk), headers={"Accept": "application/json"})

    assert (response.status_code, response.json()["code"]) == (409, "captions_missing")


def _send(client, place, offset, data):
    headers = {"Upload-Offset": str(offset)}
    return client.put(place["url"], data, content_type="application/octet-stream", headers=headers)


def test_a_file_in_pieces_over_the_wire(signed_in, coach, waiting, film_bytes):
    client = signed_in(coach)
    place = client.post(_url("start_upload", waiting.pk), {"name": "luento.mp4", "size": len(film_bytes)}).json()

    first = _send(client, place, 0, film_bytes[:700])
    lost_and_again = _send(client, place, 0, film_bytes[:700])
    told = client.get(place["url"]).json()
    rest = _send(client, place, told["received"], film_bytes[700:])
    done = client.post(place["finish"])

    assert [answer.status_code for answer in (first, lost_and_again, rest, done)] == [200, 409, 200, 200]
    assert (lost_and_again.json()["received"], told["received"]) == (700, 700)
    assert (done.json()["next"], Recording.objects.get().state) == (_url("manage", waiting.pk), "unpublished")


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "9" * 30])
def test_a_place_that_is_no_number_does_not_fit(signed_in, coach, waiting, offset):
    upload = sending.start(by=coach, recording=waiting, name="luento.mp4", size=10)

    response = _send(signed_in(coach), {"url": _url("upload", upload.pk)}, offset, b"x")

    assert (response.status_code, response.json()["received"]) == (409, 0)


def test_a_piece_too_large_is_refused(signed_in, coach, waiting):
    upload = sending.start(by=coach, recording=waiting, name="luento.mp4", size=sending.PIECE * 2)

    response = _send(signed_in(coach), {"url": _url("upload", upload.pk)}, 0, b"x" * (sending.PIECE + 1))

    assert (response.status_code, response.json()["code"]) == (409, "piece_too_large")


@pytest.mark.parametrize("values", [{}, {"name": "luento.mp4", "size": "x"}, {"name": "luento.mp4", "size": "-1"}])
def test_a_start_without_name_or_size_is_refused(signed_in, coach, waiting, values):
    assert signed_in(coach).post(_url("start_upload", waiting.pk), values).status_code == 422


def test_nobody_touches_anothers_upload(signed_in, coach, organiser, waiting):
    upload = sending.start(by=coach, recording=waiting, name="luento.mp4", size=10)
    client = signed_in(organiser)

    answers = [client.get(_url("upload", upload.pk)), client.delete(_url("upload", upload.pk))]

    assert ([answer.status_code for answer in answers], Upload.objects.count()) == ([404, 404], 1)


def test_an_upload_can_be_stopped(signed_in, coach, waiting):
    upload = sending.start(by=coach, recording=waiting, name="luento.mp4", size=10)

    signed_in(coach).delete(_url("upload", upload.pk))

    assert Upload.objects.count() == 0


def _material(client, theme, **values):
    return client.post(_url("add_material", theme.pk), {"title": "Diat", **values})


def test_a_material_is_downloaded_and_never_opened(signed_in, coach, participant, theme):
    _material(signed_in(coach), theme, file=SimpleUploadedFile("Diat 1.pdf", _pdf(author="Secret Realname")))

    response = signed_in(participant).get(_url("material", Material.objects.get().pk))

    slides = PdfReader(BytesIO(response.getvalue()))
    assert (len(slides.pages), slides.metadata or None) == (1, None)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="Diat 1.pdf"'


def _pdf(author):
    writer, kept = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": author})
    writer.write(kept)
    return kept.getvalue()


def test_a_material_is_not_for_outsiders(signed_in, outsider, evaluator, coach, theme):
    material = shelf.add_material(by=coach, theme=theme, title="Ohje", url="https://example.org/")

    answers = [signed_in(person).get(_url("material", material.pk)) for person in (outsider, evaluator)]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("diat.html", b"<script>"),
        ("diat.svg", b"<svg>"),
        ("diat.pdf", b"MZ\x90\x00"),
        ("diat.txt", b"a\x00b"),
        ("131052-308T.pdf", b"%PDF"),
    ],
)
def test_a_material_of_the_wrong_kind_is_refused(signed_in, coach, theme, name, data):
    response = _material(signed_in(coach), theme, file=SimpleUploadedFile(name, data))

    assert (response.status_code, Material.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == ["file"]


@pytest.mark.parametrize("both", [True, False])
def test_a_material_is_either_a_link_or_a_file(signed_in, coach, theme, both):
    values = {"url": "https://example.org/", "file": SimpleUploadedFile("diat.pdf", b"%PDF")} if both else {}

    response = _material(signed_in(coach), theme, **values)

    assert (response.status_code, Material.objects.count()) == (422, 0)


def test_only_coaches_add_and_remove_materials(signed_in, participant, coach, theme):
    material = shelf.add_material(by=coach, theme=theme, title="Ohje", url="https://example.org/")
    client = signed_in(participant)

    answers = [_material(client, theme, url="https://example.org/"), client.post(_url("remove_material", material.pk))]

    assert ([answer.status_code for answer in answers], Material.objects.count()) == ([403, 403], 1)


def test_a_removed_material_takes_its_file_along(signed_in, coach, theme, django_capture_on_commit_callbacks):
    _material(signed_in(coach), theme, file=SimpleUploadedFile("diat.txt", b"Diat"))
    material = Material.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        signed_in(coach).post(_url("remove_material", material.pk))

    assert (Material.objects.count(), material.file.storage.exists(material.file.name)) == (0, False)
