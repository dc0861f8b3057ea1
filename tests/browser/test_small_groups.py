"""Small groups from two taps of the coach to the reports, as a coach and members meet them."""

import os
import re

from playwright.sync_api import expect

from tests.browser.conftest import no_connection
from tests.browser.room import enter

IN_GROUP = re.compile(r"/huone/\d+-1/$")
COMMON = re.compile(r"/huone/\d+/$")
GOOD, CAN, NEED = (
    "Hyvät käytännöt digiosaamiseen",
    "Hyvät käytännöt digikyvykkyyteen",
    "Tarpeet nyt ja tulevaisuudessa, alueelliset tai valtakunnalliset",
)


def shot(page, name):
    """A picture of the page, where somebody wants to look at them."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def is_in_group(page):
    page.wait_for_url(IN_GROUP)
    expect(page.locator("live-room")).to_have_attribute("state", "connected")


def notes(page, task):
    return page.get_by_role("textbox", name=task)


def test_a_coach_divides_people_write_and_report_back(people, world, look):
    coach, member, client = people("coach"), people("participant"), people("developer_client")
    for page in (coach, member, client):
        enter(page, world)

    the_coach_opens_groups(coach)
    for page in (member, client):
        is_in_group(page)
    one_takes_the_chair(member, client)
    two_write_at_once_and_one_is_cut_off(member, client)
    look(member)
    shot(member, "member-group")
    the_group_calls_and_the_coach_answers(client, coach, look)
    the_coach_visits_and_sees_all_the_groups(coach, look)
    the_coach_tells_all_and_renames(coach, member)
    notes(member, NEED).fill("Lisää aikaa")
    the_groups_are_ended(coach)
    client.wait_for_url(COMMON)
    expect(member.locator("group-room [data-slot=ended]")).to_be_visible()
    expect(member.locator("group-room [data-slot=warning]")).to_be_empty()
    shot(member, "member-ended")
    member.get_by_role("link", name="Back to the common room").click()
    member.wait_for_url(COMMON)
    the_group_reports_back(coach, client)


def test_the_groups_that_have_just_ended_can_be_had_again(people, world):
    coach, member = people("coach"), people("participant")
    for page in (coach, member):
        enter(page, world)
    coach.locator("groups-coach summary h2").click()
    coach.get_by_role("button", name="Open the groups").click()
    is_in_group(member)
    the_groups_are_ended(coach)

    coach.get_by_label("How are people divided?").select_option("same")
    expect(coach.get_by_label("The same groups as in").locator("option")).to_have_text(["Pienryhmät"])
    coach.get_by_role("button", name="Open the groups").last.click()

    expect(coach.locator("groups-coach [data-slot=clock]")).to_have_text(re.compile("left$"))


def test_everyone_chooses_what_to_talk_about_and_is_taken_there(people, world):
    coach, member = people("coach"), people("participant")
    for page in (coach, member):
        enter(page, world)
    they_choose(coach, member, "Video")
    member.wait_for_url(re.compile(r"/huone/\d+-2/$"))


def test_who_is_moved_is_told_and_stands_in_the_other_group(people, world, look):
    coach, member, client = people("coach"), people("participant"), people("developer_client")
    for page in (coach, member, client):
        enter(page, world)
    they_choose(coach, member, "Chatti")
    is_in_group(member)
    expect(member.get_by_text("The coach has moved you to this group.")).to_be_hidden()
    member.get_by_label("Write to the group").fill("Olin juuri sanomassa")

    coach.get_by_text("Move somebody").first.click()
    going = coach.locator("groups-coach [data-slot=going]")
    going.get_by_label("Who").select_option(label="Kaisla Korpikuusi (Chatti)")
    going.get_by_label("Into group").select_option(label="Video")
    going.get_by_role("button", name="Move", exact=True).click()

    expect(member.locator("#group-title")).to_have_text("Video")
    expect(member.get_by_text("The coach has moved you to this group.")).to_be_visible()
    expect(member.get_by_label("Write to the group")).to_have_value("Olin juuri sanomassa")
    look(member)
    member.reload()
    expect(member.locator("#group-title")).to_have_text("Video")
    expect(member.get_by_text("The coach has moved you to this group.")).to_be_hidden()


def they_choose(coach, member, topic):
    """Groups by what one wants to talk about: the member takes one, and the coach opens them."""
    coach.locator("groups-coach summary h2").click()
    coach.get_by_label("How are people divided?").select_option("choice")
    coach.get_by_label("What the groups talk about, each on a line").fill("Chatti\nVideo")
    coach.get_by_role("button", name="Open the groups").click()
    member.get_by_role("button", name=topic).click()
    expect(member.get_by_role("button", name=topic)).to_have_attribute("aria-pressed", "true")
    coach.get_by_role("button", name="Open the groups").first.click()


def the_coach_opens_groups(coach):
    expect(coach.locator("live-presence [data-slot=count]")).to_have_text("3")
    coach.locator("groups-coach summary h2").click()
    shot(coach, "coach-make")
    coach.get_by_role("button", name="Open the groups").click()
    expect(coach.locator(".coach-column > :first-child")).to_have_js_property("localName", "groups-coach")
    expect(coach.locator("groups-coach summary").first).to_be_focused()
    expect(coach.locator("groups-coach summary").first).to_be_in_viewport(ratio=1)


def one_takes_the_chair(member, client):
    expect(member.locator("group-room [data-slot=clock]")).to_have_text(re.compile(r"^(30|29):\d\d left$"))
    member.get_by_role("button", name="I take the chair").click()
    expect(client.locator("group-room [data-slot=chair]")).to_have_text("Kaisla Korpikuusi")


def two_write_at_once_and_one_is_cut_off(member, client):
    notes(member, GOOD).fill("Soitan ensin")
    expect(notes(client, GOOD)).to_have_value("Soitan ensin")
    with no_connection(client):
        notes(client, GOOD).fill("Soitan ensin\nKahvi auttaa")
        notes(member, GOOD).fill("Soitan ensin\nViesti illalla")
        expect(member.locator("#notes-0-status")).to_have_text("Saved. Everybody in the group sees this.")
    for page in (member, client):
        expect(notes(page, GOOD)).to_have_value("Soitan ensin\nViesti illalla\nKahvi auttaa")


def the_group_calls_and_the_coach_answers(client, coach, look):
    client.get_by_role("button", name="Call the coach").click()
    expect(coach.locator("groups-coach [data-slot=calls]")).to_have_text("Groups that wait for you: 1")
    expect(coach.locator("groups-coach [data-slot=group-here]").first).to_have_text("2 / 2")
    expect(coach.locator("groups-coach [data-slot=group-written]").first).to_have_text("1 / 3")
    look(coach)
    shot(coach, "coach-overview")
    coach.get_by_role("button", name="I am coming").click()
    expect(client.get_by_role("button", name="Call the coach")).to_be_visible()


def the_coach_visits_and_sees_all_the_groups(coach, look):
    coach.locator("groups-coach [data-slot=group-link]").first.click()
    is_in_group(coach)
    expect(coach.locator("groups-beside [data-slot=here]")).to_have_text("2")
    expect(coach.locator("groups-beside [data-slot=written]")).to_have_text("1 / 3")
    look(coach)
    shot(coach, "coach-visits")
    coach.get_by_role("link", name="Back to the common room").click()
    coach.wait_for_url(COMMON)
    expect(coach.locator("live-room")).to_have_attribute("state", "connected")


def the_coach_tells_all_and_renames(coach, member):
    coach.get_by_label("Message to all groups").fill("Muistakaa tauko")
    coach.get_by_role("button", name="Send to all groups").click()
    expect(member.locator("group-room [data-slot=word]")).to_have_text("Muistakaa tauko")
    going = coach.locator("groups-coach [data-slot=going]")
    going.get_by_text("Rename a group").click()
    going.get_by_label("New name").fill("Etäohjaus")
    going.get_by_role("button", name="Rename").click()
    expect(member.locator("#group-title")).to_have_text("Etäohjaus")


def the_groups_are_ended(coach):
    coach.request.post(
        f"{coach.url}tee/end_groups/",
        form={
            "csrfmiddlewaretoken": coach.locator("[name=csrfmiddlewaretoken]").first.input_value(),
            "groups": coach.locator("groups-coach [data-slot=going] input[name=groups]").first.input_value(),
            "seconds": "0",
        },
        headers={"Referer": coach.url},
    )


def the_group_reports_back(coach, client):
    coach.get_by_role("button", name="Next: Etäohjaus").click()
    expect(client.locator("#report-title")).to_have_text(re.compile("Etäohjaus$"))
    expect(client.locator("small-groups [data-slot=report-notes] dd")).to_have_text(
        ["Soitan ensin\nViesti illalla\nKahvi auttaa", "Lisää aikaa"]
    )
    shot(client, "member-report")
    shot(coach, "coach-report")
    coach.get_by_role("button", name="Put the notes on the wall").click()
    expect(client.locator("live-wall [data-slot=columns] .note-text")).to_have_text(
        ["Soitan ensin", "Viesti illalla", "Kahvi auttaa", "Lisää aikaa"]
    )
