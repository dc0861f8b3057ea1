"""Every page, as each role comes upon it by following links: axe, one heading, nothing wider than a phone."""

import json
import subprocess
import sys

import pytest
from django.urls import Resolver404, resolve

from coaching.config import ROOT
from tests.browser.conftest import violations

NARROW = {"width": 320, "height": 640}
FILES = {
    "film",
    "poster",
    "captions",
    "download",
    "table",
    "codebook_file",
    "figure_file",
    "material",
    "model_file",
    "session_ics",
    "theme_ics",
    "feed",
    "schema",
}
NOT_PAGES = FILES | {"account_logout"}


@pytest.fixture(scope="module")
def cookies(server):
    """{role: session cookie} of people in the demonstration programme."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.demonstration"],
        cwd=ROOT,
        env=server.environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def known():
    """{colour scheme: shapes of elements that axe has seen}"""
    return {"light": set(), "dark": set()}


def view_of(path):
    """The name of the page's view with its namespace, or None for what is no page of the house."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return None if found.url_name in NOT_PAGES else found.view_name


def links(page):
    """The addresses on the page that lead to pages of the house."""
    own = "found => found.filter(a => a.origin === location.origin && !a.download).map(a => a.pathname)"
    return page.eval_on_selector_all("a[href]", own)


def walk(page, begin, known):
    """Follow links, one page of each view; what is wrong with any of them, as sentences."""
    waiting, seen, wrongs = [begin], set(), []
    while waiting:
        path = waiting.pop(0)
        view = view_of(path)
        if view is None or view in seen:
            continue
        seen.add(view)
        answer = page.goto(path)
        if answer.status != 200:
            wrongs.append(f"{path}: {answer.status}")
            continue
        waiting += links(page)
        wrongs += look_at(page, known)
    return wrongs


SHAPES = """() => [...new Set([...document.querySelectorAll("body *")].filter(one => one.checkVisibility()).map(one =>
    [one.tagName, one.className, ...one.getAttributeNames(), one.role, !one.textContent.trim()].join(" ")))]"""
"""What the elements on a page are like: tag, classes, attributes, whether empty."""


def look_at(page, known):
    """What is wrong with a page. Axe looks only at pages with something unlike all that it has ``known`` before."""
    shapes = set(page.evaluate(SHAPES))
    wrongs = violations(page) if shapes - known else []
    known |= shapes
    headings = page.evaluate("[...document.querySelectorAll('h1')].filter(h1 => h1.checkVisibility()).length")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if headings != 1:
        wrongs.append(f"{page.url}: {headings} headings of the first level")
    if wide:
        wrongs.append(f"{page.url}: wider than {NARROW['width']} px")
    return wrongs


@pytest.mark.parametrize(
    ("role", "scheme"),
    [
        ("organiser", "light"),
        ("coach", "dark"),
        ("participant", "light"),
        ("developer", "dark"),
        ("evaluator", "light"),
        (None, "dark"),
    ],
)
def test_every_page(browser, server, cookies, known, role, scheme):
    context = browser.new_context(base_url=server.url, locale="fi-FI", viewport=NARROW, color_scheme=scheme)
    if role:
        context.add_cookies([{"name": "sessionid", "value": cookies[role], "url": server.url}])
    page = context.new_page()
    thrown = []
    page.on("pageerror", lambda error: thrown.append(f"{page.url}: {error}"))

    wrongs = walk(page, "/" if role else "/tili/login/", known[scheme])

    context.close()
    assert not wrongs + thrown, "\n".join(wrongs + thrown)
