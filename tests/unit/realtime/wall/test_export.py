"""Taking a wall along, handing it out, forgetting."""

import io

import openpyxl
from PIL import Image

from coaching.core.models import AccessLog
from coaching.core.registries import Extract, datasets, personal_data
from realtime.deeds import do_now
from realtime.models import Event, Mark, Note
from realtime.tools.wall import actions, notes, panels
from realtime.tools.wall.export import FORMATS
from realtime.tools.wall.lettering import Lettering
from realtime.tools.wall.state import owns
from tests.unit.realtime.wall.ways import at


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
