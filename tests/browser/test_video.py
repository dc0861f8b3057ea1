"""The video in the room, against a stand-in of Jitsi's page on another origin, under the real content policy."""

import json
import re

import jwt
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, serving, worlds
from tests.browser.jitsi import jitsi_stand_in
from tests.browser.room import come, enter, expect_talk, open_door, room_address, say

SECRET = "a secret of thirty-two signs, or more"
SIZES = [{"width": 320, "height": 568}, {"width": 768, "height": 1024}, DESK]


@pytest.fixture(scope="module")
def jitsi():
    with jitsi_stand_in() as server:
        yield server


@pytest.fixture(autouse=True)
def fresh_jitsi(jitsi):
    jitsi.silent = False
    jitsi.asked.clear()


@pytest.fixture(scope="module")
def server(chromium, tmp_path_factory, jitsi):
    """A server of this module's own, which knows where Jitsi is."""
    known = {"DOMAIN": jitsi.address, "APP_ID": "digikahvit", "SECRET": SECRET}
    settings = {f"DIGIKAHVIT_JITSI_{name}": value for name, value in known.items()}
    with serving(tmp_path_factory.mktemp("video"), **settings) as running:
        yield running


@pytest.fixture(scope="module")
def make_world(server):
    with worlds(server) as make:
        yield make


def join(page, how="Join with video"):
    page.get_by_role("button", name=how).click()
    expect(frame(page).locator("#state")).to_have_text("joined")


def frame(page):
    return page.frame_locator("room-video iframe")


def state(page):
    return page.locator("room-video [data-slot=state]")


def token(page):
    shown = frame(page).locator("#token").text_content()
    return jwt.decode(shown, SECRET, algorithms=["HS256"], audience="digikahvit", issuer="digikahvit")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_the_offer_and_the_video_fit_every_screen(people, world, size, look):
    member = people("participant", viewport=size)
    enter(member, world)
    look(member)

    join(member)

    look(member)
    expect(state(member)).to_have_text("You are in the video.")
    assert member.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_loaded_from_jitsi_before_somebody_has_chosen(people, world, jitsi):
    member = people("participant")
    enter(member, world)
    expect(member.get_by_role("button", name="Join with video")).to_be_visible()

    member.get_by_role("button", name="Without video").click()

    expect(state(member)).to_have_text("You are here without video. That is quite enough.")
    assert jitsi.asked == []


def test_the_video_knows_the_pseudonym_and_no_more(people, world, jitsi):
    client = people("developer_client")
    enter(client, world)

    join(client, "With sound only")

    claims = token(client)
    config = json.loads(frame(client).locator("#config").text_content())
    assert (claims["context"]["user"]["name"], claims["context"]["user"]["moderator"]) == ("Kuukkeli", "false")
    assert claims["room"] == frame(client).locator("#room").text_content()
    assert (config["startAudioOnly"], config["disablePolls"], "chat" in config["toolbarButtons"]) == (True, True, False)
    assert "Secret" not in "".join(jitsi.asked)


def test_everybody_of_the_room_meets_in_the_same_video_and_another_subgroup_elsewhere(people, world):
    who = {"participant": "lapset", "coach": "lapset", "stranger": "paihde"}
    rooms, moderators = [], []
    for person, subgroup in who.items():
        page = people(person)
        enter(page, world, subgroup)
        join(page)
        rooms.append(frame(page).locator("#room").text_content())
        moderators.append(token(page)["context"]["user"]["moderator"])

    assert (rooms[0] == rooms[1], rooms[0] == rooms[2]) == (True, False)
    assert moderators == ["false", "true", "false"]


def test_one_talks_and_writes_at_once_and_leaves_the_video_without_leaving_the_room(people, world):
    member = people("participant")
    enter(member, world)
    join(member)

    say(member, "Kuuluuko?")
    member.get_by_role("button", name="Leave the video").click()

    expect(state(member)).to_have_text("You have left the video. You are still in the room.")
    expect(member.locator("room-video iframe")).to_have_count(0)
    expect_talk(member, ["Kuuluuko?"])


def test_a_reload_goes_back_into_the_video_with_a_new_pass(people, world, jitsi):
    member = people("participant")
    enter(member, world)
    join(member)

    member.reload()

    expect(frame(member).locator("#state")).to_have_text("joined")
    expect(state(member)).to_have_text("You are in the video.")
    assert len(jitsi.asked) == 2


def test_what_was_chosen_is_remembered_on_the_device(people, world):
    member = people("participant")
    enter(member, world)
    join(member, "With sound only")
    member.get_by_role("button", name="Leave the video").click()

    member.reload()

    expect(member.locator("[data-before]")).to_have_text("With sound only")
    expect(member.locator("room-video iframe")).to_have_count(0)


def test_a_video_that_is_slow_and_then_down_is_told_and_the_room_goes_on(people, world, jitsi):
    jitsi.silent = True
    member = people("participant")
    member.clock.install()
    enter(member, world)

    member.get_by_role("button", name="Join with video").click()
    expect(frame(member).get_by_text("Out of order")).to_be_visible()
    member.clock.run_for(12_500)
    expect(state(member)).to_contain_text("The video is slow to open.")
    member.clock.run_for(30_000)

    expect(state(member)).to_contain_text("The video did not answer.")
    expect(member.locator("room-video iframe")).to_have_count(0)
    say(member, "Jutellaan tässä.")
    expect_talk(member, ["Jutellaan tässä."])


def test_a_talk_that_breaks_off_is_gone_back_into_once(people, world, jitsi):
    member = people("participant")
    enter(member, world)
    join(member)

    frame(member).get_by_role("button", name="Break off").click()

    expect(state(member)).to_have_text("You are in the video.")
    expect(frame(member).locator("#state")).to_have_text("joined")
    assert len(jitsi.asked) == 2


def test_the_pass_is_renewed_before_it_ends(people, world):
    member = people("participant")
    member.clock.install()
    enter(member, world)
    join(member)

    with member.expect_response("**/video/") as renewed:
        member.clock.run_for(6 * 60_000)

    assert renewed.value.status == 200
    expect(frame(member).locator("#state")).to_have_text("joined")


def test_a_recording_is_told_of_where_one_is(people, world):
    member = people("participant")
    enter(member, world)
    join(member)

    frame(member).get_by_role("button", name="Record").click()

    expect(member.get_by_role("alert").filter(has_text="This is being recorded now.")).to_be_visible()


def test_what_another_window_says_is_not_believed(people, world):
    member = people("participant")
    enter(member, world)
    join(member)

    member.evaluate(
        """() => window.postMessage(JSON.stringify({postis: true, scope: "jitsi_meet_external_api_0",
        method: "message", params: {type: "event", data: {name: "video-ready-to-close"}}}), "*")"""
    )
    say(member, "Vielä täällä")

    expect_talk(member, ["Vielä täällä"])
    expect(state(member)).to_have_text("You are in the video.")


def test_the_video_can_be_folded_small_with_the_keyboard(people, world):
    member = people("participant")
    enter(member, world)
    join(member)
    tall = member.locator("room-video iframe").bounding_box()["height"]

    member.get_by_role("button", name="Smaller video").press("Enter")

    expect(member.get_by_role("button", name="Larger video")).to_have_attribute("aria-expanded", "false")
    assert member.locator("room-video iframe").bounding_box()["height"] < tall


def test_who_is_moved_to_another_room_is_moved_in_the_video(people, world, jitsi):
    member = people("participant")
    enter(member, world)
    join(member)

    member.locator("room-video").evaluate(
        "(video) => video.setAttribute('pass-url', video.getAttribute('pass-url') + '?2')"
    )

    expect(member.locator("room-video iframe")).to_have_count(1)
    expect(frame(member).locator("#state")).to_have_text("joined")
    expect(state(member)).to_have_text("You are in the video.")
    assert len(jitsi.asked) == 2


def test_who_is_sent_away_from_the_room_is_out_of_the_video(people, world):
    coach, guest = people("coach", viewport=DESK), people()
    enter(coach, world, "avoin")
    come(guest, open_door(coach), "Revontuli")
    join(guest)

    coach.get_by_role("button", name=re.compile("Send away.*Revontuli")).click()
    coach.get_by_role("dialog").get_by_role("button", name="Send away").click()

    expect(guest.locator("room-video iframe")).to_have_count(0)
    expect(state(guest)).to_contain_text("You cannot be let into the video now.")


def test_no_other_foreign_frame_is_let_in(people, world, server):
    member = people("participant")
    enter(member, world)

    blocked = member.evaluate(
        """() => new Promise((told) => {
          document.addEventListener("securitypolicyviolation", (event) => told(event.effectiveDirective));
          document.body.append(Object.assign(document.createElement("iframe"), {src: "http://127.0.0.1:1/"}));
        })"""
    )

    assert blocked == "frame-src"
    assert room_address(world) in member.url
