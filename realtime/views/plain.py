"""The frames of a room in shapes that a template can walk."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from realtime.tools.polls.kinds import KINDS
from realtime.tools.polls.kinds.kind import Asked
from realtime.tools.wall.plain import plain_walls


def page_values(frames):
    """Template values from [hello, snapshot, tick], the frames this viewer's socket would send on arrival."""
    hello, snapshot, tick = frames[0]["hello"], frames[1]["snapshot"], frames[2]["tick"]
    me = hello.get("me")
    tallies = {tally["run"]: tally for tally in tick.get("polls", ())}
    mine = snapshot.get("mine", {})
    runs = [plain_run(run, tallies[run["run"]], mine) for run in snapshot["polls"]]
    now = next((run for run in reversed(runs) if run["state"] == "open"), runs[-1] if runs else None)
    return {
        "run": now,
        "earlier": [run for run in reversed(runs) if run is not now and run["state"] == "closed"],
        "messages_shown": [plain_message(message, me) for message in snapshot.get("messages", ())],
        "library": snapshot.get("library", ()),
        "here": tick["here"],
        "me": me,
        "me_name": me and me["name"],
        "state": snapshot,
        "tick": tick,
        **plain_walls(snapshot, tick),
    }


def plain_questions(state, tick, may_run):
    """The questions in their order, and what is between this viewer and the coaches."""
    people = {told["question"]: told["people"] for told in tick.get("questions", ())}
    shown = state["shown_question"] or {}
    questions = [
        {
            **question,
            "people": people.get(question["question"], 0),
            "mine": question["question"] in state["backed"],
            "on": question["question"] == shown.get("question"),
        }
        for question in state["questions"]
    ]
    notes = state["private"] if may_run else state["my_private"]
    return {
        "questions": sorted(questions, key=lambda one: (one["answered"], -one["people"], one["question"])),
        "open_questions": sum(not question["answered"] for question in questions),
        "private_notes": notes,
        "private_waiting": sum(not note["answer"] for note in notes),
        "private_answered": not may_run and any(note["answer"] for note in notes),
    }


REACTION_WORDS = {
    "agree": ("hand-thumbs-up", _("I agree")),
    "thanks": ("heart", _("Thank you")),
    "bravo": ("star", _("Well done")),
    "cheers": ("cup-hot", _("Cheers")),
}
WISH_WORDS = {
    "slower": ("hourglass-split", _("Slower, please")),
    "break": ("pause-fill", _("A break, please")),
    "louder": ("volume-up", _("Louder, please")),
}


def plain_mood(tick):
    """The reactions and wishes one may choose, and for a coach what is wished just now."""
    told = {one["mood"]: one for one in tick.get("mood", ())}
    reactions = [{"mood": mood, "icon": icon, "words": words} for mood, (icon, words) in REACTION_WORDS.items()]
    wishes = [
        {**told.get(mood, {}), "mood": mood, "icon": icon, "words": words} for mood, (icon, words) in WISH_WORDS.items()
    ]
    return {"reactions": reactions, "wishes": wishes}


def plain_script(state):
    """Where a coach is in the running order, and the items before and after."""
    items, stage = state["script"], state["stage"]
    at = next((index for index, item in enumerate(items) if stage and item["item"] == stage["item"]), -1)
    lost = stage is not None and at < 0
    return {
        "script_now": items[at] if at >= 0 else None,
        "script_next": items[at + 1] if not lost and at + 1 < len(items) else None,
        "script_back": items[at - 1] if at > 0 else None,
        "script_place": f"{at + 1} / {len(items)}" if at >= 0 else "",
        "script_at_end": stage is not None and (lost or at + 1 == len(items)),
    }


def own_hand(state, me):
    """Whether the viewer has the floor, and their place in the queue; 0 when their hand is down."""
    waiting = [hand["who"] for hand in state["queue"]]
    has_floor = bool(state["floor"]) and state["floor"]["who"] == me["who"]
    return {"has_floor": has_floor, "hand_up": waiting.index(me["who"]) + 1 if me["who"] in waiting else int(has_floor)}


def plain_message(message, me):
    return {**message, "at": parse_datetime(message["at"]), "mine": me is not None and message["who"] == me["who"]}


def plain_run(run, tally, mine):
    """A run with what its form asks, what the viewer answered, and the results this viewer may see."""
    own = mine.get(str(run["run"]))
    asked = asked_in(run)
    return {
        **run,
        "closes": parse_datetime(run["closes"]) if run.get("closes") else None,
        "asked": asked_for(asked, own),
        "texts": KINDS[asked.kind].texts(asked),
        "answered": tally["answered"],
        "counted": tally.get("counted"),
        "answered_by_me": str(run["run"]) in mine,
        "results": results_of(asked, tally, own),
    }


def asked_in(told):
    """The question in a run or poll as it is told of."""
    return Asked(told["question"], told["kind"], told["options"], told["settings"])


def asked_for(asked, mine=None, name="a", typed=None):
    """What the template of the kind asks with; ``name`` is the name of its fields.

    ``typed`` is what a form that was refused has sent: it comes back as it was.
    """
    if typed is not None:
        mine = KINDS[asked.kind].typed(asked, typed, name)
    shape = {
        "kind": asked.kind,
        "name": name,
        "question": asked.question,
        "options": asked.options,
        "settings": asked.settings,
        "mine": mine,
    }
    if asked.kind == "form":
        parts = KINDS["form"].parts(asked)
        own = mine or [None] * len(parts)
        pairs = enumerate(zip(parts, own, strict=True))
        shape["parts"] = [asked_for(part, answer, f"{name}-{index}", typed) for index, ((_kind, part), answer) in pairs]
        return shape
    return shape | KINDS[asked.kind].fields(asked, mine)


def results_of(asked, tally, mine=None):
    """The results as their template walks them; None when this viewer may not see them (yet)."""
    if tally["too_few"]:
        return {"too_few": True}
    if tally["result"] is None:
        return None
    return KINDS[asked.kind].shown(asked, tally["result"], tally.get("counted", tally["answered"]), mine)
