"""A developer with a phone in the corridor, and a worker's own notebook: nothing typed goes, nothing counts twice."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import no_connection


def suggest_a_pilot(page, world, visit):
    visit(page, f"/kokeilut/{world['programme']}/uusi/")
    page.get_by_label("Name", exact=True).fill("Neuvontachat")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Neuvontachat", level=1)).to_be_visible()


def begin_a_visit(page, world):
    page.goto(f"/kokeilut/{world['programme']}/kaynnit/uusi/")
    page.get_by_role("checkbox", name="Kuukkeli").check()
    page.get_by_role("button", name="60", exact=True).click()
    page.get_by_label("What was talked about").fill("Chatin vuorot")


def test_a_visit_is_logged_on_a_phone_and_undone(people, world, visit, look):
    client, developer = people("developer_client"), people("developer")
    suggest_a_pilot(client, world, visit)

    begin_a_visit(developer, world)
    look(developer)
    developer.get_by_role("button", name="Save the visit").click()
    expect(developer.get_by_text("The visit has been saved.")).to_be_visible()
    expect(developer.get_by_text("Kuukkeli")).to_be_visible()
    look(developer)

    visit(developer, f"/kokeilut/{world['programme']}/kaynnit/")
    expect(developer.get_by_text("1 visit, 60 minutes in all.")).to_be_visible()
    developer.get_by_role("link", name=re.compile("Neuvontachat")).click()
    developer.get_by_role("button", name="Undo saving").click()
    expect(developer.get_by_label("What was talked about")).to_have_value("Chatin vuorot")
    expect(developer.get_by_role("checkbox", name="Kuukkeli")).to_be_checked()


def test_a_visit_written_without_connection_is_sent_once_when_it_is_back(people, world, visit, look):
    """Begun with people ticked, sent and the page opened again off the net; then another begun with nobody's names."""
    client, developer = people("developer_client"), people("developer")
    suggest_a_pilot(client, world, visit)
    begin_a_visit(developer, world)
    expect(developer.locator("visit-form")).to_have_attribute("offline", "kept")

    with no_connection(developer):
        developer.get_by_label("What was agreed").fill("Auki tiistaisin")
        developer.get_by_role("button", name="Save the visit").click()
        expect(developer.locator("visit-outbox").get_by_text("Neuvontachat")).to_be_visible()
        expect(developer.get_by_label("What was agreed")).to_have_value("")
        developer.reload()
        expect(developer.locator("visit-outbox").get_by_text("Neuvontachat")).to_be_visible()
        expect(developer.get_by_text("Kuukkeli")).to_be_hidden()
        expect(developer.get_by_text("No connection right now.")).to_be_visible()
        look(developer)
        developer.get_by_label("What was talked about").fill("Toinen käynti")
    expect(developer.locator("visit-outbox").get_by_role("link", name="Neuvontachat")).to_be_visible()
    expect(developer.get_by_text("No connection right now.")).to_have_count(0)

    developer.reload()
    expect(developer.get_by_label("What was talked about")).to_have_value("Toinen käynti")
    developer.get_by_role("button", name="30", exact=True).click()
    developer.get_by_role("button", name="Save the visit").click()
    developer.wait_for_url(re.compile("/kaynti/"))
    visit(developer, f"/kokeilut/{world['programme']}/kaynnit/")
    expect(developer.get_by_text("2 visits, 90 minutes in all.")).to_be_visible()
    expect(developer.get_by_text("Kuukkeli")).to_have_count(1)


def test_a_visit_sent_after_the_end_of_the_session_waits_for_the_next(people, world, visit):
    client, developer = people("developer_client"), people("developer")
    suggest_a_pilot(client, world, visit)
    begin_a_visit(developer, world)
    expect(developer.get_by_text("Draft saved")).to_be_visible()
    cookies = developer.context.cookies()

    developer.context.clear_cookies()
    developer.get_by_label("What was agreed").fill("Auki tiistaisin")
    developer.get_by_role("button", name="Save the visit").click()
    expect(developer.get_by_text(re.compile("You have been signed out"))).to_be_visible()

    developer.context.add_cookies(cookies)
    developer.reload()
    developer.locator("visit-outbox").get_by_role("link", name="Neuvontachat").click()
    expect(developer.get_by_text("Auki tiistaisin")).to_be_visible()
    expect(developer.get_by_text("Kuukkeli")).to_be_visible()


def test_a_form_without_javascript_logs_a_visit(people, world, visit):
    suggest_a_pilot(people("developer_client"), world, visit)
    developer = people("developer", java_script_enabled=False)

    developer.goto(f"/kokeilut/{world['programme']}/kaynnit/uusi/")
    developer.get_by_role("checkbox", name="Kuukkeli").check()
    developer.get_by_label("Minutes", exact=True).fill("45")
    developer.get_by_label("What was talked about").fill("Chatin vuorot")
    developer.get_by_role("button", name="Save the visit").click()

    expect(developer.get_by_text("The visit has been saved.")).to_be_visible()


def test_a_note_and_its_promise_are_written_and_ticked(people, world, visit, look):
    page = people("participant")
    visit(page, f"/oppiminen/{world['programme']}/")
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("What I did or tried").fill("Pidin ensimmäisen etätapaamisen.")
    page.get_by_label("What I promise to try next").fill("Lähetän ohjeen edellisenä päivänä.")
    look(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your note has been saved.")).to_be_visible()
    look(page)

    page.get_by_role("button", name=re.compile("I tried it")).click()
    expect(page.get_by_role("heading", name="What I promised to try")).to_be_hidden()
    page.get_by_role("link", name="Write how it went").click()
    expect(page.get_by_label("What I did or tried")).to_have_value("Lähetän ohjeen edellisenä päivänä.")


def test_a_step_is_ticked_with_the_keyboard(people, world, visit, look):
    page = people("participant")
    suggest_a_pilot(page, world, visit)
    page.get_by_label("What is done").fill("Kirjoitetaan ohje")
    page.get_by_role("button", name="Add").press("Enter")

    page.get_by_role("button", name="Done: Kirjoitetaan ohje").press("Enter")

    expect(page.get_by_role("button", name="Done: Kirjoitetaan ohje", pressed=True)).to_be_visible()
    look(page)
