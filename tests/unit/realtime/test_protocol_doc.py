"""docs/protocol.md and the code say the same."""

import re

from django.conf import settings

from realtime.closing import CLOSE_CODES
from realtime.kinds import BY_TOOL, KINDS
from realtime.limits import LIMITS
from realtime.toolbox import DEEDS, TOOLS
from realtime.tools.chat.state import LAST_MESSAGES
from realtime.tools.polls.kinds import KINDS as POLL_KINDS
from realtime.tools.polls.kinds.kind import FEWEST

TEXT = (settings.BASE_DIR / "docs" / "protocol.md").read_text()


def table(first, second):
    """The rows of the table whose heading begins with these two cells."""
    head = TEXT.index(f"| {first} | {second} |")
    rows = TEXT[head:].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_deeds():
    told = {do: (fields, permission, becomes) for do, fields, permission, becomes in table("do", "fields")}

    assert told == {
        name: (", ".join(f"{key}: {kind}" for key, kind in deed.fields.items()), deed.permission, deed.becomes)
        for name, deed in DEEDS.items()
    }


def test_kinds_of_polls():
    told = {kind: rest for kind, *rest in table("kind of poll", "settings")}

    assert told == {
        name: [", ".join(kind.settings) or "–", kind.answer, kind.result] for name, kind in POLL_KINDS.items()
    }


def test_no_two_tools_have_a_deed_or_a_kind_of_the_same_name():
    assert len(DEEDS) == sum(len(tool.deeds) for tool in TOOLS.values())
    assert len(KINDS) == sum(len(kinds) for kinds in BY_TOOL.values())


def test_kinds_of_events():
    told = {kind: rest for kind, *rest in table("kind", "audience")}

    assert told == {
        name: [kind.audience, "yes" if kind.projected else "no", ", ".join(kind.data)] for name, kind in KINDS.items()
    }


def test_every_deed_becomes_a_kind_and_every_kind_has_an_effect():
    assert {deed.becomes for deed in DEEDS.values()} - set(KINDS) == set()
    assert [row[0] for row in table("kind", "the snapshot's")] == list(KINDS)


def test_close_codes():
    assert {name: int(code) for code, name, _means, _client in table("code", "name")} == CLOSE_CODES


def test_every_close_code_can_be_sent_by_every_server():
    """Daphne's library refuses those from 1001 to 2999, and the connection stays open as if nothing had been said."""
    assert [code for code in CLOSE_CODES.values() if not 4000 <= code < 5000] == []


def test_refusal_codes():
    files = [*(settings.BASE_DIR / "realtime").rglob("*.py"), settings.BASE_DIR / "coaching/core/pictures.py"]
    sources = "\n".join(path.read_text() for path in files)
    raised = set(re.findall(r'Refused\(\s*"(\w+)"', sources)) - {
        "no_theme",
        "nothing_to_copy",
        "too_many",
        "wrong_question",
        "wrong_day",
        "answered_already",
    }

    assert {row[0] for row in table("code", "when")} == raised


def test_numbers():
    assert f"the last {LAST_MESSAGES} messages" in TEXT
    assert f"more than {LIMITS.connections_a_person} connections" in TEXT
    assert f"a frame over {LIMITS.frame_bytes:,} bytes" in TEXT
    assert f"more than {LIMITS.people_listed} are present" in TEXT
    assert f"every {LIMITS.beat} s" in TEXT
    assert (LIMITS.ticks_a_second, FEWEST) == (4, 5)
