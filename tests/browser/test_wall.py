"""A wall from the first note to the last picture of it, as a coach and members meet it."""

from playwright.sync_api import expect

from tests.browser.conftest import SMALL, no_connection
from tests.browser.room import enter


def put_up(coach, title, start="Everyone writes alone first; I show the notes to all at once"):
    coach.get_by_text("New wall", exact=True).click()
    form = coach.locator("form[data-do=put_up_wall]")
    form.get_by_label("Title").fill(title)
    form.get_by_label("How do you begin?").select_option(label=start)
    form.get_by_label("Dots for each").fill("2")
    form.get_by_role("button", name="Put the wall up").click()
    expect(coach.locator("#wall-title")).to_have_text(title)


def write(page, text):
    page.locator("live-wall").get_by_label("Your note").first.fill(text)
    page.get_by_role("button", name="Put on the wall").click()


def notes(page):
    return page.locator("live-wall [data-slot=columns] .note-text")


def note(page, text):
    return page.locator("live-wall .note").filter(has_text=text)


def add_heading(coach, text):
    coach.get_by_text("Headings (").click()
    coach.get_by_label("New heading").fill(text)
    coach.get_by_role("button", name="Add", exact=True).click()
    expect(coach.locator(".wall-column h3").filter(has_text=text)).to_be_visible()


def test_notes_are_written_alone_shown_together_and_chosen_with_dots(people, world, look):
    coach, member, client = people("coach"), people("participant"), people("developer_client")
    for page in (coach, member, client):
        enter(page, world)
    put_up(coach, "Hyvät käytännöt")
    write(member, "Soitan ensin")
    write(client, "Kahvi auttaa")
    expect(notes(coach)).to_have_text(["Soitan ensin", "Kahvi auttaa"])
    expect(notes(member)).to_have_text(["Soitan ensin"])

    coach.get_by_role("button", name="Show the notes to everyone").click()
    expect(notes(member)).to_have_text(["Soitan ensin", "Kahvi auttaa"])
    expect(note(member, "Kahvi auttaa").locator(".person")).to_have_text("Kuukkeli")
    note(member, "Kahvi auttaa").get_by_role("button", name="Like").click()
    for _dot in range(2):
        note(member, "Kahvi auttaa").get_by_role("button", name="Give a dot").click()
    expect(note(client, "Kahvi auttaa").locator(".note-dots .dots")).to_have_text("2")
    expect(note(member, "Soitan ensin").get_by_role("button", name="Give a dot")).to_be_hidden()
    for page in (coach, member):
        look(page)


def test_a_coach_gathers_notes_with_the_keyboard_and_hides_one(people, world, look):
    coach, member = people("coach"), people("participant")
    for page in (coach, member):
        enter(page, world)
    put_up(coach, "Tarpeet", "Everyone sees the notes as they come")
    write(member, "Aikaa")
    write(member, "Asiakkaan nimi")
    expect(notes(coach)).to_have_count(2)
    add_heading(coach, "Osaaminen")

    note(coach, "Aikaa").get_by_role("link", name="Arrange").press("Enter")
    look(coach)
    coach.get_by_role("radio", name="Osaaminen").press("Space")
    coach.get_by_role("button", name="Done").press("Enter")
    expect(member.locator(".wall-column").filter(has_text="Osaaminen").locator(".note-text")).to_have_text(["Aikaa"])
    expect(note(coach, "Aikaa").get_by_role("link", name="Arrange")).to_be_focused()

    write(member, "Rauhaa")
    expect(notes(coach)).to_have_count(3)
    note(coach, "Rauhaa").get_by_role("link", name="Arrange").press("Enter")
    coach.get_by_role("button", name="Earlier", exact=True).press("Enter")
    expect(coach.get_by_role("dialog").locator("[data-slot=place]")).to_have_text("1 / 2")
    expect(coach.get_by_role("button", name="Earlier", exact=True)).to_be_focused()
    coach.get_by_role("button", name="Done").press("Enter")
    expect(notes(member)).to_have_text(["Rauhaa", "Asiakkaan nimi", "Aikaa"])
    coach.get_by_label("New heading").fill("Voimat")
    coach.get_by_role("button", name="Add", exact=True).click()
    expect(coach.locator("wall-coach [data-heading]")).to_have_count(2)
    coach.get_by_role("button", name="Move this heading earlier").last.press("Enter")
    expect(member.locator(".wall-column h3:not([hidden])")).to_have_text(["Voimat", "Osaaminen"])
    expect(coach.get_by_role("button", name="Move this heading earlier").first).to_be_focused()

    note(coach, "Asiakkaan nimi").get_by_role("link", name="Arrange").click()
    coach.get_by_role("button", name="Hide from the others").click()
    expect(note(member, "Asiakkaan nimi")).to_contain_text("The coach has hidden this note")


def test_a_note_written_without_a_connection_comes_through_later(people, world):
    coach, member = people("coach"), people("participant")
    for page in (coach, member):
        enter(page, world)
    put_up(coach, "Tunnelissa", "Everyone sees the notes as they come")
    expect(member.locator("#wall-title")).to_have_text("Tunnelissa")

    with no_connection(member):
        write(member, "Junasta")
        expect(member.locator("[data-slot=write-unsent] .note-text")).to_have_text("Junasta")
    expect(notes(coach)).to_have_text(["Junasta"])
    expect(member.locator("[data-slot=write-unsent] .note-text")).to_have_count(0)


def test_a_refused_note_gives_its_text_back(people, world):
    coach, member = people("coach"), people("participant")
    for page in (coach, member):
        enter(page, world)
    put_up(coach, "Varovasti", "Everyone sees the notes as they come")
    expect(member.locator("#wall-title")).to_have_text("Varovasti")

    write(member, "Tunnus 131052-308T")

    expect(member.locator("[data-slot=write-refusal]")).to_contain_text("identity code")
    expect(member.locator("#note-new")).to_have_value("Tunnus 131052-308T")
    expect(notes(coach)).to_have_count(0)


def test_a_picture_without_words_is_asked_for_them_where_one_presses(people, world):
    coach, member = people("coach"), people("participant", viewport=SMALL)
    for page in (coach, member):
        enter(page, world)
    put_up(coach, "Taulu", "Everyone sees the notes as they come")
    member.get_by_text("Add a picture", exact=True).click()
    member.locator("live-wall input[type=file]").set_input_files("docs/img/digikahvit.png")

    member.get_by_role("button", name="Put on the wall").click()

    expect(member.locator("[data-slot=write-refusal]")).to_be_in_viewport(ratio=1)
    expect(member.get_by_label("What does the picture show?")).to_be_focused()
