"""A made programme of 117 people in which everything that figures count is found."""

import random

import pytest
from django.core.cache import cache
from django.utils import translation

from coaching.core.registries import Column, Dataset, datasets
from coaching.evaluation.dashboards.lens import figures_of
from tests.unit.evaluation.made_pilots import make_pilots, polls
from tests.unit.evaluation.made_programme import make, messages

TALK = {"Messages in discussions": "forum_posts", "Messages in the digikahvit": "chat", "Notes of learning": "journal"}


@pytest.fixture
def everything_counted(programme, study, monkeypatch):
    """everything_counted(seed) → every table of the programme, with talk, polls and pilots in it."""

    def count(seed):
        cache.clear()
        make(programme, seed=seed)
        make_pilots(programme, random.Random(seed))
        for name, rows in zip(("poll_runs", "poll_ballots"), polls(random.Random(seed)), strict=True):
            monkeypatch.setitem(datasets._items, name, Dataset("", {}, lambda _extract, rows=rows: iter(rows)))
        chance = random.Random(seed)
        for name in TALK.values():
            rows = list(messages(programme, chance))
            columns = {"person": Column("", "person")} | ({} if name == "journal" else {"subgroup": Column("")})
            monkeypatch.setitem(datasets._items, name, Dataset("", columns, lambda _extract, rows=rows: iter(rows)))
        with translation.override("en"):
            return figures_of(programme).tables

    return count
