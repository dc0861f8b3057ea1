"""A survey answered on a narrow phone, by keyboard alone, with the line lost in the middle."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import no_connection, sign_in_again

WAITING = re.compile(r"^Answer\b.*Digiosaamiseni$")
NARROW = {"width": 320, "height": 640}


def go_on(page, part):
    page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_role("heading", name=part)).to_be_focused()


def test_a_survey_is_answered_by_keyboard_and_a_lost_line_loses_nothing(people, world, visit, look):
    page = people("stranger", viewport=NARROW)
    visit(page, "/")
    page.get_by_role("link", name=WAITING).press("Enter")
    technology = page.get_by_role("group", name="Teknologia").get_by_role("radio", name="Osaan tuettuna")
    technology.press("Space")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    look(page)

    go_on(page, "Työssä")
    with no_connection(page):
        page.get_by_role("radio", name="4", exact=True).press("Space")
        expect(page.get_by_text("No connection. Your answers are safe on this device")).to_be_visible()
        go_on(page, "Omin sanoin")
        page.get_by_label("Mikä auttaisi?").press_sequentially("Aika")
        page.get_by_role("button", name="Send answers").press("Enter")
        expect(page.get_by_text("No connection. Your answers are safe on this device")).to_be_visible()
        look(page)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    page.reload()
    expect(technology).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    go_on(page, "Työssä")
    expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()
    go_on(page, "Omin sanoin")
    expect(page.get_by_label("Mikä auttaisi?")).to_have_value("Aika")
    page.get_by_role("button", name="Send answers").press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    look(page)
    visit(page, "/")
    expect(page.get_by_role("link", name=WAITING)).to_have_count(0)


def test_who_signs_in_again_elsewhere_goes_on_in_the_page_that_was_open(people, world):
    page = people("stranger")
    page.goto("/")
    page.get_by_role("link", name=WAITING).click()
    help_given = page.get_by_role("radio", name="4", exact=True)

    go_on(page, "Työssä")
    sign_in_again(page, world, "stranger")
    help_given.check()

    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    go_on(page, "Työssä")
    expect(help_given).to_be_checked()


def test_a_page_left_open_sends_nothing_as_whoever_signs_in_next(people, world):
    page = people("stranger")
    page.goto("/")
    page.get_by_role("link", name=WAITING).click()

    go_on(page, "Työssä")
    sign_in_again(page, world, "member1")
    page.get_by_role("radio", name="4", exact=True).check()

    expect(page.get_by_text("You have been signed out. Your answers are safe on this device")).to_be_visible()


HIDDEN_BY_THE_BAR = """() => {
    const bar = document.querySelector(".survey-bar"), one = document.activeElement
    const inPage = one.closest("main") && !bar.contains(one)
    return inPage && one.getBoundingClientRect().bottom > bar.getBoundingClientRect().top
}"""


def test_what_the_keyboard_comes_to_is_never_behind_the_bar(people, world):
    page = people("stranger", viewport=NARROW, reduced_motion="reduce")
    page.goto("/")
    page.get_by_role("link", name=WAITING).press("Enter")
    expect(page.get_by_role("heading", name="Digiosaamiseni")).to_be_visible()

    behind = []
    while not page.get_by_role("button", name="Next").evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
        if page.evaluate(HIDDEN_BY_THE_BAR):
            behind.append(page.evaluate("document.activeElement.outerHTML"))

    assert behind == []
