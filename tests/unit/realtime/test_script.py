"""The running order: written by coaches, gone through in the room with one button."""

import pytest
from django.conf import settings
from django.urls import reverse

from coaching.core.errors import Refused
from coaching.programmes.models import Session
from coaching.programmes.plan.loader import load_plan
from groups.models import SubgroupSession
from realtime.deeds import do_now
from realtime.models import Event, GroupSet, PollRun, ScriptItem, Wall
from realtime.rooms import enter
from realtime.snapshot import shared_state
from realtime.tools.polls.actions import close, vote
from realtime.tools.polls.library import remove
from realtime.tools.script.running import end, go
from realtime.tools.script.writing import add_item, change_item, copy_script, move_item, remove_item


@pytest.fixture
def make_item(digikahvit, coach):
    """make_item(title, **values) → an item at the end of the digikahvit's running order."""

    def make(title, **values):
        return add_item(by=coach, session=digikahvit, title=title, **values)

    return make


@pytest.fixture
def other_session(programme, theme, other_subgroup):
    """Another subgroup's digikahvit of the same theme, with a running order."""
    session = Session.objects.create(
        programme=programme, theme=theme, key="toinen", kind="digikahvit", title="Toinen", whole_programme=False
    )
    SubgroupSession.objects.create(session=session, subgroup=other_subgroup)
    ScriptItem.objects.create(session=session, place=1, title="Lainattava", minutes=5, text="Lue tämä")
    return session


def state(room, view="member"):
    return shared_state(room.pk, view)[1]


def titles(session):
    return list(ScriptItem.objects.filter(session=session).values_list("title", flat=True))


def test_going_to_an_item_puts_it_on_everybodys_stage(room, coach, make_item):
    item = make_item("Kuulumiset", minutes=5, text="Vain valmentajan luettavaksi")
    go(by=coach, room=room, item=item.pk)

    for view in ("member", "projector"):
        stage = state(room, view)["stage"]
        assert (stage["title"], stage["minutes"], stage["opens"]) == ("Kuulumiset", 5, "talk")
        assert "Vain" not in str(state(room, view))
    assert state(room, "coach")["script"][0]["text"] == "Vain valmentajan luettavaksi"


def test_an_item_opens_its_poll_and_closes_the_one_before(room, coach, make_item, make_poll):
    first, second = make_poll(question="Eka?"), make_poll(question="Toka?")
    for item in (make_item("1", opens="poll", poll=first), make_item("2", opens="poll", poll=second)):
        go(by=coach, room=room, item=item.pk)

    assert [(run.question, run.is_open) for run in PollRun.objects.all()] == [("Eka?", False), ("Toka?", True)]


def test_an_item_whose_poll_was_taken_out_opens_nothing(coach, make_run, other_session):
    run = make_run()
    close(by=coach, room=run.room, run=run.pk)
    item = add_item(by=coach, session=other_session, title="Kysytään", opens="poll", poll=run.poll)
    remove(by=coach, poll=run.poll)
    there = enter(session=other_session)

    go(by=coach, room=there, item=item.pk)

    assert state(there)["stage"]["title"] == "Kysytään"
    assert PollRun.objects.get() == run


def test_a_new_version_of_a_poll_is_what_the_other_sessions_open(
    room, coach, participant, signed_in, make_item, make_run, other_session
):
    run = make_run()
    vote(by=participant, room=room, run=run.pk, answer=[0])
    close(by=coach, room=room, run=run.pk)
    here = make_item("Kysyttiin", opens="poll", poll=run.poll)
    there = add_item(by=coach, session=other_session, title="Kysytään", opens="poll", poll=run.poll)
    changed = {"kind": "single", "question": "Entä nyt?", "options": "A\nB", "anonymity": "named", "reveal": "live"}

    signed_in(coach).post(reverse("realtime:edit_poll", args=[run.poll_id]), changed)

    here.refresh_from_db()
    there.refresh_from_db()
    assert (here.poll, there.poll.question) == (run.poll, "Entä nyt?")


def test_going_back_does_not_put_the_poll_anew(room, coach, make_item, make_poll):
    item, other = make_item("1", opens="poll", poll=make_poll()), make_item("2")
    go(by=coach, room=room, item=item.pk)
    close(by=coach, room=room, run=PollRun.objects.get().pk)
    go(by=coach, room=room, item=other.pk)
    go(by=coach, room=room, item=item.pk)

    assert (PollRun.objects.count(), state(room)["stage"]["title"]) == (1, "1")


def test_an_item_without_a_poll_leaves_the_open_one_open(room, coach, make_item, make_run):
    run = make_run()
    go(by=coach, room=room, item=make_item("Puhutaan").pk)

    run.refresh_from_db()
    assert run.is_open


def test_two_coaches_who_press_next_at_once_move_once(room, coach, organiser, make_item):
    item = make_item("1")
    go(by=coach, room=room, item=item.pk)
    since = state(room)["stage"]["since"]
    go(by=organiser, room=room, item=item.pk)

    assert state(room)["stage"]["since"] == since
    assert Event.objects.filter(kind="script.moved").count() == 1


def test_through_with_it(room, coach, make_item):
    go(by=coach, room=room, item=make_item("1").pk)
    end(by=coach, room=room)

    assert state(room)["stage"] is None


def test_an_item_of_another_session_is_not_found(room, coach, other_session):
    with pytest.raises(Refused) as refused:
        go(by=coach, room=room, item=ScriptItem.objects.get(session=other_session).pk)
    assert refused.value.code == "no_such_item"


@pytest.mark.parametrize(("name", "given"), [("script_go", True), ("script_end", False)])
def test_members_do_not_run_the_script(name, given, room, participant, make_item):
    fields = {"item": make_item("1").pk} if given else {}

    with pytest.raises(Refused) as refused:
        do_now(name, by=participant, room=room, given=fields)
    assert refused.value.code == "not_allowed"


def test_items_move_and_go(digikahvit, coach, make_item):
    _first, second, third = make_item("1"), make_item("2"), make_item("3")
    move_item(by=coach, item=third, up=True)
    assert titles(digikahvit) == ["1", "3", "2"]
    move_item(by=coach, item=second, up=False)
    remove_item(by=coach, item=ScriptItem.objects.get(title="1"))

    assert titles(digikahvit) == ["3", "2"]


def test_coaches_in_the_room_hear_of_each_change(room, coach, make_item):
    item = make_item("1")
    change_item(by=coach, item=item, title="Uusi")

    events = Event.objects.filter(kind="script.written")
    told = [[one["title"] for one in event.payload["items"]] for event in events]
    assert (told, set(events.values_list("audience", flat=True))) == ([["1"], ["Uusi"]], {"coaches"})


def test_editing_an_item_does_not_move_the_room(room, coach, make_item):
    item = make_item("1")
    go(by=coach, room=room, item=item.pk)
    before = state(room)["stage"]
    change_item(by=coach, item=item, title="Uusi")
    remove_item(by=coach, item=item)

    assert state(room)["stage"] == before


def test_copying_adds_at_the_end_and_leaves_the_other_as_it_is(digikahvit, coach, make_item, other_session):
    make_item("Oma")
    copy_script(by=coach, session=digikahvit, source=other_session)

    assert (titles(digikahvit), titles(other_session)) == (["Oma", "Lainattava"], ["Lainattava"])
    assert ScriptItem.objects.get(session=digikahvit, title="Lainattava").text == "Lue tämä"


def test_copying_from_another_theme_is_refused(digikahvit, coach, other_session):
    Session.objects.filter(pk=other_session.pk).update(theme=None)
    other_session.refresh_from_db()

    with pytest.raises(Refused):
        copy_script(by=coach, session=digikahvit, source=other_session)


def at(name, digikahvit, *more):
    return reverse(f"realtime:{name}", args=[digikahvit.pk, *more])


def test_writing_on_the_page(digikahvit, signed_in, coach, make_poll):
    browser, poll = signed_in(coach), make_poll()
    values = {"title": "Kysely", "minutes": "10", "opens": "poll", "poll": poll.pk, "text": ""}

    added = browser.post(at("script", digikahvit), values)
    refused = browser.post(at("script", digikahvit), values | {"poll": ""})
    item = ScriptItem.objects.get()
    browser.post(at("script_item", digikahvit, item.pk), values | {"title": "Uusi", "opens": "talk"})
    item.refresh_from_db()

    assert (added.status_code, refused.status_code, list(refused.context["form"].errors)) == (302, 422, ["poll"])
    assert (item.title, item.opens, item.poll) == ("Uusi", "talk", None)


def test_moving_removing_and_copying_on_the_page(digikahvit, signed_in, coach, make_item, other_session):
    browser = signed_in(coach)
    first, second = make_item("1"), make_item("2")

    browser.post(at("script_move", digikahvit, second.pk), {"to": "up"})
    browser.post(at("script_remove", digikahvit, first.pk))
    browser.post(at("script_copy", digikahvit), {"source": other_session.pk})

    assert titles(digikahvit) == ["2", "Lainattava"]
    assert browser.post(at("script_copy", digikahvit), {"source": "x"}).status_code == 404


def test_the_other_subgroups_running_order_is_offered_to_coaches(digikahvit, signed_in, coach, other_session):
    page = signed_in(coach).get(at("script", digikahvit))

    assert [(one["session"].title, one["items"]) for one in page.context["sources"]] == [("Toinen", 1)]


@pytest.mark.parametrize(("who", "status"), [("participant", 403), ("stranger", 404), ("coach", 200)])
def test_who_writes_the_running_order(who, status, digikahvit, signed_in, request):
    assert signed_in(request.getfixturevalue(who)).get(at("script", digikahvit)).status_code == status


def test_the_page_costs_the_same_for_one_item_and_many(
    digikahvit, signed_in, coach, make_item, make_poll, django_assert_max_num_queries, django_assert_num_queries
):
    make_item("1", opens="poll", poll=make_poll())
    browser = signed_in(coach)
    with django_assert_max_num_queries(40) as first:
        browser.get(at("script", digikahvit))
    for number in range(2):
        make_item(str(number), opens="poll", poll=make_poll())

    with django_assert_num_queries(len(first.captured_queries)):
        browser.get(at("script", digikahvit))


def test_the_coachs_page_in_the_room_has_the_next_item(room, digikahvit, signed_in, coach, make_item):
    items = [make_item(title) for title in ("1", "2", "3")]
    browser = signed_in(coach)
    begins = browser.get(room.get_absolute_url()).context
    browser.post(reverse("realtime:do", args=[digikahvit.pk, "script_go"]), {"item": items[1].pk})
    middle = browser.get(room.get_absolute_url()).context
    browser.post(reverse("realtime:do", args=[digikahvit.pk, "script_go"]), {"item": items[2].pk})
    last = browser.get(room.get_absolute_url()).context

    assert (begins["script_next"]["title"], begins["script_back"], begins["script_at_end"]) == ("1", None, False)
    assert (middle["script_place"], middle["script_next"]["title"], middle["script_back"]["title"]) == (
        "2 / 3",
        "3",
        "1",
    )
    assert (last["script_next"], last["script_at_end"]) == (None, True)


def test_the_session_page_shows_it_to_those_who_run_it(digikahvit, signed_in, client, coach, participant, make_item):
    make_item("Salainen kulku")
    url = digikahvit.get_absolute_url()

    assert "Salainen kulku" in signed_in(coach).get(url).content.decode()
    assert "Salainen kulku" not in signed_in(participant).get(url).content.decode()


def test_the_plan_brings_running_orders_once(db):
    programme = load_plan(settings.BASE_DIR / "plans" / "digisosiaalipalvelut.yml")
    load_plan(settings.BASE_DIR / "plans" / "digisosiaalipalvelut.yml")

    items = ScriptItem.objects.filter(session__programme=programme, session__key="t2-digikahvit-lapset")
    assert list(items.values_list("opens", flat=True)) == ["talk", "poll", "talk", "poll", "questions", "talk"]
    assert [item.poll is not None for item in items] == [False, True, False, True, False, False]


def begin(room, coach, item):
    do_now("script_go", by=coach, room=room, given={"item": item.pk})


def test_an_item_puts_up_its_wall_once(room, coach, make_item):
    wall, talk = make_item("Hyvät käytännöt", opens="wall"), make_item("Jutellaan")
    for item in (wall, talk, wall):
        begin(room, coach, item)

    assert [(wall.title, wall.phase) for wall in Wall.objects.filter(room=room)] == [("Hyvät käytännöt", "write")]


def test_an_item_opens_the_groups_that_were_prepared(room, coach, participant, make_item):
    made = {
        "how": "mixed",
        "size": 2,
        "whom": "all",
        "minutes": 20,
        "title": "Omat",
        "topics": "",
        "tasks": "",
        "like": 0,
    }
    group_set = do_now("make_groups", by=coach, room=room, given=made | {"begin": False})
    groups, talk = make_item("Pienryhmät", opens="groups"), make_item("Jutellaan")
    for item in (groups, talk, groups):
        begin(room, coach, item)

    group_set.refresh_from_db()
    assert (group_set.phase, GroupSet.objects.count()) == ("open", 1)


def test_with_nobody_here_and_nothing_prepared_the_item_is_only_gone_to(room, coach, make_item):
    begin(room, coach, make_item("Pienryhmät", opens="groups", minutes=20))

    assert (GroupSet.objects.count(), state(room, "member")["stage"]["title"]) == (0, "Pienryhmät")
