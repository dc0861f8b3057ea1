"""Coming in, being there and going out."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import DESK, SMALL
from tests.browser.room import TOOLS, enter, expect_talk, open_poll, poll, room_address, say

SIZES = [SMALL, {"width": 768, "height": 1024}, DESK]


def test_everyone_is_called_as_the_group_knows_them(people, world):
    member, client = people("participant"), people("developer_client")
    enter(member, world)
    enter(client, world)

    say(client, "Asiakkaana voin sanoa: hiljaisuus on ihan ok.")

    expect(member.locator("live-chat .message .person")).to_have_text(["Kuukkeli"])
    member.locator("live-presence summary").click()
    expect(member.locator("live-presence li .name")).to_have_text(["Kaisla Korpikuusi", "Kuukkeli"])
    assert "Secret Realname" not in member.content()


def test_another_subgroup_finds_nothing(people, world, visit):
    stranger = people("stranger")

    answer = visit(stranger, room_address(world))

    assert answer.status == 404
    enter(stranger, world, "paihde")


def test_keyboard_alone_logs_in_joins_votes_writes_and_leaves(people, world, visit):
    coach, person = people("coach", viewport=DESK), people(viewport=DESK)
    enter(coach, world)
    open_poll(coach, TOOLS)
    visit(person, "/tili/login/")

    tab_to_words(person, "I have a personal code")
    person.keyboard.press("Enter")
    person.wait_for_url("**/tili/koodi/**")
    tab_to(person, "login_code")
    person.keyboard.type(world["people"]["developer_client"]["code"])
    person.keyboard.press("Enter")
    expect(person.get_by_role("heading", name="What is on now")).to_be_visible()
    tab_to_words(person, "Join")
    person.keyboard.press("Enter")
    expect(person.locator("live-room")).to_have_attribute("state", "connected")
    tab_to(person, "a")
    person.keyboard.press("Space")
    person.keyboard.press("Enter")
    expect(person.get_by_text("Your answer has been counted")).to_be_visible()
    tab_to(person, "text")
    person.keyboard.type("Näppäimillä kirjoitettu")
    person.keyboard.press("Enter")
    expect_talk(person, ["Näppäimillä kirjoitettu"])

    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("1")
    expect_talk(coach, ["Näppäimillä kirjoitettu"])
    tab_to_words(person, "Leave", key="Shift+Tab")
    person.keyboard.press("Enter")
    person.wait_for_url(lambda url: room_address(world) not in url)


def test_focus_stays_where_it_is_when_a_poll_opens(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)
    member.get_by_label("Write to the group").fill("Olen kirjoittamassa")

    open_poll(coach, TOOLS)

    expect(poll(member).get_by_role("heading", name=TOOLS)).to_be_visible()
    expect(member.get_by_label("Write to the group")).to_be_focused()
    expect(member.get_by_label("Write to the group")).to_have_value("Olen kirjoittamassa")


def test_page_fits_every_width_in_light_and_dark(people, world, look):
    coach, member = people("coach"), people("participant")
    enter(coach, world)
    open_poll(coach, TOOLS)
    enter(member, world)
    for page in (coach, member):
        for size in SIZES:
            page.set_viewport_size(size)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, size)
                look(page)


def test_what_stays_put_leaves_a_small_phone_four_fifths_of_its_screen(people, world, look):
    coach, member = people("coach", viewport=SMALL), people("participant", viewport=SMALL)
    enter(coach, world)
    enter(member, world)

    for page in (coach, member):
        box = page.locator(".room-floor").bounding_box()
        assert box["height"] >= 0.8 * SMALL["height"]
        expect(page.get_by_text("Your name here")).to_be_hidden()
        look(page)
    member.get_by_label("Write to the group").fill("Hei")
    expect(member.get_by_text("Your name here: Kaisla Korpikuusi.")).to_be_in_viewport(ratio=1)
    member.get_by_role("button", name="Send").click()
    expect_talk(member, ["Hei"])
    member.get_by_role("button", name="Raise hand").click()
    expect(member.get_by_text("You are next.")).to_be_in_viewport(ratio=1)
    coach.get_by_role("button", name="New messages").click()
    expect(coach.locator("live-chat .message-text")).to_be_in_viewport(ratio=1)


def test_fresh_page_shows_what_the_events_built(people, world):
    """Old snapshot + events = fresh snapshot, in the browser's own words."""
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)
    say(member, "Ensin sanon")
    open_poll(coach, TOOLS)
    say(coach, "Vastatkaa, kun ehditte")
    expect_talk(member, ["Ensin sanon", "Vastatkaa, kun ehditte"])
    lived = member.evaluate("document.querySelector('live-room').state")

    member.reload()

    expect(member.locator("live-room")).to_have_attribute("state", "connected")
    fresh = member.evaluate("document.querySelector('live-room').state")
    assert fresh["messages"] == lived["messages"]
    assert fresh["polls"] == lived["polls"]
    assert fresh["seq"] >= lived["seq"]


def test_an_answer_to_a_private_question_is_told_though_the_part_is_folded(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    for page in (coach, member):
        enter(page, world)
    member.locator("live-private summary").click()
    member.get_by_label("To the coach only").fill("Voinko lähteä aikaisemmin?")
    member.get_by_role("button", name="Ask the coach", exact=True).click()
    expect(coach.locator("live-private [data-slot=count]")).to_have_text("1")
    member.locator("live-private summary").click()

    coach.locator("live-private summary").click()
    coach.locator("live-private").get_by_label("Your answer").fill("Voit.")
    coach.locator("live-private").get_by_role("button", name="Answer").click()

    expect(member.locator("live-room [data-slot=news]")).to_have_text(
        "The coach has answered what you asked privately."
    )
    expect(member.locator("live-private [data-slot=answer-text]")).to_be_visible()
    member.reload()
    expect(member.locator("live-private [data-slot=answer-text]")).to_be_visible()


def test_words_of_the_button_in_the_tools_keep_clear_of_its_edge(people, world):
    member = people("participant", viewport=SMALL)
    enter(member, world)

    member.get_by_role("button", name="Raise hand").click()

    expect(member.get_by_role("button", name="Lower hand")).to_have_css("padding-right", "13.6px")
    assert member.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def tab_to(page, name):
    """Presses Tab until the field of that name has the focus."""
    _tab_until(page, "document.activeElement.name ?? ''", name)


def tab_to_words(page, words, key="Tab"):
    """Presses Tab until the focus stands on the link or button that begins with these words."""
    _tab_until(page, "document.activeElement.innerText.trim()", words, key)


def _tab_until(page, told, wanted, key="Tab", most=60):
    for _press in range(most):
        page.keyboard.press(key)
        if page.evaluate(told).startswith(wanted):
            return
    raise AssertionError(f"{page.url}: {key} never came to {wanted}.")


def test_the_big_screen_tells_what_is_on_and_for_how_long(people, world, look):
    coach, screen = people("coach", viewport=DESK), people(viewport=DESK)
    coach.goto(f"{room_address(world)}kulku/")
    coach.get_by_label("What happens").fill("Tervetuloa")
    coach.get_by_label("Minutes").fill("5")
    coach.get_by_role("button", name="Add").click()
    expect(coach.get_by_role("listitem").filter(has_text="Tervetuloa")).to_be_visible()
    enter(coach, world)
    coach.locator("summary").filter(has_text="For the big screen").click()
    screen.goto(coach.get_by_role("link", name="Open in a new window").get_attribute("href"))

    coach.get_by_role("button", name="Begin: Tervetuloa").click()

    expect(screen.locator("live-stage [data-slot=title]")).to_have_text("Tervetuloa")
    expect(screen.locator("live-stage [data-slot=clock]")).to_have_text(re.compile(r"^(5:00|4:\d\d) left$"))
    look(screen)
