"""What an evaluator narrows a package by, and which rows that leaves.

A row belongs to a theme by its own column or its session's; to a subgroup by
its own column, its session's, or, where it was for everybody, its person's on
that day; to a role by its person's. What knows nothing of a theme, a subgroup or a person
is kept: sessions and pilots are the frame of the rest.
"""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _

from coaching.core.days import day_of
from coaching.core.registries import Extract, datasets
from coaching.evaluation.belonging import Belonging
from coaching.programmes.models import Session, Theme
from coaching.surveys.models import Wave

FACETS = ("themes", "subgroups", "roles", "waves")
DAYS = ("day", "date", "at")
"""The columns that say when something was done, the surest first."""


@dataclass(frozen=True)
class Filter:
    """Days (both ends included) and facets; an empty one leaves nothing out."""

    since: date | None = None
    until: date | None = None
    themes: tuple = ()
    subgroups: tuple = ()
    roles: tuple = ()
    waves: tuple = ()

    @classmethod
    def of(cls, extraction):
        """What a package was narrowed by."""
        facets = {name: tuple(getattr(extraction, name)) for name in FACETS}
        return cls(extraction.since, extraction.until, **facets)

    @property
    def values(self):
        """As a package keeps it."""
        return {
            name: sorted(value) if isinstance(value, (tuple, list)) else value for name, value in asdict(self).items()
        }

    @property
    def details(self):
        """As the access log keeps it: only what narrows, but the days always."""
        days = {name: day and day.isoformat() for name, day in (("since", self.since), ("until", self.until))}
        return days | {name: sorted(getattr(self, name)) for name in FACETS if getattr(self, name)}


class Narrowing:
    """The rows a filter leaves. Days and rounds are the datasets' own business; the rest is judged here, row by row."""

    def __init__(self, study, chosen):
        self._chosen = chosen
        self._programme = study.programme_id
        themes = Theme.objects.filter(programme=self._programme, key__in=chosen.themes)
        self._themes = {str(theme) for theme in themes}
        self._theme_of = self._themes_of_sessions() if chosen.themes else {}
        self._subgroup_of = self._gathered("subgroup_sessions", "session", "subgroup") if chosen.subgroups else {}
        self._belonging = Belonging(self._programme) if chosen.subgroups else None
        self._role_of = self._gathered("people", "person", "role") if chosen.roles else {}

    def keeps(self, row, people=()):
        """Whether the row, which speaks of these people, is left in."""
        return self._has_theme(row) and self._has_subgroup(row, people) and self._has_role(people)

    def _has_theme(self, row):
        if not self._chosen.themes or not ("theme" in row or "session" in row):
            return True
        return (row.get("theme") or self._theme_of.get(row.get("session"))) in self._themes

    def _has_subgroup(self, row, people):
        if not self._chosen.subgroups:
            return True
        own = {row["subgroup"]} if row.get("subgroup") else self._subgroup_of.get(row.get("session"))
        if own is None:
            if not people:
                return True
            own = set().union(*(self._subgroups_of(person, row) for person in people))
        return not own.isdisjoint(self._chosen.subgroups)

    def _subgroups_of(self, person, row):
        """By the row's day; of a row that knows none, whichever the person has been in."""
        column = next((name for name in DAYS if name in row), None)
        return {self._belonging.on(person, day_of(row[column]))} if column else self._belonging.ever(person)

    def _has_role(self, people):
        if not self._chosen.roles or not people:
            return True
        return any(not self._role_of.get(person, set()).isdisjoint(self._chosen.roles) for person in people)

    def _themes_of_sessions(self):
        held = Session.objects.filter(programme=self._programme, theme__isnull=False).select_related("theme")
        return {session.key: str(session.theme) for session in held}

    def _gathered(self, table, by, value):
        """{who or what: values} from a table of another floor, if it is there."""
        found = {}
        for row in datasets[table].rows(Extract(self._programme)) if table in datasets else ():
            found.setdefault(row[by], set()).add(row[value])
        return found


def offered(study):
    """What may be chosen, as (value, name) pairs by facet."""
    themes = Theme.objects.filter(programme=study.programme_id)
    roles = datasets["people"].columns["role"].categories
    waves = Wave.objects.filter(survey__programme=study.programme_id, session=None)
    asked = set(waves.values_list("kind", flat=True))
    return {
        "themes": [(theme.key, str(theme)) for theme in themes],
        "subgroups": [(name, name) for name in Belonging(study.programme_id).names],
        "roles": [(code, str(label).capitalize()) for code, label in roles.items()],
        "waves": [(kind, label.capitalize()) for kind, label in Wave.Kind.choices if kind in asked],
    }


def in_words(chosen, choices):
    """[(what, which)] of everything that narrows, for people; ``choices`` are what was ``offered``."""
    names = {
        "themes": _("Themes"),
        "subgroups": _("Subgroups"),
        "roles": _("Roles"),
        "waves": _("Rounds of the surveys"),
    }
    return [
        (names[facet], [str(dict(choices[facet]).get(value, value)) for value in getattr(chosen, facet)])
        for facet in FACETS
        if getattr(chosen, facet)
    ]
