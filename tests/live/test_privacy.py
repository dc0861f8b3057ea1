"""What may not be shown is not sent: every byte a viewer gets is looked at."""

from asgiref.sync import sync_to_async

from coaching.accounts.models import User
from coaching.programmes.models import Enrolment
from groups.models import Membership
from realtime.limits import LIMITS
from realtime.models import Event
from realtime.people import handle
from realtime.projector import token_for


async def members(subgroup, number):
    def make():
        people = [User.objects.create_user(display_name=f"Jäsen {index}") for index in range(number)]
        for person in people:
            Enrolment.objects.create(programme=subgroup.programme, person=person, role="participant")
            Membership.objects.create(subgroup=subgroup, programme=subgroup.programme, person=person)
        return people

    return await sync_to_async(make)()


async def opened(leader, poll):
    answer = await leader.do("open", poll=poll.pk)
    await leader.caught_up(answer["seq"])
    return leader.state.snapshot["polls"][-1]["run"]


async def everyone_votes(clients, run, times=5):
    for number, client in enumerate(clients[:times]):
        assert "ack" in await client.do("vote", run=run, answer=[number % 2])


async def tally(client, run, answered):
    await client.sees(lambda state: state.tallies.get(run, {}).get("answered") == answered)
    return client.state.tallies[run]


async def test_hidden_results_are_sent_to_the_coach_alone_until_they_are_shown(
    come, projector, house, make_poll, coach, participant, subgroup
):
    poll = await make_poll(reveal="coach_only")
    leader, watcher, screen = await come(coach), await come(participant), await projector(token_for(house))
    voters = [await come(person) for person in await members(subgroup, 5)]
    run = await opened(leader, poll)
    await everyone_votes(voters, run)

    assert (await tally(leader, run, 5))["result"] == {"counts": [3, 2, 0]}
    assert (await tally(watcher, run, 5))["result"] is None
    assert (await tally(screen, run, 5))["result"] is None
    await leader.do("close", run=run)
    await watcher.sees(lambda state: state.snapshot["polls"][0]["state"] == "closed")
    assert "[3,2,0]" in leader.bytes
    assert "[3,2,0]" not in watcher.bytes + screen.bytes + "".join(voter.bytes for voter in voters)

    await leader.do("reveal", run=run)
    await watcher.sees(lambda state: state.tallies[run]["result"] == {"counts": [3, 2, 0]})
    await screen.sees(lambda state: state.tallies[run]["result"] == {"counts": [3, 2, 0]})


async def test_results_after_ones_own_answer_go_to_those_who_have_answered(
    come, make_poll, coach, participant, subgroup
):
    poll = await make_poll(reveal="after_own")
    leader, watcher = await come(coach), await come(participant)
    voters = [await come(person) for person in await members(subgroup, 5)]
    run = await opened(leader, poll)
    await everyone_votes(voters, run)

    assert (await tally(voters[0], run, 5))["result"] == {"counts": [3, 2, 0]}
    assert (await tally(watcher, run, 5))["result"] is None
    assert "[3,2,0]" not in watcher.bytes

    await watcher.do("vote", run=run, answer=[2])
    assert (await tally(watcher, run, 6))["result"] == {"counts": [3, 2, 1]}


async def test_under_five_answers_nobody_gets_shares(come, make_poll, coach, subgroup):
    poll = await make_poll(reveal="live")
    leader = await come(coach)
    voters = [await come(person) for person in await members(subgroup, 4)]
    run = await opened(leader, poll)
    await everyone_votes(voters, run, 4)

    assert await tally(leader, run, 4) == {"run": run, "answered": 4, "result": None, "too_few": True}
    assert '"counts":[' not in leader.bytes + "".join(voter.bytes for voter in voters)


async def test_an_anonymous_choice_is_told_to_nobody_not_even_back(come, make_poll, coach, participant):
    poll = await make_poll(anonymity="anonymous")
    leader, voter = await come(coach), await come(participant)
    run = await opened(leader, poll)

    await voter.do("vote", run=run, answer=[2])
    back = await come(participant)

    assert voter.state.snapshot["mine"] == {str(run): None}
    assert back.state.snapshot["mine"] == {str(run): None}
    answered = Event.objects.filter(kind="poll.answered").values_list("payload", flat=True)
    assert [payload async for payload in answered] == [{"run": run, "answer": None}]


async def test_ones_answer_comes_to_ones_other_device_and_to_nobody_else(
    come, make_poll, coach, participant, developer_client
):
    poll = await make_poll()
    leader, phone, laptop, other = [await come(who) for who in (coach, participant, participant, developer_client)]
    run = await opened(leader, poll)

    await phone.do("vote", run=run, answer=[1])
    await laptop.sees(lambda state: state.snapshot["mine"])
    last = (await leader.do("say", text="Kiitos"))["seq"]
    await other.caught_up(last)

    assert laptop.state.snapshot["mine"] == {str(run): [1]}
    assert "poll.answered" not in other.bytes + leader.bytes


async def test_what_is_for_coaches_does_not_reach_members(come, make_poll, coach, participant):
    await make_poll(question="Vain valmentajalle")
    leader, member = await come(coach), await come(participant)
    await make_poll(question="Kesken kaiken")
    last = (await leader.do("say", text="Hei"))["seq"]
    await leader.caught_up(last)
    await member.caught_up(last)

    assert [poll["question"] for poll in leader.state.snapshot["library"]] == ["Vain valmentajalle", "Kesken kaiken"]
    assert "Vain valmentajalle" not in member.bytes
    assert "Kesken kaiken" not in member.bytes


async def test_a_pseudonym_holds_in_every_frame(come, participant, developer_client):
    member, client = await come(participant), await come(developer_client)
    await client.do("say", text="Hei")
    await member.caught_up(1)
    await member.sees(lambda state: "Kuukkeli" in str(state.here))
    late = await come(participant)

    assert [message["name"] for message in member.state.snapshot["messages"]] == ["Kuukkeli"]
    assert "Kuukkeli" in late.bytes
    assert "Secret" not in member.bytes + late.bytes + client.bytes


async def test_members_and_developer_clients_look_alike(come, participant, developer_client):
    member, client = await come(participant), await come(developer_client)
    await client.do("say", text="Hei")
    await client.do("say", text="Hei")
    await member.do("say", text="Hei")
    await member.caught_up(3)

    first, _second, third = member.state.snapshot["messages"]
    assert first.keys() == third.keys()
    assert {first["coach"], third["coach"]} == {False}


async def test_the_projector_gets_no_names_and_no_talk(come, projector, house, make_poll, coach, participant):
    poll = await make_poll()
    leader, member, screen = await come(coach), await come(participant), await projector(token_for(house))
    await member.do("say", text="Ei seinälle")
    run = await opened(leader, poll)
    await screen.sees(lambda state: state.snapshot["polls"])
    await screen.sees(lambda state: state.count == 2)
    await leader.sees(lambda state: len(state.here) == 2)

    assert [poll["run"] for poll in screen.state.snapshot["polls"]] == [run]
    for hidden in ("Ei seinälle", "Kaisla", "Tuuli", "people", "joined", '"me"', '"mine"'):
        assert hidden not in screen.bytes
    assert "Kaisla" in leader.bytes


async def test_handles_differ_from_room_to_room(house):
    assert handle(house.pk, 1) != handle(house.pk + 1, 1)


async def test_in_a_big_room_only_the_count_is_told(come, participant, coach, developer_client):
    LIMITS.people_listed = 2
    clients = [await come(person) for person in (participant, coach, developer_client)]

    await clients[0].sees(lambda state: state.count == 3)
    late = await come(participant)

    assert '"people":null' in late.bytes
    assert "Kuukkeli" not in late.bytes
