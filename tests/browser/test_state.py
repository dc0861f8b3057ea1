"""The browser's idea of the room: what each frame makes of it, in the browser's own engine."""

import pytest

RECEIVE = """async (frames) => {
  const { EMPTY, receive } = await import("live/state");
  let state = EMPTY, missed = false;
  for (const frame of frames) ({ state, missed } = receive(state, frame));
  return { ...state, missed };
}"""
SHOWN = """async (runs) => {
  const { shownTo } = await import("live/tools/polls");
  return runs.map(shownTo);
}"""
SNAPSHOT = {"snapshot": {"messages": [], "earlier": False, "polls": [], "mine": {}}, "seq": 10}
ANNA, BERTTA = {"who": "a", "name": "Anna", "coach": False}, {"who": "b", "name": "Bertta", "coach": False}


@pytest.fixture(scope="module")
def in_browser(browser, server):
    """in_browser(script, argument) → what the script returns on a page that knows our modules."""
    page = browser.new_page(base_url=server.url)
    page.goto("/tili/login/")
    yield page.evaluate
    page.close()


def said(seq, text):
    return {"seq": seq, "kind": "chat.said", "at": "2026-11-22T10:15:00Z", "data": {**ANNA, "text": text}}


def texts(state):
    return [(message["seq"], message["text"]) for message in state["messages"]]


def test_what_comes_twice_is_there_once(in_browser):
    events = {"events": [said(11, "Yksi"), said(12, "Kaksi")], "after": 10, "seq": 12}

    state = in_browser(RECEIVE, [SNAPSHOT, events, events])

    assert texts(state) == [(11, "Yksi"), (12, "Kaksi")]


def test_a_gap_is_asked_for_and_not_shown(in_browser):
    state = in_browser(RECEIVE, [SNAPSHOT, {"events": [said(14, "Liian aikaisin")], "after": 13, "seq": 14}])

    assert (state["missed"], state["seq"], texts(state)) == (True, 10, [])


def test_events_for_others_leave_no_gap(in_browser):
    frames = [SNAPSHOT, {"events": [], "after": 10, "seq": 13}, {"events": [said(15, "Nyt")], "after": 13, "seq": 15}]

    state = in_browser(RECEIVE, frames)

    assert (state["missed"], state["seq"], texts(state)) == (False, 15, [(15, "Nyt")])


def test_a_beat_tells_how_far_one_has_come(in_browser):
    assert in_browser(RECEIVE, [SNAPSHOT, {"beat": 17}])["seq"] == 17
    assert in_browser(RECEIVE, [SNAPSHOT, {"beat": 3}])["seq"] == 10


def test_a_snapshot_replaces_what_was(in_browser):
    events = {"events": [said(11, "Vanha")], "after": 10, "seq": 11}

    state = in_browser(RECEIVE, [SNAPSHOT, events, SNAPSHOT | {"seq": 40}])

    assert (state["seq"], texts(state)) == (40, [])


def test_people_come_and_go(in_browser):
    arrive = {"tick": {"here": {"count": 1, "people": [ANNA]}}}
    change = {"tick": {"here": {"count": 1, "joined": [BERTTA], "left": ["a"]}}}

    assert in_browser(RECEIVE, [arrive, change])["here"] == {"count": 1, "people": [BERTTA]}


def test_a_tick_replaces_only_what_it_tells_of(in_browser):
    one = {"run": 1, "answered": 5, "counts": [5, 0], "too_few": False}
    two = {"run": 2, "answered": 1, "counts": None, "too_few": True}

    state = in_browser(RECEIVE, [{"tick": {"polls": [one, two]}}, {"tick": {"polls": [two | {"answered": 2}]}}])

    assert state["tallies"] == {"1": one, "2": two | {"answered": 2}}


def test_unknown_frames_and_kinds_are_passed_over(in_browser):
    strange = {"seq": 11, "kind": "wall.noted", "at": "2026-11-22T10:15:00Z", "data": {}}

    state = in_browser(RECEIVE, [SNAPSHOT, {"weather": "snow"}, {"events": [strange], "after": 10, "seq": 11}])

    assert (state["missed"], state["seq"]) == (False, 11)


@pytest.mark.parametrize(
    ("reveal", "while_open", "when_closed"),
    [
        ("live", "all", "all"),
        ("after_own", "answerers", "all"),
        ("when_closed", "coaches", "all"),
        ("coach_only", "coaches", "coaches"),
    ],
)
def test_who_sees_the_results(in_browser, reveal, while_open, when_closed):
    runs = [{"reveal": reveal, "state": state, "revealed": False} for state in ("open", "closed")]

    assert in_browser(SHOWN, runs) == [while_open, when_closed]
    assert in_browser(SHOWN, [run | {"revealed": True} for run in runs]) == ["all", "all"]


def test_last_seconds_and_the_end_are_told_once_each(in_browser):
    """Each look is [which, seconds left]; what had ended before the first look is passed over."""
    script = """async (looks) => {
        const { countdown } = await import("live/clock");
        const told = [];
        const look = countdown({ soon: (n) => told.push(n), over: () => told.push("over") });
        for (const [which, left] of looks) look(which, left);
        return told;
    }"""
    told = [
        [["a", 12], ["a", 10], ["a", 9], ["a", 0], ["a", 0], ["a", -3]],
        [["a", 4], ["a", 3]],
        [["a", -2], ["a", -3]],
        [["a", 9], ["b", 30], ["b", 8], ["b", 7]],
        [["a", 20], ["a", -5]],
    ]

    assert [in_browser(script, looks) for looks in told] == [[10, "over"], [4], [], [9, 8], ["over"]]
