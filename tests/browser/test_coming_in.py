"""Coming in: by a join link, a personal code and a passkey."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, no_connection, sign_in_again


def make_client_link(page):
    """The coach makes a link for developer-clients; returns its code."""
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="My group").click()
    page.get_by_role("link", name="Look after the subgroup").click()
    page.get_by_label("Who joins by it").select_option("developer_client")
    page.get_by_label("How many people may join by it").fill("2")
    page.get_by_role("button", name="Make a join link").click()
    return page.locator(".join-sheet .code").inner_text()


def test_developer_client_comes_in_by_keyboard_and_comes_back_with_the_code(people, visit, look):
    coach = people("coach", viewport=DESK)
    code = make_client_link(coach)
    look(coach)

    page = people()
    visit(page, "/ryhmat/liity/")
    page.get_by_label("Join code").focus()
    page.keyboard.type(code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_label("Pseudonym")).to_be_visible()
    look(page)
    page.get_by_label("Pseudonym").focus()
    page.keyboard.type("Kanelipulla")
    page.get_by_label("I take part").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your personal code")).to_be_visible()
    look(page)
    personal = page.locator(".personal-code .code").inner_text()
    page.get_by_role("link", name="I have the code").click()
    expect(page.get_by_role("list").filter(has_text="Kanelipulla")).to_have_count(1)
    page.context.clear_cookies()

    visit(page, "/tili/login/")
    page.get_by_role("link", name="I have a personal code").click()
    page.get_by_label("Personal code").fill(personal)
    page.keyboard.press("Enter")

    expect(page.get_by_role("link", name="My group")).to_be_visible()


def test_closed_link_turns_away_and_can_be_opened_again(people, look):
    coach = people("coach", viewport=DESK)
    code = make_client_link(coach)
    coach.get_by_role("button", name="Close the link").click()

    newcomer = people()
    newcomer.goto(f"/ryhmat/liity/{code}/")
    expect(newcomer.get_by_role("heading", name="Joining did not succeed")).to_be_visible()
    look(newcomer)
    coach.get_by_role("button", name="Undo: open it again").click()
    newcomer.reload()

    expect(newcomer.get_by_label("Pseudonym")).to_be_visible()


def test_refused_form_keeps_its_text(people, look):
    coach = people("coach", viewport=DESK)
    code = make_client_link(coach)
    page = people()
    page.goto(f"/ryhmat/liity/{code}/")

    page.get_by_label("Pseudonym").fill("Kuukkeli")
    page.get_by_label("I take part").check()
    page.get_by_role("button", name="Join").click()

    expect(page.get_by_label("Pseudonym")).to_have_value("Kuukkeli")
    expect(page.get_by_role("alert")).to_contain_text("already goes by this pseudonym")
    look(page)


def test_what_cannot_be_sent_stays_open_and_goes_once_its_writer_has_signed_in_again(people, world):
    page = people("coach", viewport=DESK)
    page.goto(f"/huone/{world['rooms']['lapset']}/kulku/")
    title, add = page.locator("[name=title]"), page.get_by_role("button", name="Add")
    title.fill("Kuulumiset")
    not_sent = page.get_by_text("Not sent: there is no connection, or you have been signed out.")

    with no_connection(page):
        add.click()
        expect(not_sent).to_be_visible()
    for who in ("participant", "coach"):
        sign_in_again(page, world, who)
        add.click()
        if who == "participant":
            page.wait_for_load_state("networkidle")
            expect(title).to_have_value("Kuulumiset")

    expect(page.get_by_role("listitem").filter(has_text="Kuulumiset")).to_be_visible()


def test_passkey_is_made_and_lets_in(people, server, world, look):
    """Passkeys belong to a name, never to a number such as 127.0.0.1."""
    house = server.url.replace("127.0.0.1", "localhost")
    page = people(viewport=DESK)
    page.context.add_cookies([{"name": "sessionid", "value": world["people"]["coach"]["cookie"], "url": house}])
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})

    page.goto(f"{house}/tili/2fa/webauthn/add/")
    look(page)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.context.clear_cookies()
    page.goto(f"{house}/tili/login/")
    page.get_by_role("button", name="Passkey").click()

    expect(page.get_by_role("link", name="My group")).to_be_visible()


def test_own_pages_are_accessible(people, visit):
    page = people("coach")

    for address in ["/tili/", "/tili/2fa/", "/tili/email/", "/tili/password/set/", "/tili/unohda/"]:
        visit(page, address)


def test_pages_of_all_are_accessible(people, visit):
    page = people()

    for address in ["/tili/login/", "/tili/koodi/", "/tili/password/reset/", "/saavutettavuus/", "/tietosuoja/"]:
        visit(page, address)
