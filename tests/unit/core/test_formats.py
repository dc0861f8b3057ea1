"""Days and times as each language writes them here, on every page alike."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

AT = datetime(2026, 11, 2, 7, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "time", "both"),
    [
        ("fi", "2.11.2026", "9.05", "2.11.2026 9.05"),
        ("sv", "2.11.2026", "9.05", "2.11.2026 9.05"),
        ("en", "2 Nov 2026", "09:05", "2 Nov 2026, 09:05"),
    ],
)
def test_each_language_has_its_own_way(language, day, time, both):
    names = ("SHORT_DATE_FORMAT", "TIME_FORMAT", "SHORT_DATETIME_FORMAT")
    with translation.override(language):
        told = [Template(f'{{{{ at|date:"{name}" }}}}').render(Context({"at": AT})) for name in names]

    assert told == [day, time, both]


def test_no_page_writes_days_in_one_language_only():
    found = {
        str(path.relative_to(settings.BASE_DIR)): re.findall(r'date:"([^"]*(?:j|H)[^"]*\.[^"]*)"', path.read_text())
        for path in (settings.BASE_DIR / "templates").rglob("*.*")
    }

    assert {name: some for name, some in found.items() if some} == {}
