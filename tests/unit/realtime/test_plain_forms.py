"""Nothing typed is lost: every plain form of the room's pages that is refused comes back with its text."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone

from realtime.models import SmallGroup, Wall
from realtime.tools.polls.actions import close
from realtime.tools.polls.afterwards import open_afterwards
from realtime.tools.questions.private import ask_coach
from realtime.tools.script.writing import add_item
from realtime.tools.small_groups.making import make_groups, open_groups
from realtime.tools.small_groups.placing import pick_group
from realtime.tools.wall.actions import add_heading, put_up_wall
from realtime.tools.wall.notes import write_note

TYPED = "Kirjoitin 131052-308T"
"""No text may hold an identity code, so this is refused wherever it is sent."""
SET = {"how": "choice", "size": 2, "whom": "all", "minutes": 30, "tasks": "Mikä toimi?", "like": 0, "begin": False}


class Forms(HTMLParser):
    """The forms of a page that are sent to the server, without those in templates; fields as {name: value}.

    A form with an empty address is hidden until there is something it is about.
    """

    def __init__(self, page):
        super().__init__()
        self.found, self._form, self._template, self._text, self._select = [], None, 0, None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "template":
            self._template += 1
        elif tag == "form" and not self._template and attrs.get("method") == "post" and attrs.get("action") != "":
            self._form = {"action": attrs.get("action"), "fields": {}, "texts": {}}
            self.found.append(self._form)
        elif self._form is not None and not self._template:
            self._field(tag, attrs)

    def _field(self, tag, attrs):
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "textarea":
            self._text = name
            self._form["texts"][name] = ""
        elif tag == "input" and name and kind == "text":
            self._form["texts"][name] = attrs.get("value", "")
        elif tag == "input" and name and (kind in ("hidden", "number", "date") or "checked" in attrs):
            self._form["fields"][name] = attrs.get("value", "on")
        elif tag == "select":
            self._select = name
        elif tag == "option" and ("selected" in attrs or self._select not in self._form["fields"]):
            self._form["fields"][self._select] = attrs.get("value", "")

    def handle_data(self, data):
        if self._text is not None:
            self._form["texts"][self._text] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self._template -= 1
        elif tag == "textarea":
            self._text = None
        elif tag == "form":
            self._form = None


def forms_of(answer):
    return Forms(answer.content.decode()).found


def about(form, address):
    """What tells forms apart: where they go, and what their hidden fields say they are about."""
    what = {key: value for key, value in form["fields"].items() if key in ("note", "task", "groups", "run", "heading")}
    return form["action"] or address, tuple(sorted(what.items()))


@pytest.fixture
def pages(room, coach, participant, make_run, make_poll, theme):
    """{name: (person, address)} of the pages that have forms with texts, with something of everything on them."""
    afterwards = open_afterwards(
        by=coach,
        run=close(by=coach, room=room, run=make_run(kind="text", options=[], question="Entä?").pk),
        until=timezone.localdate() + timedelta(days=2),
    )
    make_run(kind="text", options=[])
    ask_coach(by=participant, room=room, text="Yksi asia")
    item = add_item(by=coach, session=room.session, title="Alku", minutes=5, opens="talk", poll=None, text="")
    make_groups(by=coach, room=room, title="Seuraavat", topics="Etäohjaus\nTietoturva", **SET)
    on = make_groups(by=coach, room=room, title="Nyt", topics="Kahvi\nPuhelu", **SET)
    open_groups(by=coach, room=room, groups=on.pk)
    group = SmallGroup.objects.get(name="Kahvi")
    pick_group(by=participant, room=room, groups=on.pk, group=group.pk)
    asked = {"title": "Seinä", "question": "", "names": "shown", "dots": 0, "phase": "revealed"}
    wall = put_up_wall(by=coach, room=room, **asked)
    add_heading(by=coach, room=room, wall=wall.pk, text="Kokeilut")
    note = write_note(by=participant, room=room, wall=wall.pk, text="Ensin", colour="yellow")
    return {
        "room, coach": (coach, room.get_absolute_url()),
        "room, member": (participant, room.get_absolute_url()),
        "small group": (participant, group.room.get_absolute_url()),
        "wall, coach": (coach, reverse("realtime:wall", args=[room.place, wall.pk])),
        "wall, member": (participant, reverse("realtime:wall", args=[room.place, wall.pk])),
        "note": (participant, reverse("realtime:note", args=[room.place, note.pk])),
        "script": (coach, reverse("realtime:script", args=[room.session_id])),
        "item": (coach, reverse("realtime:script_item", args=[room.session_id, item.pk])),
        "poll": (coach, reverse("realtime:prepare_poll", args=[theme.pk])),
        "edited poll": (coach, reverse("realtime:edit_poll", args=[make_poll().pk])),
        "afterwards": (participant, reverse("realtime:afterwards", args=[afterwards.pk])),
    }


def _kept(form, typed):
    """The texts that have not come back, as they are now; a browser passes over a text area's first line end."""
    return {key: text for key, text in form["texts"].items() if text.removeprefix("\n") != typed.get(key)}


FORMS = {
    "room, coach": 11,
    "room, member": 5,
    "small group": 4,
    "wall, coach": 3,
    "wall, member": 1,
    "note": 1,
    "script": 1,
    "item": 1,
    "poll": 1,
    "edited poll": 1,
    "afterwards": 1,
}
"""How many forms with texts each page has: a form that the parser would pass over is missed here."""


@pytest.mark.parametrize("name", FORMS)
def test_a_refused_form_comes_back_with_its_text(name, pages, signed_in, no_hurry):
    person, address = pages[name]
    browser = signed_in(person)
    forms = [form for form in forms_of(browser.get(address)) if form["texts"]]
    walls = Wall.objects.count()

    back = {}
    for form in forms:
        typed = dict.fromkeys(form["texts"], TYPED)
        answer = browser.post(form["action"] or address, {**form["fields"], **typed})
        same = [one for one in forms_of(answer) if about(one, address) == about(form, address)]
        back[about(form, address)] = answer.status_code, [_kept(one, typed) for one in same]

    assert back == {key: (422, [{}]) for key in back}
    assert (len(back), Wall.objects.count()) == (FORMS[name], walls)
