"""What a person does in the room, in their own words: the journeys are written with these."""

import re

from playwright.sync_api import expect

HARDEST = "Mikä on sinulle vaikeinta, kun kohtaat asiakkaan etänä?"
TOOLS = "Mitä välineitä olet käyttänyt tällä viikolla?"
NOT_COUNTED = "The poll was closed before what you chose was sent, so it does not count."


def enter(page, world, subgroup="lapset"):
    """Into the room, until the connection stands."""
    page.goto(room_address(world, subgroup))
    expect(page.locator("live-room")).to_have_attribute("state", "connected")


def room_address(world, subgroup="lapset"):
    return f"/huone/{world['rooms'][subgroup]}/"


def say(page, text):
    page.get_by_label("Write to the group").fill(text)
    page.get_by_role("button", name="Send").click()


def expect_talk(page, texts):
    """Exactly these messages, in this order, and nothing waiting."""
    expect(page.locator("live-chat [data-slot=log] .message-text")).to_have_text(texts)
    expect(page.locator("live-chat [data-slot=unsent] li")).to_have_count(0)


def expect_waiting(page, texts):
    expect(page.locator("live-chat [data-slot=unsent] .message-text")).to_have_text(texts)


def vote(page, *options):
    for option in options:
        page.get_by_label(option, exact=True).check()
    page.get_by_role("button", name="Answer", exact=True).click()


def change_vote(page, *options):
    page.get_by_text("Change my answer").click()
    vote(page, *options)


def poll(page):
    return page.locator("live-poll [data-slot=card]")


def expect_results(page, rows):
    """Rows as the list says them: text, people and share."""
    expect(poll(page).locator(".bar-text")).to_have_text([text for text, _ in rows])
    expect(poll(page).locator(".value")).to_have_text([value for _, value in rows])


def open_poll(page, question):
    page.locator("coach-panel li").filter(has_text=question).get_by_role("button").click()


def close_poll(page):
    page.get_by_role("button", name="Close the poll").click()
    page.get_by_role("dialog").get_by_role("button", name="Close the poll").click()


def vote_by_form(sender, world, choice):
    """As a browser with no JavaScript sends it, without drawing the page."""
    answer_by_form(sender, world, {"a": str(choice)})


def answer_by_form(sender, world, fields):
    """The fields of a ballot of any kind, sent as a plain form."""
    asked = sender.get(room_address(world))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', asked.text()).group(1)
    run = re.search(r'name="run" value="(\d+)"', asked.text()).group(1)
    form = {"csrfmiddlewaretoken": token, "run": run, **fields}
    answer = sender.post(f"{room_address(world)}vastaa/", form=form, headers={"Referer": asked.url})
    assert answer.ok, answer.text()


def open_door(coach, lobby=False):
    """The code, once the coach has opened the room for guests."""
    coach.locator("live-door summary").click()
    if lobby:
        coach.get_by_label("Guests wait until I let them in").check()
    coach.get_by_role("button", name="Open the door for guests").click()
    code = coach.locator("live-door [data-slot=code]")
    expect(code).to_have_text(re.compile(r"^[A-Z0-9]{6}$"))
    return code.text_content()


def come(page, code, nickname):
    """As a guest, by the code."""
    page.goto(f"/t/{code}/")
    page.get_by_label("What shall we call you?").fill(nickname)
    page.get_by_role("button", name="Come in").click()
