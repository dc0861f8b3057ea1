"""Guests of an open event: from the screen's code to the first vote, the lobby, and being sent away."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, SMALL
from tests.browser.room import TOOLS, come, enter, expect_talk, open_door, open_poll, poll, say, vote


def test_a_guest_comes_by_the_code_and_votes_at_320(people, world, visit, look):
    coach, guest = people("coach", viewport=DESK), people(viewport=SMALL)
    enter(coach, world, "avoin")
    code = open_door(coach)
    look(coach)
    open_poll(coach, TOOLS)

    visit(guest, "/t/")
    guest.get_by_label("Code of the event").fill(code.lower())
    guest.get_by_role("button", name="Continue").click()
    look(guest)
    guest.get_by_label("What shall we call you?").fill("Revontuli")
    guest.get_by_role("button", name="Come in").click()
    expect(guest.locator("live-room")).to_have_attribute("state", "connected")
    look(guest)
    vote(guest, "Puhelu")
    say(guest, "Terveisiä etelästä")

    expect(poll(guest).locator("[data-slot=kept]")).to_be_visible()
    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("1")
    expect(coach.locator("live-chat .message .person")).to_have_text([re.compile(r"^Revontuli \(")])
    expect(coach.locator("live-door [data-slot=name]")).to_have_text([re.compile(r"^Revontuli \(")])
    assert guest.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_lobby_opens_one_by_one_and_who_waits_is_let_in_without_a_touch(people, world, look):
    coach, one, two = people("coach", viewport=DESK), people(), people()
    enter(coach, world, "avoin")
    code = open_door(coach, lobby=True)

    come(one, code, "Yksi")
    come(two, code, "Kaksi")
    expect(one.get_by_role("heading", name="Welcome, Yksi")).to_be_visible()
    look(one)
    expect(coach.locator("live-door").locator("[data-slot=status]")).to_have_text("Guests waiting to be let in: 2")
    coach.get_by_text("For the big screen", exact=True).scroll_into_view_if_needed()
    expect(coach.locator("live-door [data-slot=status]")).to_be_in_viewport(ratio=1)
    coach.get_by_role("button", name=re.compile("Let in.*Kaksi")).click()

    expect(two.locator("live-room")).to_have_attribute("state", "connected")
    expect(one.get_by_role("heading", name="Welcome, Yksi")).to_be_visible()
    coach.get_by_role("button", name=re.compile("Let in.*Yksi")).click()
    expect(one.locator("live-room")).to_have_attribute("state", "connected")


def test_who_is_sent_away_is_out_at_once(people, world):
    coach, guest = people("coach", viewport=DESK), people()
    enter(coach, world, "avoin")
    come(guest, open_door(coach), "Häirikkö")
    expect(guest.locator("live-room")).to_have_attribute("state", "connected")

    coach.get_by_role("button", name=re.compile("Send away.*Häirikkö")).click()
    coach.get_by_role("dialog").get_by_role("button", name="Send away").click()

    expect(guest.locator("live-room")).to_have_attribute("state", "ended")
    guest.reload()
    expect(guest.get_by_text("The host has ended your visit.")).to_be_visible()


def test_a_member_who_reads_the_code_is_one_person_with_one_vote(people, world):
    coach, member, phone = people("coach", viewport=DESK), people("participant"), people("participant")
    enter(coach, world, "avoin")
    code = open_door(coach)
    open_poll(coach, TOOLS)
    enter(member, world, "avoin")
    vote(member, "Chat")
    expect(poll(member).locator("[data-slot=kept]")).to_be_visible()

    phone.goto(f"/t/{code}/")

    expect(poll(phone).locator("[data-slot=kept]")).to_be_visible()
    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("1")
    expect(phone.locator("live-presence [data-slot=count]")).to_have_text("2")


def test_the_screen_shows_the_code_as_the_door_opens_and_closes(people, world, look):
    coach, screen = people("coach", viewport=DESK), people(viewport=DESK)
    enter(coach, world, "avoin")
    coach.locator("summary").filter(has_text="For the big screen").click()
    screen.goto(coach.get_by_role("link", name="Open in a new window").get_attribute("href"))
    expect(screen.locator("live-room")).to_have_attribute("state", "connected")

    code = open_door(coach)

    expect(screen.locator(".screen-code [data-slot=code]")).to_have_text(code)
    expect(screen.locator("[data-slot=qr]")).to_have_attribute("src", re.compile(code))
    look(screen)
    coach.get_by_role("button", name="Close the door").click()
    expect(screen.locator(".screen-code")).to_be_hidden()


def test_a_guest_goes_with_a_word_of_thanks(people, world):
    coach, guest = people("coach", viewport=DESK), people()
    enter(coach, world, "avoin")
    come(guest, open_door(coach), "Revontuli")
    say(guest, "Kiitos!")
    expect_talk(guest, ["Kiitos!"])

    guest.get_by_role("button", name="Leave", exact=True).click()

    expect(guest.get_by_role("heading", name="Thank you for coming")).to_be_visible()
