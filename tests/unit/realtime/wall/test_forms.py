"""The plain forms."""

import uuid

import pytest

from realtime.models import Mark, Note, Wall
from tests.unit.realtime.wall.ways import at


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
