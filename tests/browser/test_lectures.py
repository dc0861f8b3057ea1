"""A coach sends a film over a line that breaks; a member watches it, leaves, and goes on from there."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from coaching.config import ROOT
from tests.browser.conftest import no_connection
from tests.unit.lectures.conftest import VTT, make_film

SECONDS = 40


@pytest.fixture(scope="module")
def film():
    return {"name": "luento.mp4", "mimeType": "video/mp4", "buffer": make_film(SECONDS)}


@pytest.fixture
def worker(server):
    """worker() does the background work that is waiting."""

    def work():
        command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-reload"]
        subprocess.run(command, cwd=ROOT, env=server.environment, check=True, capture_output=True)

    return work


def captions(text):
    return {"name": "teksti.vtt", "mimeType": "text/vtt", "buffer": text.encode()}


def make_a_place(coach, world, visit):
    visit(coach, f"/ohjelmat/{world['programme']}/teemat/kohtaaminen/")
    coach.get_by_role("link", name="New recording").click()
    coach.get_by_label("Title").fill("Hiljaisuus puhelimessa")
    coach.get_by_label("Made for watching").check()
    coach.get_by_role("button", name="Continue").click()
    expect(coach.get_by_text("Not uploaded yet.")).to_be_visible()


def send(coach, film, piece):
    coach.locator("upload-progress").evaluate("(element, piece) => element.setAttribute('piece', piece)", str(piece))
    coach.get_by_label("Film or sound file").set_input_files(film)
    coach.get_by_role("button", name="Send", exact=True).click()


def publish(coach):
    coach.get_by_label("Caption file").set_input_files(captions(VTT))
    coach.get_by_role("button", name="Add captions").click()
    coach.get_by_role("button", name="Publish", exact=True).click()
    expect(coach.get_by_text("The members can watch it now.")).to_be_visible()


def played_until(page, moment):
    """Plays until the film has come there, pauses, and tells where it is."""
    return page.locator("video").evaluate(
        """(player, moment) => new Promise((go) => {
            const look = () => { if (player.currentTime > moment) { player.pause(); go(player.currentTime); } };
            player.addEventListener("timeupdate", look);
            player.muted = true;
            player.play();
        })""",
        moment,
    )


def test_a_film_comes_whole_over_a_line_that_breaks(people, world, visit, look, film, worker):
    coach = people("coach")
    make_a_place(coach, world, visit)
    look(coach)
    sent = []
    coach.on("request", lambda request: request.method == "PUT" and sent.append(request.headers["upload-offset"]))

    with no_connection(coach):
        send(coach, film, piece=len(film["buffer"]) // 3 + 1)
        expect(coach.get_by_text("The sending goes on by itself when the connection comes back.")).to_be_visible()
        look(coach)
    expect(coach.get_by_text("The film is being prepared.")).to_be_visible()
    assert len(set(sent)) == 3
    worker()
    expect(coach.get_by_text(f"The film is ready: {SECONDS} s.")).to_be_visible()

    coach.get_by_label("Caption file").set_input_files(captions(VTT.replace("00:25", "00:15")))
    coach.get_by_role("button", name="Add captions").click()
    expect(coach.locator(".errorlist").get_by_text("Line 6: the caption ends before it begins.")).to_be_visible()
    look(coach)
    publish(coach)
    look(coach)


def test_what_is_not_a_film_is_told_at_once(people, world, visit):
    coach = people("coach")
    make_a_place(coach, world, visit)

    send(coach, {"name": "luento.mp4", "mimeType": "video/mp4", "buffer": b"%PDF-1.7"}, piece=4)

    expect(coach.get_by_text("The file is not a film or a sound recording")).to_be_visible()
    expect(coach.get_by_label("Film or sound file")).to_be_visible()


def test_a_member_watches_leaves_and_goes_on(people, world, visit, look, film, worker):
    coach, member = people("coach"), people("participant")
    make_a_place(coach, world, visit)
    send(coach, film, piece=10**6)
    expect(coach.get_by_text("The film is being prepared.")).to_be_visible()
    worker()
    expect(coach.get_by_text(f"The film is ready: {SECONDS} s.")).to_be_visible()
    publish(coach)

    visit(member, f"/ohjelmat/{world['programme']}/teemat/kohtaaminen/")
    member.get_by_role("link", name="Hiljaisuus puhelimessa").click()
    look(member)
    member.get_by_role("link", name="Go to 0:20").click()
    played_until(member, 21.2)
    expect(member.locator("[data-progress]")).to_have_text(re.compile(rf"Watched [1-9] s of {SECONDS} s"))

    member.reload()
    expect(member.get_by_text(re.compile(r"Going on from 0:2\d\."))).to_be_visible()
    assert played_until(member, 0) > 20
    member.get_by_role("button", name="I have watched this").click()
    expect(member.locator("[data-progress]")).to_have_text("Watched")
