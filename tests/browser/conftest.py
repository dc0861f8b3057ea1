"""A real server process, a real browser, and one way to visit a page: with axe looking on.

Each worker has a server of its own, with its own data directory, on a free
port. Without Chromium these tests are left out, loudly; with REQUIRE=all that
is a failure.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.utils.text import slugify

from coaching.config import ROOT
from tests.houses import EMBEDDED, PRODUCTION, database, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking"]
START_SECONDS = 60
TIMEOUT = 30_000
SMALL = {"width": 320, "height": 568}
PHONE = {"width": 375, "height": 740}
DESK = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium; skips where there is none, fails where nothing may be left out."""
    if CHROMIUM:
        return CHROMIUM
    if os.environ.get("REQUIRE") == "all":
        pytest.fail("Chromium was not found, and REQUIRE=all lets nothing be left out.")
    pytest.skip("LEFT OUT: Chromium was not found, so nothing was tried in a browser.")
    return None


@pytest.fixture(scope="session")
def server(chromium, tmp_path_factory):
    """A running server: ``url``, and ``environment`` for a process that is to see the same data."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@contextmanager
def serving(data, **settings):
    """A server process with its data in this folder and these settings.

    Daphne over SQLite as on a laptop; in a round on PostgreSQL and Redis those, and uvicorn, as on a server.
    """
    with database() as address, _process(data, address, settings) as running:
        yield running


@contextmanager
def _process(data, address, settings):
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DIGIKAHVIT"))}
    environment |= {
        "DIGIKAHVIT_DATA_DIR": str(data),
        "DIGIKAHVIT_DEMONSTRATION": "true",
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "coaching.settings",
        **settings,
    }

    def run(*arguments):
        done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    run("manage.py", "migrate", "--verbosity", "0")
    run("manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    command = [*(PRODUCTION if address else EMBEDDED), str(port)]
    with (data / "server.log").open("w") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(url, process, data / "server.log")
        yield SimpleNamespace(url=url, environment=environment)
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def make_world(server):
    """make_world(name) → a programme with its cast, made by a process that lives as long as the server."""
    with worlds(server) as make:
        yield make


@contextmanager
def worlds(server):
    command = [sys.executable, "-m", "tests.browser.cast"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=server.environment, **pipes) as process:

        def make(name):
            print(name, file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield make
        process.stdin.close()


@pytest.fixture
def world(make_world, request):
    """A programme of this test's own: ``people``, ``rooms``."""
    return make_world(slugify(request.node.name.removeprefix("test_").replace("_", "-"))[-50:])


@pytest.fixture(scope="module")
def browser(chromium):
    """One a module: Playwright's loop must have ended before another test touches the database."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def enter_as(browser, server, world):
    """enter_as(who, **options) → a browser of that person's own, signed in, without a page; None is nobody."""
    contexts = []

    def open_context(who=None, *, viewport=PHONE, **options):
        context = browser.new_context(base_url=server.url, locale="en-GB", viewport=viewport, **options)
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        if who:
            cookie = world["people"][who]["cookie"]
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": server.url}])
        return context

    yield open_context
    for context in contexts:
        context.close()


@pytest.fixture
def people(enter_as):
    """people(who, **options) → a page in a browser of that person's own, signed in; None is nobody.

    Whatever goes wrong in a page's scripts fails the test at its end.
    """
    wrongs = []

    def open_page(who=None, **options):
        page = enter_as(who, **options).new_page()
        page.on("pageerror", lambda error: wrongs.append(f"{page.url}: {error}"))
        return page

    yield open_page
    assert wrongs == []


@pytest.fixture
def senders(enter_as):
    """senders(who) → sends requests as that person would, with no page: much quicker than ``people``."""
    return lambda who: enter_as(who).request


@pytest.fixture
def visit():
    """visit(page, address): goes there and lets axe look; a violation fails with its rule and place."""
    return go


@pytest.fixture
def look():
    """look(page): axe on the page as it now stands."""
    return assert_accessible


def go(page, address):
    answer = page.goto(address)
    assert_accessible(page)
    return answer


def assert_accessible(page):
    assert violations(page) == []


SETTLED = """() => Promise.race([
    Promise.allSettled(document.getAnimations()
        .filter((one) => one.effect.getComputedTiming().endTime < 5000)
        .map((one) => one.finished)),
    new Promise((go) => setTimeout(go, 6000)),
])"""
"""What a browser has not drawn yet may stand still in the middle of its change for ever."""


def violations(page):
    """What axe has to say against the page once its colours have stopped changing, a sentence a rule."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(SETTLED)
    found = Axe().run(page).response["violations"]
    return [f"{page.url} {rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


@contextmanager
def no_connection(page):
    """The page's browser is off the net inside."""
    page.context.set_offline(True)
    yield
    page.context.set_offline(False)


def sign_in_again(page, world, who):
    """The page's session ends, and this person signs in in another tab of the same browser."""
    cookie, origin = world["people"][who]["cookie"], page.evaluate("location.origin")
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": origin}])
    other = page.context.new_page()
    other.goto("/")
    other.close()


def _wait_until_up(url, process, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The server did not come up in {START_SECONDS} s.\n{log.read_text()}")
