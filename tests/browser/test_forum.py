"""Discussions: starting one, answering, quoting, a text that follows its writer, and what others do not see."""

from playwright.sync_api import expect

from tests.browser.conftest import no_connection, sign_in_again

TITLE = "Kun lapsi ei halua olla kuvassa"


def listing(world):
    return f"/keskustelut/{world['programme']}/"


def start_discussion(page, world, text="Miten **te** teette?"):
    page.goto(listing(world))
    page.get_by_role("link", name="Start a discussion").click()
    page.get_by_label("What is it about?").fill(TITLE)
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    return page.url


def box(page):
    return page.get_by_label("Your message")


def test_a_discussion_from_its_start_to_an_answer(people, world, visit, look):
    writer, reader = people("participant"), people("developer_client")
    start_discussion(writer, world)
    look(writer)

    visit(reader, listing(world))
    expect(reader.get_by_text("New discussion")).to_have_count(1)
    reader.get_by_role("link", name=TITLE).click()
    look(reader)
    box(reader).fill("Lapsi saa valita.")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("article", name="Kuukkeli")).to_contain_text("Lapsi saa valita.")
    reader.goto(listing(world))
    expect(reader.get_by_text("1 new")).to_have_count(0)

    visit(writer, listing(world))
    expect(writer.get_by_text("1 new")).to_have_count(1)
    writer.get_by_role("link", name=TITLE).click()
    expect(writer.get_by_text("New messages")).to_be_visible()
    writer.goto(listing(world))
    expect(writer.get_by_text("1 new")).to_have_count(0)


def test_another_subgroup_sees_nothing_of_it(people, world, visit):
    address = start_discussion(people("participant"), world)
    stranger = people("stranger")

    visit(stranger, listing(world))
    expect(stranger.get_by_text(TITLE)).to_have_count(0)
    visit(stranger, f"{listing(world)}haku/?q=lapsen")
    expect(stranger.get_by_text("0 messages found.")).to_be_visible()
    assert stranger.goto(address).status == 404


def test_a_quotation_goes_below_what_is_being_written(people, world):
    page = people("participant")
    start_discussion(page, world, "Oma sana\n\n> Toisen sana")
    box(page).fill("Olin sanomassa")

    page.get_by_role("link", name="Quote message 1").click()

    expect(box(page)).to_have_value("Olin sanomassa\n\n> #1\n>\n> Oma sana\n\n")
    expect(box(page)).to_be_focused()
    box(page).press_sequentially("Olen samaa mieltä.")
    page.get_by_role("button", name="Send").click()
    answer = page.locator("#post-2")
    expect(answer.locator("blockquote a")).to_have_text("#1")
    expect(answer).to_contain_text("Olen samaa mieltä.")


def test_a_text_follows_its_writer_to_another_device_until_it_is_sent(people, world):
    phone, desk = people("participant"), people("participant")
    address = start_discussion(phone, world)
    box(phone).fill("Kirjoitan tätä bussissa")
    expect(phone.get_by_text("Draft saved")).to_be_visible()

    desk.goto(address)
    expect(box(desk)).to_have_value("Kirjoitan tätä bussissa")
    desk.get_by_role("button", name="Send").click()
    expect(desk.locator("#post-2")).to_contain_text("Kirjoitan tätä bussissa")

    phone.goto(address)
    expect(box(phone)).to_have_value("")


def test_nothing_is_lost_when_the_connection_goes(people, world):
    page = people("participant")
    start_discussion(page, world)

    with no_connection(page):
        box(page).fill("Tunnelissa kirjoitettu")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("No connection. Your text is safe on this device.")).to_be_visible()
        expect(box(page)).to_have_value("Tunnelissa kirjoitettu")

    page.get_by_role("button", name="Send").click()
    expect(page.locator("#post-2")).to_contain_text("Tunnelissa kirjoitettu")


def test_who_has_been_signed_out_is_told_so_and_sends_after_signing_in_again_elsewhere(people, world):
    page = people("participant")
    start_discussion(page, world)

    page.context.clear_cookies()
    box(page).fill("Kirjoitettu ennen kuin kirjauduin uudestaan")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("You have been signed out. Your text is safe on this device")).to_be_visible()
    sign_in_again(page, world, "developer_client")
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state("networkidle")
    expect(box(page)).to_have_value("Kirjoitettu ennen kuin kirjauduin uudestaan")
    sign_in_again(page, world, "participant")
    page.get_by_role("button", name="Send").click()

    expect(page.locator("#post-2")).to_contain_text("Kirjoitettu ennen kuin kirjauduin uudestaan")


def test_a_message_goes_once_though_send_is_pressed_again_before_the_answer(people, world):
    page, held = people("participant"), []
    start_discussion(page, world)
    page.route("**/vastaa/", lambda route: held.append(route))
    page.evaluate(
        """() => {
            const again = () => document.querySelector("#reply .btn-primary").click();
            addEventListener("submit", () => setTimeout(again, 200), { once: true });
            addEventListener("submit", () => console.log("pressed"));
        }"""
    )
    box(page).fill("Hidas yhteys")

    with page.expect_console_message(lambda said: said.text == "pressed"):
        page.get_by_role("button", name="Send").click(no_wait_after=True)
    with page.expect_console_message(lambda said: said.text == "pressed"):
        pass
    held[-1].continue_()

    expect(page.locator("#post-2")).to_contain_text("Hidas yhteys")
    assert len(held) == 1


def test_of_one_form_another_button_works_while_a_first_has_been_pressed(people, world):
    """As on the evaluator's page, where one form takes out each table in each format."""
    page, sent = people("participant"), []
    start_discussion(page, world)
    page.route("**/otos/*", lambda route: (sent.append(route.request.url[-3:]), route.fulfill(status=204)))
    buttons = "".join(f'<button formaction="/otos/{kind}">{kind}</button>' for kind in ("csv", "sav"))
    page.evaluate(
        "html => document.body.insertAdjacentHTML('beforeend', html)", f'<form method="post">{buttons}</form>'
    )

    for kind in ("csv", "sav", "csv"):
        page.get_by_role("button", name=kind).click()

    assert sent == ["csv", "sav"]


def test_a_coach_hides_a_message_and_its_writer_reads_why(people, world, visit, look):
    writer, coach, other = people("participant"), people("coach"), people("member1")
    address = start_discussion(writer, world, "Asiakkaan nimi on tässä")

    coach.goto(address)
    coach.get_by_role("link", name="Hide message 1").click()
    look(coach)
    coach.get_by_label("Why is it hidden?").fill("Kirjoita ilman nimeä.")
    coach.get_by_role("button", name="Hide").click()
    expect(coach.get_by_role("button", name="Show again message 1")).to_be_visible()

    visit(other, address)
    expect(other.get_by_text("Hidden by a coach")).to_be_visible()
    expect(other.get_by_text("Asiakkaan nimi on tässä")).to_have_count(0)
    visit(writer, address)
    expect(writer.get_by_text("Kirjoita ilman nimeä.")).to_be_visible()
    expect(writer.get_by_text("Asiakkaan nimi on tässä")).to_be_visible()


def test_one_edits_searches_and_looks_back_by_keyboard_alone(people, world, look):
    page = people("participant")
    start_discussion(page, world)

    page.get_by_role("link", name="Edit message 1").press("Enter")
    look(page)
    box(page).press("ControlOrMeta+a")
    box(page).press_sequentially("Miten teette kameran kanssa?")
    page.get_by_role("button", name="Save").press("Enter")
    page.get_by_role("link", name="edited").press("Enter")
    expect(page.get_by_role("heading", name="How the message has changed")).to_be_visible()
    look(page)
    page.goto(listing(world))
    page.get_by_label("Search the discussions").press_sequentially("kamerat")
    page.get_by_label("Search the discussions").press("Enter")

    expect(page.get_by_role("main").locator("mark")).to_have_text("kameran")
    look(page)


def test_the_list_of_people_to_mention_is_made_for_thumbs(people, world):
    page = people("participant")
    start_discussion(page, world)

    page.get_by_text("Mention somebody").click()

    line = page.locator(".mention-list label").first
    box, words = line.locator("input").bounding_box(), line.locator("span").bounding_box()
    assert line.bounding_box()["height"] >= 44
    assert words["x"] - (box["x"] + box["width"]) >= 8
