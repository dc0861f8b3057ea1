"""The group's notes, the chair, calling the coach, reporting back, and what is taken out afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.registries import Extract, datasets, personal_data
from coaching.programmes.models import Consent
from realtime.deeds import do_now
from realtime.models import GroupPlace, GroupSet, Note, NotesVersion, Room, SmallGroup
from realtime.people import handle
from realtime.tools.small_groups.presence import note_here
from realtime.tools.small_groups.state import state
from realtime.tools.small_groups.sums import standings


@pytest.fixture
def both(group_set, make_group, participant, developer_client):
    """The room of a group with two people and two tasks."""
    GroupSet.objects.update(tasks=["Mikä toimi?", "Mitä tarvitaan?"], ends_at=timezone.now() + timedelta(minutes=30))
    return make_group(1, participant, developer_client).room


@pytest.fixture
def write(both):
    """write(by, text, base=0, task=0) → what has been saved."""

    def save(by, text, base=0, task=0):
        return do_now("write_group_notes", by=by, room=both, given={"task": task, "text": text, "base": base})

    return save


def refusal_of(name, **kwargs):
    with pytest.raises(Refused) as refused:
        do_now(name, **kwargs)
    return refused.value.code


def stands(room):
    return [(one["task"], one["version"], one["text"], one["name"]) for one in state(room, "member")["group_notes"]]


def test_a_save_of_the_newest_version_takes_its_place_and_the_one_before_is_kept(both, write, participant):
    write(participant, "Soitan")
    write(participant, "Soitan ensin", base=1)

    assert stands(both) == [(0, 2, "Soitan ensin", "Kaisla Korpikuusi")]
    assert [one.text for one in NotesVersion.objects.all()] == ["Soitan", "Soitan ensin"]


def test_two_who_write_at_once_lose_nothing_and_each_save_is_kept(both, write, participant, developer_client):
    write(participant, "Soitan ensin")
    write(developer_client, "Kahvi auttaa")

    assert stands(both) == [(0, 3, "Soitan ensin\nKahvi auttaa", "Kuukkeli")]
    kept = [(one.text, one.joins) for one in NotesVersion.objects.all()]
    assert kept == [("Soitan ensin", False), ("Kahvi auttaa", False), ("Soitan ensin\nKahvi auttaa", True)]
    told = both.events.filter(kind="groups.noted").last().payload
    assert (told["version"], told["sent"]) == (3, 2)


def test_who_has_typed_on_meanwhile_saves_from_what_they_had_sent(both, write, participant, developer_client):
    write(participant, "Soitan")
    write(developer_client, "Kahvi")
    write(developer_client, "Kahvi auttaa", base=2)

    assert stands(both)[0][2] == "Soitan\nKahvi auttaa"


def test_an_identity_code_is_refused_and_nothing_is_kept(both, write, participant):
    with pytest.raises(Refused) as refused:
        write(participant, "Hän on 131052-308T")

    assert (refused.value.code, NotesVersion.objects.count()) == ("identity_code", 0)


@pytest.mark.parametrize(("minutes", "taken"), [(0, True), (50, True), (300, False)])
def test_notes_take_what_comes_within_the_hour_after_the_end(minutes, taken, both, write, coach, participant, room):
    group_set = GroupSet.objects.get()
    do_now("end_groups", by=coach, room=room, given={"groups": group_set.pk, "seconds": 0})
    past = timezone.now() - timedelta(minutes=minutes)
    GroupSet.objects.update(closed_at=past)
    type(room.session).objects.update(ends_at=past)

    if taken:
        assert write(participant, "Vielä tämä")
    else:
        with pytest.raises(Refused) as refused:
            write(participant, "Vielä tämä")
        assert refused.value.code == "notes_closed"


def test_there_are_notes_only_to_the_tasks_and_only_in_a_group(both, room, participant):
    given = {"task": 7, "text": "Ohi", "base": 0}

    assert refusal_of("write_group_notes", by=participant, room=both, given=given) == "no_such_task"
    assert refusal_of("write_group_notes", by=participant, room=room, given=given) == "only_in_group"


def test_somebody_takes_the_chair_and_hands_it_on(both, room, participant, developer_client, stranger):
    do_now("be_chair", by=participant, room=both, given={})
    first = state(both, "member")["groups"]["list"][0]["chair"]["name"]
    do_now("choose_chair", by=participant, room=both, given={"who": handle(both.pk, developer_client.pk)})

    seen = [state(place, "member")["groups"]["list"][0]["chair"]["name"] for place in (both, room)]
    assert (first, seen) == ("Kaisla Korpikuusi", ["Kuukkeli", "Kuukkeli"])
    elsewhere = {"who": handle(both.pk, stranger.pk)}
    assert refusal_of("choose_chair", by=participant, room=both, given=elsewhere) == "no_such_person"


def test_groups_that_call_wait_in_their_order_and_are_answered(
    both, room, make_group, make_person, subgroup, coach, participant
):
    other = make_group(2, make_person("Toinen Jäsen", "participant", subgroup))
    do_now("call_coach", by=other.places.get().person, room=other.room, given={"on": True})
    first = SmallGroup.objects.get(number=2).called_at
    do_now("call_coach", by=participant, room=both, given={"on": True})
    do_now("call_coach", by=other.places.get().person, room=other.room, given={"on": True})

    told = {key: one.told_to("coach") for key, one in standings(room.pk).items() if one.told_to("coach")}
    waiting = sorted((one for one in told.values() if one["called"]), key=lambda one: one["called"])
    assert ([one["group"] for one in waiting], SmallGroup.objects.get(number=2).called_at) == (
        [other.pk, both.group_id],
        first,
    )
    given = {"groups": GroupSet.objects.get().pk, "group": other.pk}
    do_now("answer_call", by=coach, room=room, given=given)
    assert state(other.room, "member")["called"] is None


def test_the_coachs_overview_and_what_members_are_told_of_it(both, room, write, participant, developer_client):
    write(participant, "Soitan")
    note_here(both.pk, [participant.pk, developer_client.pk], (), timezone.now())
    note_here(both.pk, [participant.pk], [developer_client.pk], timezone.now())

    standing = standings(room.pk)[f"g{both.group_id}"]
    told = standing.told_to("coach")
    assert (told["here"], told["written"], told["called"]) == ([handle(room.pk, participant.pk)], 1, None)
    assert told["last"] is not None
    assert [standing.told_to(view) for view in ("member", "projector")] == [None, None]


def test_a_word_to_all_reaches_every_group(both, room, coach):
    do_now("tell_groups", by=coach, room=room, given={"groups": GroupSet.objects.get().pk, "text": "Tauko!"})

    assert [one["text"] for one in state(both, "member")["words"]] == ["Tauko!"]


def test_groups_report_one_after_another_and_a_late_save_is_seen(both, room, make_group, write, coach, participant):
    other = make_group(2)
    group_set = GroupSet.objects.get()
    write(participant, "Soitan")

    def report(group):
        given = {"groups": group_set.pk, "group": group, "minutes": 3}
        do_now("report_group", by=coach, room=room, given=given)
        return state(room, "projector")["report"]

    first = report(both.group_id)
    write(participant, "Soitan ensin", base=1)
    again = room.events.filter(kind="groups.reported").last().payload["report"]
    report(other.pk)

    assert [note["text"] for note in first["notes"]] == ["Soitan"]
    assert [note["text"] for note in again["notes"]] == ["Soitan ensin"]
    assert (state(room, "member")["reported"], report(0)) == ([both.group_id], None)
    assert state(room, "member")["reported"] == [both.group_id, other.pk]


def test_notes_flow_to_the_wall_under_the_tasks_and_know_their_group(both, room, write, coach, participant):
    write(participant, "- Soitan ensin\n\n- Kahvi auttaa")
    write(participant, "Aikaa " + "x" * 600, task=1)
    do_now("groups_to_wall", by=coach, room=room, given={"groups": GroupSet.objects.get().pk})

    notes = list(Note.objects.select_related("heading"))
    assert [note.text for note in notes[:2]] == ["Soitan ensin", "Kahvi auttaa"]
    assert [note.heading.text for note in notes] == ["Mikä toimi?", "Mikä toimi?", "Mitä tarvitaan?", "Mitä tarvitaan?"]
    assert {(note.group, note.person) for note in notes} == {(both.group, None)}
    event = room.events.filter(kind="wall.noted").first().payload
    assert (event["who"], event["name"]) == (None, "Ryhmä 1")


def test_nothing_written_makes_no_wall(both, room, coach):
    given = {"groups": GroupSet.objects.get().pk}

    assert refusal_of("groups_to_wall", by=coach, room=room, given=given) == "nothing_written"


def test_a_wall_of_the_notes_takes_the_place_of_the_report(both, write, room, coach, participant):
    write(participant, "Soitan")
    about = {"groups": GroupSet.objects.get().pk}
    do_now("report_group", by=coach, room=room, given={**about, "group": both.group_id, "minutes": 3})
    assert state(room, "projector")["report"]["group"] == both.group_id

    do_now("groups_to_wall", by=coach, room=room, given=about)

    assert (state(room, "projector")["report"], state(room, "member")["reported"]) == (None, [both.group_id])


def test_the_projector_gets_no_people(both, room):
    told = state(room, "projector")["groups"]

    assert [(group["people"], group["chair"]) for group in told["list"]] == [([], None)]


@pytest.mark.parametrize(
    ("who", "sees"),
    [("participant", ["Ryhmä 1"]), ("coach", ["Ryhmä 1", "Ryhmä 2"]), ("developer_client", ["Ryhmä 1"])],
)
def test_the_notes_afterwards_are_their_own_peoples_and_the_coaches(
    who, sees, both, room, make_group, signed_in, request
):
    make_group(2)

    page = signed_in(request.getfixturevalue(who)).get(reverse("realtime:group_notes", args=[room.place]))

    assert [group["name"] for group in page.context["groups"]] == sees


def test_the_page_of_notes_shows_every_save_under_the_shown_name(both, write, developer_client, participant, signed_in):
    write(developer_client, "Kahvi")
    browser = signed_in(participant)

    text = browser.get(reverse("realtime:group_notes", args=[both.place])).content.decode()
    assert ("Kahvi" in text, "Kuukkeli" in text, "Secret" in text) == (True, True, False)


def test_a_plain_form_saves_and_a_refused_one_brings_the_text_back(both, participant, signed_in):
    browser = signed_in(participant)
    address = reverse("realtime:do", args=[both.place, "write_group_notes"])

    saved = browser.post(address, {"task": "0", "base": "0", "text": "Lomakkeella", "back": "task_0"})
    refused = browser.post(address, {"task": "0", "base": "1", "text": "Hän on 131052-308T"})

    assert (saved.status_code, saved.url) == (302, f"{both.get_absolute_url()}#task_0")
    assert (refused.status_code, "131052-308T" in refused.content.decode()) == (422, True)


def rows(programme):
    return list(datasets["small_group_notes"].rows(Extract(programme.pk)))


def test_the_evaluator_gets_notes_only_when_all_who_wrote_have_consented(
    both, write, programme, participant, developer_client
):
    GroupSet.objects.update(opened_at=timezone.now())
    write(participant, "Soitan")
    write(developer_client, "Soitan\nKahvi", base=1)

    def consent(person):
        from coaching.programmes.consents import ASKED

        version = ASKED[Consent.Purpose.EVALUATION].version
        Consent.objects.create(programme=programme, person=person, purpose="evaluation", version=version)

    consent(developer_client)
    [without] = rows(programme)
    consent(participant)
    [with_all] = rows(programme)

    assert (without["person"], with_all["person"]) == (participant.pk, developer_client.pk)
    assert (with_all["small_group"], with_all["task"], with_all["text"]) == ("Ryhmä 1", 1, "Soitan\nKahvi")
    assert set(with_all) == set(datasets["small_group_notes"].columns)


def test_taking_out_and_forgetting(both, write, participant):
    write(participant, "Soitan")
    do_now("be_chair", by=participant, room=both, given={})
    own = personal_data["small_groups"].export(participant)

    personal_data["small_groups"].erase(participant)

    assert ([one["text"] for one in own["notes_saved"]], len(own["groups"]), len(own["chair_of"])) == (["Soitan"], 1, 1)
    assert (GroupPlace.objects.filter(person=participant).count(), stands(both)[0][3]) == (0, "Poistunut osallistuja")
    assert Room.objects.get(pk=both.pk).group.chair is None
