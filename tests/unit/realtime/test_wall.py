"""Walls: what may be written, shown and taken along, and what the plain forms do."""

import io
import uuid
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from coaching.core.errors import Refused
from coaching.core.models import AccessLog
from coaching.core.registries import Extract, datasets, personal_data
from realtime.deeds import do_now
from realtime.log import read_lines
from realtime.models import Event, Mark, Note, Wall
from realtime.projector import token_for
from realtime.tools.wall import actions, notes, panels
from realtime.tools.wall import order as order_of
from realtime.tools.wall.export import FORMATS
from realtime.tools.wall.lettering import Lettering
from realtime.tools.wall.plain import plain_wall
from realtime.tools.wall.state import owns, state


@pytest.fixture
def make_wall(room, coach):
    """make_wall(**values) → a wall on which everyone sees the notes, unless told."""

    def make(**values):
        asked = {"title": "Seinä", "question": "Mikä toimi?", "names": "shown", "dots": 2, "phase": "revealed"}
        return actions.put_up_wall(by=coach, room=room, **asked | values)

    return make


@pytest.fixture
def write(room, participant):
    """write(wall, text, **values) → a note, the participant's unless told."""

    def make(wall, text, by=participant, **values):
        return notes.write_note(by=by, room=room, wall=wall.pk, text=text, colour="yellow", **values)

    return make


@pytest.fixture
def photo():
    """A JPEG with a place and a camera in it, as a phone makes them."""
    exif = Image.Exif()
    exif[0x010F] = "Paljastava Kamera"
    kept = io.BytesIO()
    Image.new("RGB", (2400, 1200), "teal").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def refused(code, verb, **values):
    with pytest.raises(Refused) as refusal:
        verb(**values)
    assert refusal.value.code == code


def test_only_its_writer_changes_a_note(room, make_wall, write, coach, developer_client):
    note = write(make_wall(), "Oma")

    for other in (coach, developer_client):
        refused("not_yours", notes.edit_note, by=other, room=room, note=note.pk, text="Muu", colour="blue")
        refused("not_yours", notes.remove_note, by=other, room=room, note=note.pk)


def test_an_anonymous_writer_is_known_to_the_wall_only_while_it_is_open(room, make_wall, write, coach, participant):
    wall = make_wall(names="anonymous")
    note = write(wall, "Nimetön")
    notes.edit_note(by=participant, room=room, note=note.pk, text="Korjattu", colour="blue")
    actions.close_wall(by=coach, room=room, wall=wall.pk)

    refused("wall_closed", notes.remove_note, by=participant, room=room, note=note.pk)
    assert Note.objects.filter(person=participant).count() == 0
    assert Wall.objects.get().key is None


def test_nothing_is_written_or_given_on_a_closed_wall(room, make_wall, write, coach, participant):
    wall = make_wall()
    note = write(wall, "Ehti")
    actions.close_wall(by=coach, room=room, wall=wall.pk)

    refused("wall_closed", notes.mark_note, by=participant, room=room, note=note.pk, liked=1, given=0)
    refused("wall_closed", actions.close_wall, by=coach, room=room, wall=wall.pk)
    with pytest.raises(Refused):
        write(wall, "Myöhässä")


def test_nothing_is_given_to_what_is_not_shown(room, make_wall, write, coach, participant):
    unseen = write(make_wall(phase="write"), "Ei vielä")
    hidden = actions.hide_note(by=coach, room=room, note=write(make_wall(), "Piiloon").pk)

    for note in (unseen, hidden):
        refused("no_such_note", notes.mark_note, by=participant, room=room, note=note.pk, liked=1, given=0)


def test_dots_are_counted_over_the_whole_wall(room, make_wall, write, participant):
    wall = make_wall(dots=2)
    one, other = write(wall, "Yksi"), write(wall, "Kaksi")
    notes.mark_note(by=participant, room=room, note=one.pk, liked=0, given=2)

    refused("no_dots_left", notes.mark_note, by=participant, room=room, note=other.pk, liked=0, given=1)
    notes.mark_note(by=participant, room=room, note=one.pk, liked=0, given=1)
    notes.mark_note(by=participant, room=room, note=other.pk, liked=0, given=1)
    assert sorted(Mark.objects.values_list("dots", flat=True)) == [1, 1]


def test_one_mark_a_person_and_note(room, make_wall, write, participant):
    note = write(make_wall(), "Kerran")
    for _again in range(3):
        notes.mark_note(by=participant, room=room, note=note.pk, liked=1, given=0)

    assert Mark.objects.count() == 1


def test_a_full_wall_says_so(room, make_wall, write, monkeypatch):
    monkeypatch.setattr(notes, "MOST_NOTES", 1)
    wall = make_wall()
    write(wall, "Mahtui")

    refused("wall_full", write, wall=wall, text="Ei mahdu")


def test_words_that_are_changed_hidden_or_removed_leave_the_log(room, make_wall, write, coach, participant):
    wall = make_wall()
    changed, hidden, removed = write(wall, "Vanha sana"), write(wall, "Piilotettava"), write(wall, "Poistettava")
    notes.edit_note(by=participant, room=room, note=changed.pk, text="Uusi sana", colour="green")
    actions.hide_note(by=coach, room=room, note=hidden.pk)
    notes.remove_note(by=participant, room=room, note=removed.pk)

    told = "".join(line.text for line in read_lines(room.pk, 0) if line.audience == "everyone")
    assert "Uusi sana" in told
    assert [word for word in ("Vanha sana", "Piilotettava", "Poistettava") if word in told] == []


def test_an_identity_code_stays_off_the_wall(make_wall, write):
    with pytest.raises(Refused):
        write(make_wall(), "Tunnus 131052-308T")

    assert Note.objects.count() == 0


def test_a_pseudonym_holds_on_the_wall(room, make_wall, write, developer_client):
    write(make_wall(), "Hei", by=developer_client)

    assert [note["name"] for note in state(room, "member")["walls"][0]["notes"]] == ["Kuukkeli"]


def test_the_state_costs_the_same_for_one_note_and_for_many(
    room, make_wall, write, developer_client, django_assert_num_queries, participant
):
    wall = make_wall()
    write(wall, "Yksi")
    with django_assert_num_queries(5):
        state(room, "member")
    for _more in range(3):
        write(wall, "Lisää", by=developer_client)

    with django_assert_num_queries(5):
        state(room, "member")
    with django_assert_num_queries(5):
        owns(room.pk, [participant.pk, developer_client.pk])


# The plain forms


def at(name, room, *arguments):
    return reverse(f"realtime:{name}", args=[room.session_id, *arguments])


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 200), ("coach", 200), ("stranger", 404), ("outsider", 404), ("evaluator", 404)]
)
def test_who_gets_a_wall_s_page(who, status, room, make_wall, signed_in, request):
    assert signed_in(request.getfixturevalue(who)).get(at("wall", room, make_wall().pk)).status_code == status


def test_the_others_notes_are_not_on_the_page_before_they_are_shown(
    room, make_wall, write, signed_in, developer_client
):
    wall = make_wall(phase="write")
    note = write(wall, "Vielä salassa")
    browser = signed_in(developer_client)

    assert "Vielä salassa" not in browser.get(at("wall", room, wall.pk)).content.decode()
    assert browser.get(at("note", room, note.pk)).status_code == 404


def test_writing_and_giving_with_plain_forms(room, make_wall, signed_in, participant):
    wall = make_wall()
    browser = signed_in(participant)
    form = {"text": "Lomakkeella", "colour": "rose", "heading": "0", "deed_id": str(uuid.uuid4())}
    for _double_click in range(2):
        assert browser.post(at("write_note", room, wall.pk), form).status_code == 302
    note = Note.objects.get()
    for asked in ("like", "dot", "dot", "undot"):
        browser.post(at("mark_note", room, wall.pk), {asked: note.pk})

    assert (note.text, note.colour) == ("Lomakkeella", "rose")
    assert list(Mark.objects.values_list("liked", "dots")) == [(True, 1)]


def test_a_refused_note_comes_back_with_its_text(room, make_wall, signed_in, participant):
    form = {"text": "Tunnus 131052-308T", "colour": "rose"}
    response = signed_in(participant).post(at("write_note", room, make_wall().pk), form)

    assert response.status_code == 422
    assert "Tunnus 131052-308T" in response.content.decode()


def test_changing_and_removing_with_plain_forms(room, make_wall, write, signed_in, participant):
    note = write(make_wall(), "Alku")
    browser = signed_in(participant)
    browser.post(at("edit_note", room, note.pk), {"text": "Loppu", "colour": "blue"})
    assert Note.objects.get().text == "Loppu"

    browser.post(at("remove_note", room, note.pk))
    assert Note.objects.count() == 0


def test_a_coach_does_all_with_plain_forms(room, signed_in, coach, write):
    browser = signed_in(coach)
    form = {"title": "Uusi", "question": "", "names": "anonymous", "dots": "3", "phase": "write"}
    browser.post(at("put_up_wall", room), form)
    wall = Wall.objects.get()
    browser.post(at("add_heading", room, wall.pk), {"text": "Otsikko"})
    heading = wall.headings.get()
    note = write(wall, "Lappu")
    browser.post(at("group_note", room, note.pk), {"heading": heading.pk})
    browser.post(at("change_heading", room, heading.pk), {"text": "Toinen"})
    browser.post(at("hide_note", room, note.pk))
    browser.post(at("show_note", room, note.pk))
    browser.post(at("reveal_wall", room, wall.pk))
    browser.post(at("close_wall", room, wall.pk))

    wall.refresh_from_db()
    note.refresh_from_db()
    assert (wall.phase, wall.dots, note.heading.text, note.hidden) == ("closed", 3, "Toinen", False)
    browser.post(at("change_heading", room, heading.pk), {"remove": "1"})
    assert list(Note.objects.values_list("heading", flat=True)) == [None]


def test_a_member_runs_no_walls(room, make_wall, write, signed_in, participant):
    wall = make_wall()
    note = write(wall, "Lappu")
    browser = signed_in(participant)

    answers = [
        browser.post(at("put_up_wall", room), {}).status_code,
        browser.post(at("close_wall", room, wall.pk)).status_code,
        browser.post(at("hide_note", room, note.pk)).status_code,
        browser.get(at("export_wall", room, wall.pk, "csv")).status_code,
    ]
    assert answers == [403] * 4


# Pictures


@pytest.fixture
def pictured(room, make_wall, signed_in, participant, photo):
    """A note with a picture, on a wall where notes are not shown yet."""
    wall = make_wall(phase="write")
    upload = SimpleUploadedFile("IMG 131052-308T.jpg", photo, "image/jpeg")
    form = {"text": "", "colour": "white", "picture": upload, "picture_words": "Kahvikuppi"}
    response = signed_in(participant).post(
        at("write_note", room, wall.pk), form, headers={"Accept": "application/json"}
    )
    assert response.status_code == 201, response.content
    return Note.objects.get()


def test_a_picture_is_made_anew_with_nothing_hidden_in_it(pictured):
    with Image.open(pictured.picture.path) as large, Image.open(pictured.small_picture.path) as small:
        assert (large.format, large.size, small.size) == ("WEBP", (1600, 800), (480, 240))
        assert dict(large.getexif()) == {}
    with pictured.picture.open() as stored:
        assert b"Paljastava" not in stored.read()
    assert "131052" not in pictured.picture.name


def test_a_picture_is_seen_by_those_who_see_the_note(
    pictured, room, client, coach, developer_client, stranger, signed_in
):
    address = at("note_picture", room, pictured.pk)
    screen = reverse("realtime:screen_picture", args=[token_for(room), pictured.pk])

    assert [signed_in(who).get(address).status_code for who in (coach, developer_client, stranger)] == [200, 404, 404]
    assert client.get(screen).status_code == 404
    actions.reveal_wall(by=coach, room=room, wall=pictured.wall_id)
    assert [signed_in(who).get(address).status_code for who in (developer_client, stranger)] == [200, 404]
    client.logout()
    assert (client.get(screen).status_code, client.get(address).status_code) == (200, 302)


@pytest.mark.parametrize(
    ("content", "words", "field"), [(b"<svg onload=...>", "Kuva", "picture"), (None, "", "picture_words")]
)
def test_what_is_no_picture_or_is_not_described_is_refused(
    content, words, field, room, make_wall, signed_in, participant, photo
):
    upload = SimpleUploadedFile("kuva.jpg", content or photo, "image/jpeg")
    form = {"text": "Teksti säilyy", "colour": "white", "picture": upload, "picture_words": words}
    response = signed_in(participant).post(at("write_note", room, make_wall().pk), form)

    assert (response.status_code, list(response.context["note_form"].errors)) == (422, [field])
    assert "Teksti säilyy" in response.content.decode()


def test_a_picture_of_too_many_dots_is_refused(room, make_wall, signed_in, participant):
    kept = io.BytesIO()
    Image.new("1", (5000, 5001)).save(kept, "PNG")
    upload = SimpleUploadedFile("kuva.png", kept.getvalue(), "image/png")
    form = {"text": "", "colour": "white", "picture": upload, "picture_words": "Tyhjää"}

    response = signed_in(participant).post(at("write_note", room, make_wall().pk), form)

    assert (response.status_code, list(response.context["note_form"].errors)) == (422, ["picture"])


def test_a_removed_note_takes_its_picture_along(pictured, room, participant, django_capture_on_commit_callbacks):
    files = [pictured.picture.path, pictured.small_picture.path]
    with django_capture_on_commit_callbacks(execute=True):
        notes.remove_note(by=participant, room=room, note=pictured.pk)

    assert [Path(file).exists() for file in files] == [False, False]


# The order of notes and headings


def _columns(room, wall):
    told = next(one for one in state(room, "coach")["walls"] if one["wall"] == wall.pk)
    shown = plain_wall(told, {}, {})
    return [(column["text"], [note["text"] for note in column["notes"]]) for column in shown["columns"]]


@pytest.fixture
def letters(room, make_wall, write):
    """A wall with the notes a, b, c and d."""
    wall = make_wall()
    return wall, {text: write(wall, text) for text in "abcd"}


@pytest.mark.parametrize(
    ("moves", "order"),
    [
        ([("d", "earlier")], "abdc"),
        ([("a", "later")], "bacd"),
        ([("c", "first")], "cabd"),
        ([("b", "last")], "acdb"),
        ([("a", "first"), ("d", "last")], "abcd"),
        ([("d", "earlier"), ("d", "earlier"), ("d", "earlier"), ("d", "earlier")], "dabc"),
        ([("a", "last"), ("b", "last"), ("a", "earlier")], "cadb"),
    ],
)
def test_notes_stand_where_the_coach_moves_them(room, coach, letters, moves, order):
    wall, written = letters

    for text, to in moves:
        order_of.move_note(by=coach, room=room, note=written[text].pk, to=to)

    assert _columns(room, Wall.objects.get(pk=wall.pk)) == [("", list(order))]


def test_there_is_always_room_between_two(room, coach, letters):
    """Halving a place over and over comes to its end; the places are then numbered anew."""
    wall, written = letters

    for _time in range(60):
        order_of.move_note(by=coach, room=room, note=written["d"].pk, to="earlier")
        order_of.move_note(by=coach, room=room, note=written["c"].pk, to="earlier")

    assert _columns(room, wall) == [("", ["a", "b", "c", "d"])]
    assert set(Wall.objects.get(pk=wall.pk).placed["notes"]) == {str(note.pk) for note in written.values()}


def test_notes_move_among_those_of_their_heading_and_headings_with_their_notes(room, coach, letters):
    wall, written = letters
    one, two = [actions.add_heading(by=coach, room=room, wall=wall.pk, text=text) for text in ("Yksi", "Kaksi")]
    for text in "ac":
        actions.group_note(by=coach, room=room, note=written[text].pk, heading=two.pk)

    order_of.move_note(by=coach, room=room, note=written["c"].pk, to="earlier")
    order_of.move_heading(by=coach, room=room, heading=two.pk, to="earlier")

    assert _columns(room, wall) == [("", ["b", "d"]), ("Kaksi", ["c", "a"]), ("Yksi", [])]
    assert [heading.pk for heading in order_of.headings_of(Wall.objects.get(pk=wall.pk))] == [two.pk, one.pk]


def test_coaches_move_with_plain_forms_and_members_do_not(room, coach, participant, letters, signed_in):
    wall, written = letters
    heading = actions.add_heading(by=coach, room=room, wall=wall.pk, text="Yksi")
    last = actions.add_heading(by=coach, room=room, wall=wall.pk, text="Kaksi")
    note, move = written["d"].pk, {"to": "first"}

    refused_ = signed_in(participant).post(at("move_note", room, note), move).status_code
    answers = [
        signed_in(coach).post(at("move_note", room, note), move),
        signed_in(coach).post(at("change_heading", room, last.pk), {"to": "earlier"}),
    ]

    assert (refused_, [answer.status_code for answer in answers]) == (403, [302, 302])
    assert _columns(room, wall) == [("", ["d", "a", "b", "c"]), ("Kaksi", []), ("Yksi", [])]
    assert heading.pk < last.pk
    assert "1 / 4" in signed_in(coach).get(at("note", room, note)).content.decode()


# Taking along, handing out, forgetting


def test_a_wall_is_taken_along_as_table_text_and_picture(room, make_wall, write, coach, signed_in, developer_client):
    wall = make_wall()
    heading = actions.add_heading(by=coach, room=room, wall=wall.pk, text="Osaaminen")
    write(wall, "=Vaarallinen <b>", by=developer_client, heading=heading.pk)
    actions.hide_note(by=coach, room=room, note=write(wall, "Piilossa").pk)
    browser = signed_in(coach)

    files = {kind: browser.get(at("export_wall", room, wall.pk, kind)) for kind in ("csv", "xlsx", "txt", "png")}

    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"].content)).active
    assert [cell.value for cell in sheet[2]][:2] == ["Osaaminen", "=Vaarallinen <b>"]
    assert sheet.max_row == 2
    assert "'=Vaarallinen" in files["csv"].content.decode()
    assert "• =Vaarallinen <b> (Kuukkeli)" in files["txt"].content.decode()
    assert "Piilossa" not in files["csv"].content.decode() + files["txt"].content.decode()
    assert Image.open(io.BytesIO(files["png"].content)).format == "PNG"
    assert list(AccessLog.objects.values_list("deed", flat=True)) == ["realtime.exported_wall"] * 4


def test_rows_for_the_evaluator(room, programme, make_wall, write, coach, participant, subgroup):
    named, anonymous = make_wall(), make_wall(names="anonymous")
    write(named, "Nimellä")
    write(anonymous, "Nimettä")
    actions.hide_note(by=coach, room=room, note=write(named, "Piilossa").pk)

    def told():
        rows = list(datasets["wall_notes"].rows(Extract(programme.pk)))
        return [(row["text"], row["person"], row["at"] is None, row["subgroup"]) for row in rows]

    assert told() == [("Nimellä", participant.pk, False, subgroup.name)]
    actions.close_wall(by=coach, room=room, wall=anonymous.pk)
    assert told()[1:] == [("Nimettä", None, True, subgroup.name)]


def test_a_person_takes_out_own_notes_and_is_forgotten(room, make_wall, write, participant, developer_client):
    named, anonymous = make_wall(), make_wall(names="anonymous")
    write(named, "Nimellä")
    write(anonymous, "Nimettä")
    liked = write(named, "Toisen", by=developer_client)
    notes.mark_note(by=participant, room=room, note=liked.pk, liked=1, given=0)

    assert [note["text"] for note in personal_data["wall_notes"].export(participant)] == ["Nimellä", "Nimettä"]
    for data in personal_data.values():
        data.erase(participant)

    assert [note["text"] for note in personal_data["wall_notes"].export(participant)] == []
    assert owns(room.pk, [participant.pk]) == {participant.pk: {"my_notes": [], "my_marks": {}}}
    assert sorted(Note.objects.values_list("text", flat=True)) == ["Nimellä", "Nimettä", "Toisen"]
    assert Mark.objects.count() == 1
    assert Event.objects.filter(actor=participant).count() == 0


def test_the_themes_page_leads_to_walls_that_have_been_shown(
    room, theme, make_wall, write, coach, participant, stranger, rf
):
    actions.hide_note(by=coach, room=room, note=write(make_wall(), "Piilossa").pk)
    write(make_wall(title="Toinen"), "Näkyvissä")
    make_wall(title="Vielä kesken", phase="write")

    def seen_by(person):
        request = rf.get("/")
        request.user = person
        return panels.walls_of_theme(request, theme)

    assert [(wall.title, wall.count) for wall in seen_by(participant)["walls"]] == [("Toinen", 1), ("Seinä", 0)]
    assert seen_by(stranger) is None


def test_control_signs_do_not_break_the_picture_of_a_wall(room, make_wall, write, participant):
    wall = make_wall()
    write(wall, "lomake\x0b")
    do_now(
        "write_note",
        by=participant,
        room=room,
        given={"wall": wall.pk, "text": "a\x01\tb\nc", "colour": "blue", "heading": 0},
    )

    drawn = FORMATS["png"][1](room, wall)

    assert [note.text for note in Note.objects.all()] == ["lomake\x0b", "a\tb\nc"]
    assert Image.open(io.BytesIO(drawn)).format == "PNG"


def test_a_hidden_note_is_not_in_the_picture(room, make_wall, write, coach):
    wall = make_wall()
    write(wall, "Näkyvissä")
    before = FORMATS["png"][1](room, wall)
    hidden = write(wall, "Piilossa")
    between = FORMATS["png"][1](room, wall)

    actions.hide_note(by=coach, room=room, note=hidden.pk)

    assert between != before
    assert FORMATS["png"][1](room, wall) == before


def test_a_full_wall_is_still_one_picture_of_a_size_that_opens(room, make_wall, participant):
    wall = make_wall()
    told = {"wall": wall, "person": participant, "writer_key": wall.writer_key(participant.pk)}
    Note.objects.bulk_create([Note(text="Pitkä lappu. " * 9, **told) for _note in range(500)])

    drawn = Image.open(io.BytesIO(FORMATS["png"][1](room, wall)))

    assert drawn.width * drawn.height < 40_000_000
    assert 0.4 < drawn.width / drawn.height < 2.5


def test_words_on_a_picture_are_broken_where_they_do_not_fit():
    letters = Lettering(15)

    lines = letters.lines("Yksi kaksi\n\n" + "o" * 60 + " 😀", 200)

    assert (lines[:2], "".join(lines[2:]).rstrip(" 😀")) == (["Yksi kaksi", ""], "o" * 60)
    assert max(letters.width(line) for line in lines) <= 200
    assert letters.width("😀") == 0
