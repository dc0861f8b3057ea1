"""The five places where an upper floor tells the house what it offers.

A registry never notices what nobody plugged in; tests/unit/test_contracts.py
does, starting from the models.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Q

from coaching.core.days import midnight

T = TypeVar("T")


class Registry(Generic[T]):
    """Names to things; a name taken twice stops the start."""

    def __init__(self, holds: str):
        self.holds = holds
        self._items: dict[str, T] = {}

    def add(self, name: str, item: T) -> T:
        if name in self._items:
            raise ValueError(f"Two {self.holds} with the name {name!r}.")
        self._items[name] = item
        return item

    def __getitem__(self, name: str) -> T:
        return self._items[name]

    def __contains__(self, name: str) -> bool:
        return name in self._items

    def items(self) -> list[tuple[str, T]]:
        return list(self._items.items())

    def values(self) -> list[T]:
        return list(self._items.values())


@dataclass(frozen=True)
class Verb:
    """A deed that history keeps.

    ``sentence`` has {actor} and {target}. ``learning`` is "work", "peer" or
    "formal" when the deed is learning and shows in the person's own mix.
    """

    sentence: Any
    learning: str | None = None


@dataclass(frozen=True)
class Panel:
    """A part of another floor's page.

    ``context(request, subject)`` gives the template's values, or None to show
    nothing; ``subject`` is what the page is about (a programme, a theme, a
    session, a subgroup; None on the front page).
    """

    page: str
    template: str
    context: Callable[[Any, Any], dict | None]
    slot: str = "main"
    order: int = 50


# Under this name a row may carry the ids of people whose consent it needs and whom it does not tell of.
UNTOLD = "untold"

# Why a number is not there, the same in every instrument and every format.
NO_ANSWER, NOT_ASKED = 99, 98


@dataclass(frozen=True)
class Column:
    """One column of a dataset, with the sentence the codebook prints.

    ``title`` and the labels are lazy translations, or mappings by language
    where people wrote them: {"fi": …, "sv": …, "en": …}.

    ``kind``: person (a user's id, leaves the house only as the study's
    pseudonym), words (text somebody wrote: replaced by a placeholder without
    that person's consent), text, category, integer, decimal, boolean, date,
    datetime. ``categories`` are {code: label}, codes all text or all whole
    numbers; ``missing`` are {code: why there is no answer}, such as
    ``NO_ANSWER``, and are no categories. An empty cell is None.

    ``measure`` is nominal, ordinal or scale; "" goes by the kind. ``least`` and
    ``most`` bound a number. ``wave`` names the round an answer was given in,
    ``anonymity`` what was promised to who answered.
    """

    title: Any
    kind: str = "text"
    categories: Mapping[Any, Any] = field(default_factory=dict)
    missing: Mapping[Any, Any] = field(default_factory=dict)
    measure: str = ""
    least: float | None = None
    most: float | None = None
    wave: str = ""
    anonymity: str = ""


@dataclass(frozen=True)
class Extract:
    """What is asked of a dataset: one programme and, if given, a span of days (both ends included) and rounds."""

    programme_id: int
    since: Any = None
    until: Any = None
    waves: tuple = ()

    def rounds(self, kind):
        """The condition that the column holds one of the rounds asked for."""
        return Q(**{f"{kind}__in": self.waves}) if self.waves else Q()

    def days(self, begins, ends=None):
        """The condition that the day in a column, or the time between two, touches the span."""
        return self._touched(begins, ends, self.since, self.until and self.until + timedelta(days=1))

    def moments(self, begins, ends=None):
        """The same of columns that hold moments: from the span's first midnight to the one after its last day."""
        return self._touched(
            begins,
            ends,
            self.since and midnight(self.since),
            self.until and midnight(self.until + timedelta(days=1)),
        )

    def _touched(self, begins, ends, first, after):
        touched = Q(**{f"{ends or begins}__gte": first}) if first else Q()
        return touched & Q(**{f"{begins}__lt": after}) if after else touched


@dataclass(frozen=True)
class Reading:
    """How a dataset's rows read as texts in the tools of qualitative research.

    Rows alike in the column ``source`` are one text, in the order of the column
    ``order``; ``words`` are what the row's person says in it. ``title`` is the
    column that names the text, in this table or, as ``titles`` says, in another
    that has the same ``source``.
    """

    source: str
    order: str
    words: tuple
    title: str = ""
    titles: str = ""


@dataclass(frozen=True)
class Dataset:
    """Rows for the evaluator, raw: consent, pseudonyms and suppression are the evaluation's to apply, once.

    ``rows(extract)`` is an iterator of dicts with exactly the declared
    columns; it streams, so a million rows cost no more memory than ten.
    ``columns_of(extract)`` gives columns that a programme's own
    instruments add. ``key`` names the columns that no two rows share, ``refers``
    {column: table} those whose value is the key of a row there.

    The columns person, session, theme and subgroup mean the same in every
    table: a package is narrowed by them. Besides its columns a row may carry
    ``UNTOLD``: people who must consent, and by whom it is neither named nor narrowed.

    ``ballots`` says that the rows are answers in polls, run by run (columns run, ballot, part, option, value, text):
    where they tell of nobody they leave the house without what binds those of one ballot together.

    ``counted(extract)`` tells of a long table whose rows are a person's deeds at a moment what figures need of it:
    (person, day, subgroup, how many) of the same rows, counted by the database.
    """

    title: Any
    columns: Mapping[str, Column]
    rows: Callable[[Extract], Iterator[dict]]
    columns_of: Callable[[Extract], Mapping[str, Column]] | None = None
    key: tuple = ()
    refers: Mapping[str, str] = field(default_factory=dict)
    reading: Reading | None = None
    counted: Callable[[Extract], Iterator[tuple]] | None = None
    ballots: bool = False

    def columns_in(self, extract):
        """Every column of its rows, as they stand in one programme."""
        return {**self.columns, **(self.columns_of(extract) if self.columns_of else {})}


@dataclass(frozen=True)
class PersonalData:
    """What an app knows of a person: how to hand it out and how to forget it.

    ``covers`` names every model here that points at a person. ``export(person)``
    gives plain data; ``erase(person)`` forgets, leaving threads readable and
    statistics equal.
    """

    covers: tuple
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]


@dataclass(frozen=True)
class PlanSection:
    """A part of a programme's plan file that this app reads: ``load(plan)``, called in ``order``.

    An app may also read its own keys from entries of another's section, such
    as a session's subgroup: what somebody reads is known, the rest is refused.
    """

    load: Callable[[Any], None]
    order: int


verbs: Registry[Verb] = Registry("verbs")
panels: Registry[Panel] = Registry("panels")
datasets: Registry[Dataset] = Registry("datasets")
personal_data: Registry[PersonalData] = Registry("personal data")
plan_sections: Registry[PlanSection] = Registry("plan sections")


def panels_on(page: str, request, subject=None) -> dict[str, list[dict]]:
    """The panels of a page by slot, each as {"template", **context}, in order."""
    found: dict[str, list[dict]] = {}
    for name, panel in sorted(panels.items(), key=lambda pair: (pair[1].order, pair[0])):
        if panel.page == page and (context := panel.context(request, subject)) is not None:
            found.setdefault(panel.slot, []).append({"template": panel.template, "name": name, **context})
    return found
