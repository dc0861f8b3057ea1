"""A wall over sockets: what each is sent, and that events and a fresh snapshot say the same."""

from realtime.limits import LIMITS
from realtime.models import Event, Mark, Note
from realtime.projector import token_for
from realtime.tools.wall.events import KINDS

WALL = {"title": "Hyvät käytännöt", "question": "Mikä toimi?", "names": "shown", "dots": 3, "phase": "write"}


async def put_up(leader, **values):
    answer = await leader.do("put_up_wall", **WALL | values)
    await leader.caught_up(answer["seq"])
    return leader.state.snapshot["walls"][-1]["wall"]


async def write(client, wall, text, heading=0, colour="yellow"):
    """Write a note; its number."""
    answer = await client.do("write_note", wall=wall, text=text, colour=colour, heading=heading)
    assert "ack" in answer, answer
    await client.caught_up(answer["seq"])
    return client.state.snapshot["my_notes"][-1]["note"]


def notes(client, wall):
    found = next(one for one in client.state.snapshot["walls"] if one["wall"] == wall)
    return [note["text"] for note in found["notes"]]


async def test_before_the_reveal_nobody_but_the_coach_is_sent_the_others_notes(
    come, projector, house, coach, participant, developer_client
):
    leader, one, other = await come(coach), await come(participant), await come(developer_client)
    screen = await projector(token_for(house))
    wall = await put_up(leader)
    await write(one, wall, "Ensin hiljaa")
    await write(other, wall, "Toinen lappu")
    late, last = await come(participant), (await leader.do("say", text="Jatketaan"))["seq"]
    for client in (leader, one, other):
        await client.caught_up(last)

    assert notes(leader, wall) == ["Ensin hiljaa", "Toinen lappu"]
    assert [note["text"] for note in late.state.snapshot["my_notes"]] == ["Ensin hiljaa"]
    assert "Toinen lappu" not in one.bytes + late.bytes + screen.bytes
    assert "Ensin hiljaa" not in other.bytes + screen.bytes

    shown = await leader.do("reveal_wall", wall=wall)
    for client in (one, other):
        await client.caught_up(shown["seq"])
    await screen.sees(lambda state: state.snapshot["walls"] and len(state.snapshot["walls"][0]["notes"]) == 2)

    assert notes(one, wall) == notes(other, wall) == notes(screen, wall) == ["Ensin hiljaa", "Toinen lappu"]
    assert [note["name"] for note in one.state.snapshot["walls"][0]["notes"]] == ["Kaisla Korpikuusi", "Kuukkeli"]
    assert "Secret" not in one.bytes + leader.bytes
    assert "Kaisla" not in screen.bytes
    assert "Kuukkeli" not in screen.bytes


async def test_an_anonymous_wall_sends_no_name_to_anybody(come, house, coach, participant, developer_client):
    leader, one, other = await come(coach), await come(participant), await come(developer_client)
    wall = await put_up(leader, names="anonymous", phase="revealed")
    await write(one, wall, "Nimetön ajatus")
    last = (await leader.do("say", text="Kiitos"))["seq"]
    for client in (leader, one, other):
        await client.caught_up(last)

    seen = [client.state.snapshot["walls"][0]["notes"][0] for client in (leader, one, other)]
    assert [(note["who"], note["name"]) for note in seen] == [(None, "")] * 3
    assert not await Note.objects.filter(person__isnull=False).aexists()


async def test_closing_leaves_no_way_from_a_note_or_a_like_to_a_person(come, house, coach, participant):
    leader, one = await come(coach), await come(participant)
    wall = await put_up(leader, names="anonymous", phase="revealed")
    note = await write(one, wall, "Nimetön ajatus")
    gone = await write(one, wall, "Väärä lappu")
    await one.do("remove_note", note=gone)
    await one.do("mark_note", note=note, liked=1, given=2)
    before = await Note.objects.aget(pk=note), await Mark.objects.aget(note=note)
    assert await Event.objects.filter(actor=participant).acount() == 4

    await leader.do("close_wall", wall=wall)

    after = await Note.objects.aget(pk=note), await Mark.objects.aget(note=note)
    assert await Event.objects.filter(actor=participant).acount() == 0
    assert await Event.objects.filter(audience=f"person:{participant.pk}").acount() == 0
    assert before[0].writer_key != after[0].writer_key
    assert before[1].giver_key != after[1].giver_key
    assert (after[1].liked, after[1].dots) == (True, 2)
    assert "Väärä lappu" not in str([event.payload async for event in Event.objects.all()])


async def test_likes_and_dots_come_as_sums_and_tell_nobody_who(come, coach, participant, developer_client):
    leader, one, other = await come(coach), await come(participant), await come(developer_client)
    wall = await put_up(leader, phase="revealed")
    note = await write(one, wall, "Kahvihetki asiakkaan kanssa")
    await one.do("mark_note", note=note, liked=1, given=0)
    await other.do("mark_note", note=note, liked=1, given=3)
    too_many = await one.do("mark_note", note=note, liked=1, given=4)

    await leader.sees(lambda state: state.given.get(note) == {"note": note, "likes": 2, "dots": 3})
    late = await come(participant)

    assert too_many["code"] == "no_dots_left"
    assert late.state.given[note] == {"note": note, "likes": 2, "dots": 3}
    assert late.state.snapshot["my_marks"] == {str(note): {"wall": wall, "liked": True, "given": 0}}
    assert "wall.marked" not in leader.bytes


async def test_a_hidden_note_goes_from_everybodys_sight_and_its_writer_is_told(
    come, coach, participant, developer_client
):
    leader, one, other = await come(coach), await come(participant), await come(developer_client)
    wall = await put_up(leader, phase="revealed", names="anonymous")
    note = await write(one, wall, "Asiakkaan nimi")
    await one.do("edit_note", note=note, text="Asiakkaan asioita", colour="blue")
    edited = await come(developer_client)
    assert "Asiakkaan asioita" in edited.bytes
    assert "Asiakkaan nimi" not in edited.bytes
    hidden = await leader.do("hide_note", note=note)
    for client in (leader, one, other):
        await client.caught_up(hidden["seq"])
    late = await come(developer_client)

    assert notes(other, wall) == []
    assert "Asiakkaan asioita" not in late.bytes
    assert [(mine["text"], mine["hidden"]) for mine in one.state.snapshot["my_notes"]] == [("Asiakkaan asioita", True)]
    assert [note["hidden"] for note in leader.state.snapshot["walls"][0]["notes"]] == [True]


async def test_events_and_a_fresh_snapshot_say_the_same_of_a_wall(
    come, projector, house, coach, participant, developer_client
):
    """Every kind of a wall's events, for a member, a coach and a projector who were there from the start."""
    LIMITS.deeds_at_once = 1_000
    people = {"leader": coach, "one": participant, "other": developer_client}
    here = {name: await come(person) for name, person in people.items()}
    screen = await projector(token_for(house))

    async def same():
        last = (await here["leader"].do("say", text="Tarkistus"))["seq"]
        for client in (*here.values(), screen):
            await client.caught_up(last)
        for name, person in people.items():
            assert here[name].state.snapshot == (await come(person)).state.snapshot
        assert screen.state.snapshot["walls"] == (await projector(token_for(house))).state.snapshot["walls"]

    for names in ("shown", "anonymous"):
        wall = await put_up(here["leader"], names=names)
        heading = await headed(here["leader"], wall)
        mine, theirs, removed = await written_alone(wall, heading, **here)
        await same()
        await everything_done(wall, heading, mine, theirs, removed, **here)
        await same()
        await here["leader"].do("remove_heading", heading=heading)
        await same()
        await here["leader"].do("close_wall", wall=wall)
        await same()

    kinds = {kind async for kind in Event.objects.values_list("kind", flat=True)}
    assert kinds - {"chat.said"} == set(KINDS)


async def headed(leader, wall):
    """The number of a heading on the wall."""
    answer = await leader.do("add_heading", wall=wall, text="Osaaminen")
    await leader.caught_up(answer["seq"])
    return leader.state.snapshot["walls"][-1]["headings"][0]["heading"]


async def written_alone(wall, heading, leader, one, other):
    """The numbers of three notes, of which the second has been hidden."""
    mine = await write(one, wall, "Ensimmäinen", heading=heading)
    theirs = await write(other, wall, "Toinen", colour="blue")
    third = await write(other, wall, "Kolmas")
    assert "ack" in await leader.do("hide_note", note=theirs)
    return mine, theirs, third


async def everything_done(wall, heading, mine, theirs, removed, leader, one, other):
    """Whatever can be done on a wall while it is open."""
    answers = [
        await leader.do("show_note", note=theirs),
        await leader.do("group_note", note=theirs, heading=heading),
        await other.do("remove_note", note=removed),
        await one.do("edit_note", note=mine, text="Parempi", colour="green"),
        await leader.do("rename_heading", heading=heading, text="Kyvykkyys"),
        await leader.do("move_note", note=theirs, to="first"),
        await leader.do("move_heading", heading=heading, to="last"),
        await leader.do("reveal_wall", wall=wall),
        await other.do("mark_note", note=mine, liked=1, given=1),
        await one.do("mark_note", note=theirs, liked=1, given=0),
        await one.do("mark_note", note=theirs, liked=0, given=0),
        await other.do("edit_note", note=theirs, text="Toinen, korjattu", colour="rose"),
        await leader.do("hide_note", note=mine),
        await leader.do("show_note", note=mine),
    ]
    assert [answer.get("code") for answer in answers] == [None] * len(answers)
