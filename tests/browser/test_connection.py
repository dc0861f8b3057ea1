"""What the room promises of connections: nothing acknowledged is lost, nothing comes twice, nothing typed goes."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, no_connection
from tests.browser.room import (
    NOT_COUNTED,
    TOOLS,
    close_poll,
    enter,
    expect_talk,
    expect_waiting,
    open_poll,
    room_address,
    say,
    vote,
)


def test_cut_connection_loses_nothing_and_doubles_nothing(people, world, look):
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    enter(member, world)
    say(member, "Ennen katkosta")
    expect_talk(coach, ["Ennen katkosta"])

    with no_connection(member):
        say(member, "Katkon aikana yksi")
        say(member, "Katkon aikana kaksi")
        expect(member.get_by_text("No connection – 2 not sent. Your text is kept.")).to_be_visible()
        expect_waiting(member, ["Katkon aikana yksi", "Katkon aikana kaksi"])
        look(member)
        say(coach, "Sillä välin")
        open_poll(coach, TOOLS)
        expect_talk(coach, ["Ennen katkosta", "Sillä välin"])

    talk = ["Ennen katkosta", "Sillä välin", "Katkon aikana yksi", "Katkon aikana kaksi"]
    expect_talk(member, talk)
    expect_talk(coach, talk)
    expect(member.get_by_role("heading", name=TOOLS)).to_be_visible()
    expect(member.get_by_text("The connection is back. Everything has been sent.")).to_be_visible()
    member.reload()
    expect_talk(member, talk)


def test_lost_acknowledgement_sends_again_and_doubles_nothing(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    lost = lose_the_first_acknowledgement(member)
    enter(coach, world)
    enter(member, world)

    say(member, "Kerran vain")

    expect_talk(coach, ["Kerran vain"])
    expect_talk(member, ["Kerran vain"])
    assert len(lost) == 1
    member.reload()
    expect_talk(member, ["Kerran vain"])


def test_vote_given_without_connection_is_counted_once(people, world):
    coach, member = asked(people, world)

    with no_connection(member):
        answer_waits(member)

    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    expect(coach.locator("coach-panel [data-slot=answered]")).to_have_text("1")


def test_vote_that_comes_after_the_poll_was_closed_is_told_not_to_count(people, world):
    coach, member = asked(people, world)

    with no_connection(member):
        answer_waits(member)
        close_poll(coach)

    expect(member.get_by_text(NOT_COUNTED)).to_be_visible()
    member.reload()
    expect(member.get_by_text(NOT_COUNTED)).to_be_visible()


def asked(people, world):
    """A coach and a member, who has a poll before them."""
    coach, member = people("coach", viewport=DESK), people("participant")
    enter(coach, world)
    open_poll(coach, TOOLS)
    enter(member, world)
    return coach, member


def answer_waits(member):
    vote(member, "Chat")
    expect(member.get_by_text("Your answer is kept on this device")).to_be_visible()


def test_what_a_closed_tab_had_not_sent_goes_with_the_next_one(people, world):
    member = people("participant")
    enter(member, world)
    with no_connection(member):
        say(member, "Jäi lähettämättä")
        expect_waiting(member, ["Jäi lähettämättä"])
        member.close()

    again = member.context.new_page()
    enter(again, world)

    expect_talk(again, ["Jäi lähettämättä"])
    again.reload()
    expect_talk(again, ["Jäi lähettämättä"])


def test_reload_keeps_what_is_being_written(people, world):
    member = people("participant")
    enter(member, world)
    member.get_by_label("Write to the group").fill("Kesken jäänyt ajatus")

    member.reload()

    expect(member.get_by_label("Write to the group")).to_have_value("Kesken jäänyt ajatus")
    member.get_by_role("button", name="Send").click()
    expect_talk(member, ["Kesken jäänyt ajatus"])
    member.reload()
    expect(member.get_by_label("Write to the group")).to_have_value("")


def test_refused_text_comes_back_with_a_sentence(people, world):
    member = people("participant")
    enter(member, world)

    say(member, "Asiakas 131052-308T kertoi")

    expect(member.get_by_label("Write to the group")).to_have_value("Asiakas 131052-308T kertoi")
    expect(member.locator("live-writer [role=alert]:visible")).to_contain_text("identity code")
    expect_talk(member, [])


def test_leaving_with_unsent_text_asks_first(people, world):
    member = people("participant")
    enter(member, world)
    with no_connection(member):
        say(member, "Vielä tämä")
        member.get_by_role("button", name="Leave").click()
        member.get_by_role("dialog").get_by_role("button", name="Stay").click()
        expect_waiting(member, ["Vielä tämä"])

    expect_talk(member, ["Vielä tämä"])
    member.get_by_role("button", name="Leave").click()
    member.wait_for_url(lambda url: room_address(world) not in url)


def lose_the_first_acknowledgement(page):
    """The line breaks just as the first ack comes: the deed was done, the page does not know. → what was lost."""
    lost = []

    def between(line):
        server = line.connect_to_server()

        def pass_on(frame):
            if '"ack"' in frame and not lost:
                lost.append(frame)
                line.close(code=1012)
            else:
                line.send(frame)

        server.on_message(pass_on)

    page.route_web_socket("**/ws/huone/**", between)
    return lost


def test_where_sockets_are_blocked_plain_requests_carry_everything(people, world):
    coach, member = people("coach", viewport=DESK), people("participant")
    blocked = block_sockets(member)
    enter(coach, world)
    enter(member, world)

    say(member, "Tiukan verkon takaa")
    expect_talk(coach, ["Tiukan verkon takaa"])
    say(coach, "Kuuluu hyvin")
    expect_talk(member, ["Tiukan verkon takaa", "Kuuluu hyvin"])
    open_poll(coach, TOOLS)
    vote(member, "Chat")
    expect(member.get_by_text("Your answer has been counted")).to_be_visible()
    tried = len(blocked)
    with no_connection(member):
        say(member, "Katkon aikana")
        expect_waiting(member, ["Katkon aikana"])
    expect_talk(coach, ["Tiukan verkon takaa", "Kuuluu hyvin", "Katkon aikana"])

    member.reload()
    expect(member.locator("live-room")).to_have_attribute("state", "connected")
    expect_talk(member, ["Tiukan verkon takaa", "Kuuluu hyvin", "Katkon aikana"])
    assert tried == 2


def block_sockets(page):
    """The proxy of a strict office: sockets do not open. → the addresses that were tried."""
    tried = []

    def refuse(line):
        tried.append(line.url)
        line.close(code=1006)

    page.route_web_socket("**/ws/**", refuse)
    return tried
