"""One table streamed: right bytes, right log, also when the reader leaves in the middle."""

import csv
import hashlib
import io
import json

import pytest

from coaching.core.models import AccessLog
from coaching.core.registries import Dataset, datasets
from coaching.evaluation.sending import table_parts


@pytest.fixture
def parts(study, evaluator, tiny):
    def send(kind="csv", **values):
        return table_parts(by=evaluator, study=study, name="tiny", kind=kind, **values)

    return send


def test_csv(parts, tiny):
    tiny({"count": 1}, {"title": "=1"})

    sent = b"".join(parts())

    assert list(csv.reader(io.StringIO(sent.decode("utf-8-sig")))) == [
        ["person", "text", "title", "count"],
        ["", "", "", "1"],
        ["", "", "'=1", ""],
    ]


def test_json(parts, tiny):
    tiny({"count": 1})

    assert json.loads(b"".join(parts("jsonl"))) == {"person": None, "text": None, "title": None, "count": 1}


def test_the_log_tells_what_left(parts, tiny, evaluator, programme):
    tiny({"count": 1}, {"count": 2})

    sent = b"".join(parts())

    assert [(row.deed, row.actor, row.scope) for row in AccessLog.objects.order_by("pk")] == [
        ("evaluation.export_began", evaluator, programme.pk),
        ("evaluation.exported", evaluator, programme.pk),
    ]
    assert AccessLog.objects.last().details == {
        "dataset": "tiny",
        "format": "csv",
        "since": None,
        "until": None,
        "rows": {"tiny": 2},
        "sha256": hashlib.sha256(sent).hexdigest(),
        "complete": True,
    }


def test_a_reader_who_leaves_is_told_of_too(parts, tiny):
    tiny(*({"count": number} for number in range(5)))
    sending = parts()
    next(sending)
    next(sending)

    sending.close()

    details = AccessLog.objects.get(deed="evaluation.exported").details
    assert (details["complete"], details["rows"]) == (False, {"tiny": 2})


def test_nothing_is_read_ahead(parts, tiny):
    """Memory does not grow with the table: before a piece is taken, no further row has been made."""
    made = []

    def endless(_extract):
        while True:
            made.append(1)
            yield {"person": None, "text": None, "title": None, "count": len(made)}

    datasets._items["tiny"] = Dataset("Tiny", tiny().columns, endless)
    sending = parts()

    for taken in range(1, 50):
        next(sending)
        assert len(made) == taken
    sending.close()
