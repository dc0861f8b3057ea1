"""Who may do what with notes, and what is told of them."""

import pytest

from coaching.core.errors import Refused
from realtime.log import read_lines
from realtime.models import Mark, Note, Wall
from realtime.tools.wall import actions, notes
from realtime.tools.wall.state import owns, state
from tests.unit.realtime.wall.ways import refused


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
    with django_assert_num_queries(4):
        state(room, "member")
    for _more in range(3):
        write(wall, "Lisää", by=developer_client)

    with django_assert_num_queries(4):
        state(room, "member")
    with django_assert_num_queries(4):
        owns(room.pk, [participant.pk, developer_client.pk])
