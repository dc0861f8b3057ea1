"""Every kind of poll answered by the keyboard alone on the narrowest phone, and what it comes to."""

import pytest
from playwright.sync_api import expect

from tests.browser.cast import KINDS
from tests.browser.conftest import DESK
from tests.browser.room import answer_by_form, enter, open_poll, poll

NARROW = {"width": 320, "height": 640}
ASKED = {told["kind"]: told for told in KINDS}

KEYS = {
    "yes_no": ["Space"],
    "scale": ["Space", "ArrowRight", "ArrowRight", "ArrowRight", "Tab", "Space"],
    "number": ["1", "2"],
    "text": ["K", "o", "k", "e", "i", "l", "u", "n"],
    "cloud": ["i", "l", "o", "Tab", "k", "i", "i", "r", "e"],
    "ranking": ["Tab", "Enter"],
    "points": ["7", "Tab", "Tab", "3"],
    "form": ["Space", "Tab", "H", "e", "i"],
}
OTHERS = {
    "yes_no": {"a": "1"},
    "scale": {"a-0": "2", "a-1": "3"},
    "number": {"a": "4"},
    "text": {"a": "Hiljaisuuden"},
    "cloud": {"a": "iloa"},
    "ranking": {"a-0": "1", "a-1": "3", "a-2": "2"},
    "points": {"a-0": "2", "a-1": "8"},
    "form": {"a-0": "1", "a-1": "Taukoja"},
}
TOLD = {
    "yes_no": [("Kyllä", "1 · 20%"), ("Ei", "4 · 80%"), ("Tyhjä", "0 · counted apart")],
    "scale": [
        ("Osaan käyttää chattia asiakastyössä", "average 2.4 · 5 answered"),
        ("Uskallan kokeilla uutta", "average 2.6 · 5 answered"),
    ],
    "number": [
        ("0–5", "4 · 80%"),
        ("6–11", "0 · 0%"),
        ("12–17", "1 · 20%"),
        ("18–23", "0 · 0%"),
        ("24–29", "0 · 0%"),
        ("30", "0 · 0%"),
    ],
    "ranking": [
        ("1. Luottamus", "average place 1.2"),
        ("2. Aika", "average place 2.2"),
        ("3. Tekniikka", "average place 2.6"),
    ],
    "points": [
        ("Harjoitteluun", "15 points · 30%"),
        ("Keskusteluun", "35 points · 70%"),
        ("Ohjeisiin", "0 points · 0%"),
    ],
    "form": [("Kyllä", "1 · 20%"), ("Ei", "4 · 80%")],
}
TEXTS = {"text": ["Hiljaisuuden", "Kokeilun"], "cloud": ["iloa", "kiire"], "form": ["Hei", "Taukoja"]}


def first_field(page):
    """The keyboard's first stop within the ballot."""
    return poll(page).locator("fieldset.ballot-fields").locator("input:visible, textarea:visible, button:enabled").first


@pytest.mark.parametrize("kind", KEYS)
def test_a_kind_by_keyboard(people, senders, world, look, kind):
    coach, member = people("coach", viewport=DESK), people("participant", viewport=NARROW)
    enter(coach, world)
    enter(member, world)
    open_poll(coach, ASKED[kind]["question"])
    expect(poll(member).get_by_role("heading", name=ASKED[kind]["question"])).to_be_visible()

    first_field(member).focus()
    for key in KEYS[kind]:
        member.keyboard.press(key)
    look(member)
    member.get_by_role("button", name="Answer", exact=True).press("Enter")
    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    expect(poll(member).get_by_text("Too few answers to show: ")).to_be_visible()
    for who in ["developer_client", "member1", "member2", "member3"]:
        answer_by_form(senders(who), world, OTHERS[kind])

    for page in (member, coach):
        if kind in TOLD:
            expect(poll(page).locator(".bar-text")).to_have_text([text for text, _value in TOLD[kind]])
            expect(poll(page).locator(".value:not(.texts *)")).to_have_text([value for _text, value in TOLD[kind]])
        if kind in TEXTS:
            shown = poll(page).locator(":is(.texts, .words) .text")
            expect(shown).to_have_count(len(TEXTS[kind]))
            assert sorted(shown.all_inner_texts()) == TEXTS[kind]
    look(member)
    look(coach)
    assert member.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("kind", OTHERS)
def test_a_kind_without_javascript(people, senders, world, look, kind):
    coach, member = people("coach", viewport=DESK), people("participant", java_script_enabled=False)
    enter(coach, world)
    open_poll(coach, ASKED[kind]["question"])
    expect(poll(coach).get_by_role("heading", name=ASKED[kind]["question"])).to_be_visible()
    for who in ["developer_client", "member1", "member2", "member3", "participant"]:
        answer_by_form(senders(who), world, OTHERS[kind])

    enter_plainly(member, world)

    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    expect(poll(member).locator("[data-slot=shape]")).to_be_visible()


def enter_plainly(page, world):
    page.goto(f"/huone/{world['rooms']['lapset']}/")


def test_a_text_that_a_coach_hides_is_gone_from_the_others(people, senders, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)
    open_poll(coach, ASKED["text"]["question"])
    expect(poll(member).get_by_role("heading", name=ASKED["text"]["question"])).to_be_visible()
    for number, who in enumerate(["developer_client", "member1", "member2", "member3", "member4"]):
        answer_by_form(senders(who), world, {"a": f"Vastaus {number}"})
    expect(poll(member).locator(".texts .text")).to_have_count(5)

    coach.get_by_role("button", name="Hide: Vastaus 2").click()

    expect(poll(member).locator(".texts .text")).to_have_count(4)
    expect(coach.get_by_role("button", name="Show again: Vastaus 2")).to_be_focused()


def test_what_is_being_written_survives_a_reload(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    open_poll(coach, ASKED["text"]["question"])
    expect(poll(coach).get_by_role("heading", name=ASKED["text"]["question"])).to_be_visible()
    enter(member, world)
    poll(member).locator("textarea").fill("Kesken jäi")

    member.reload()

    expect(poll(member).locator("textarea")).to_have_value("Kesken jäi")
