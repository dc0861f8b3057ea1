"""A poll in the room, from its opening to its results, as each of those present sees it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, SMALL
from tests.browser.room import (
    HARDEST,
    NOT_COUNTED,
    TOOLS,
    change_vote,
    close_poll,
    enter,
    expect_results,
    expect_talk,
    open_poll,
    poll,
    room_address,
    say,
    vote,
    vote_by_form,
)


def test_poll_from_opening_to_results(people, senders, world, look):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)
    expect(member.get_by_role("heading", name="No poll just now")).to_be_visible()
    look(coach)

    open_poll(coach, HARDEST)
    expect(poll(member).get_by_role("heading", name=HARDEST)).to_be_visible()
    expect(member.locator("live-room [data-slot=news]")).to_have_text(f"A new poll: {HARDEST}")
    expect(member.get_by_text("Anonymous: nobody sees what you answer")).to_be_visible()
    look(member)

    vote(member, "Hiljaisuuden sietäminen")
    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    change_vote(member, "Tekniikan pätkiminen")
    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    for choice, who in enumerate(["developer_client", "member1", "member2", "member3"]):
        vote_by_form(senders(who), world, choice % 2)
    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("5")
    expect(poll(member).locator(".answered .number")).to_have_text("5")
    expect(poll(member).locator(".bar-row")).to_have_count(0)

    close_poll(coach)
    expect(member.get_by_text("The poll is closed", exact=True).first).to_be_visible()
    expect(poll(member).locator(".bar-row")).to_have_count(0)
    coach.get_by_role("button", name="Show the results").click()
    rows = [
        ("Tunteiden havaitseminen", "2 · 40%"),
        ("Hiljaisuuden sietäminen", "2 · 40%"),
        ("Tekniikan pätkiminen", "1 · 20%"),
    ]
    expect_results(member, rows)
    look(member)
    member.reload()
    expect_results(member, rows)


def test_several_answers_and_too_few_of_them(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    open_poll(coach, TOOLS)
    enter(member, world)

    vote(member, "Puhelu", "Chat")

    expect(poll(member).get_by_text("Too few answers to show")).to_be_visible()
    member.reload()
    member.get_by_text("Change my answer").click()
    expect(member.get_by_label("Puhelu")).to_be_checked()
    expect(member.get_by_label("Teams-tapaaminen")).not_to_be_checked()
    expect(member.get_by_label("Chat")).to_be_checked()


def test_vote_without_javascript(people, world, look):
    coach, member = people("coach", viewport=DESK), people("participant", java_script_enabled=False)
    enter(coach, world)
    open_poll(coach, HARDEST)
    expect(poll(coach).get_by_role("heading", name=HARDEST)).to_be_visible()
    member.goto(room_address(world))

    vote(member, "Hiljaisuuden sietäminen")

    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("1")


def test_quick_poll(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)

    coach.get_by_text("Quick poll").click()
    expect(coach.get_by_role("textbox", name="Question")).to_be_focused()
    coach.keyboard.type("Jatketaanko vielä tästä?")
    coach.keyboard.press("Enter")

    expect(poll(member).get_by_role("heading", name="Jatketaanko vielä tästä?")).to_be_visible()
    expect(poll(member).get_by_role("radio")).to_have_count(3)


def test_two_taps_are_an_answer_on_a_small_phone(people, world):
    coach, member = people("coach", viewport=SMALL), people("participant", viewport=SMALL)
    enter(coach, world)
    open_poll(coach, TOOLS)
    expect(coach.get_by_role("button", name="Close the poll")).to_be_in_viewport(ratio=1)

    enter(member, world)

    answer = member.get_by_role("button", name="Answer", exact=True)
    for choice in ["Puhelu", "Teams-tapaaminen", "Chat"]:
        expect(member.get_by_label(choice, exact=True)).to_be_in_viewport(ratio=1)
    expect(member.get_by_text("Your answer is kept under the name")).to_be_in_viewport(ratio=1)
    expect(answer).to_be_in_viewport(ratio=1)
    member.get_by_label("Chat", exact=True).check()
    answer.click()
    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("1")


def test_a_quick_poll_with_options_of_ones_own(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)

    coach.get_by_text("Quick poll").click()
    coach.get_by_role("textbox", name="Question").fill("Mihin aikaan?")
    coach.get_by_text("Own options, choose one").click()
    coach.get_by_role("textbox", name="Options").fill("Aamulla\nIltapäivällä")
    coach.get_by_role("button", name="Open this poll").click()

    expect(poll(member).locator(".answer")).to_have_text(["Aamulla", "Iltapäivällä"])


def test_time_to_answer_runs_out_by_itself(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    member.clock.install()
    enter(coach, world)
    enter(member, world)
    open_poll(coach, TOOLS)

    poll(member).get_by_label("Puhelu").check()
    coach.get_by_role("button", name="1 min").click()
    timer, news = poll(member).get_by_role("timer"), member.locator("live-room [data-slot=news]")
    expect(timer).to_have_text(re.compile(r"(0:\d\d|1:00) left"))
    expect(news).to_have_text(f"A new poll: {TOOLS}")

    member.clock.fast_forward(25_000)
    say(coach, "Vielä hetki aikaa.")  # a line that is heard stays open, however far the clock leaps
    expect_talk(member, ["Vielä hetki aikaa."])
    member.clock.fast_forward(1000 * (int(timer.text_content()[2:4]) - 8))
    expect(news).to_have_text(re.compile(r"^\d+ seconds left to answer\.$"))
    member.clock.fast_forward(10_000)
    expect(timer).to_have_text("Time is up")
    close_poll(coach)
    expect(news).to_have_text("The poll is closed.")
    expect(member.get_by_text(NOT_COUNTED)).to_be_visible()


def test_projector_shows_no_names(people, senders, world, look):
    coach = people("coach", viewport=DESK)
    enter(coach, world)
    coach.get_by_text("For the big screen", exact=True).click()
    address = coach.get_by_role("link", name="Open in a new window").get_attribute("href")
    screen = people(viewport=DESK)
    screen.goto(address)
    expect(screen.get_by_role("heading", name="Welcome to the digikahvit")).to_be_visible()
    look(screen)

    open_poll(coach, TOOLS)

    expect(screen.get_by_role("heading", name=TOOLS)).to_be_visible()
    for choice, who in enumerate(["participant", "developer_client", "member1", "member2", "member3"]):
        vote_by_form(senders(who), world, choice % 3)
    expect(screen.locator(".value")).to_have_text(["2 · 40%", "2 · 40%", "1 · 20%"])
    look(screen)
    screen.set_viewport_size({"width": 1280, "height": 320})
    expect(screen.locator("live-screen")).to_have_attribute("style", re.compile(r"--fit: 0\.\d+"))
    expect(screen.locator(".bar-row").last).to_be_in_viewport()
    seen = screen.content()
    assert [person["name"] for person in world["people"].values() if person["name"] in seen] == []
