"""Docs that would lie are caught here."""

from dataclasses import fields

from django.conf import settings
from django.core.management import get_commands

from coaching.config import WITHOUT_PREFIX, Config

OPERATIONS = (settings.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")


def told_settings():
    lines = [line.split("|") for line in OPERATIONS.splitlines() if line.startswith("| `") and line.count("|") == 4]
    rows = {cells[1].strip(" `"): cells[3].strip() for cells in lines}
    return {
        name: says for name, says in rows.items() if name.startswith("DIGIKAHVIT_") or name.lower() in WITHOUT_PREFIX
    }


def test_every_setting_is_told_in_its_own_words():
    names = {
        f.name: f.name.upper() if f.name in WITHOUT_PREFIX else f"DIGIKAHVIT_{f.name.upper()}" for f in fields(Config)
    }

    assert told_settings() == {names[f.name]: f.metadata["says"] for f in fields(Config)}


def test_every_command_told_exists():
    told = {
        line.split("manage.py ")[1].split("`")[0].split()[0] for line in OPERATIONS.splitlines() if "manage.py " in line
    }

    assert told - set(get_commands()) == set()
