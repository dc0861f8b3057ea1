"""YAML with line numbers: every wrong value is told by file, line and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a plan."""

    file: str
    line: int
    message: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.message}"


class WrongPlan(Exception):
    """The plan cannot be loaded; nothing was written. ``problems`` has them all, in the order of the file."""

    def __init__(self, problems):
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Entry:
    """One mapping of the plan. Reading a key marks it as known; what nobody read is refused at the end.

    A reader that finds something wrong notes the problem and returns None, so
    that one run tells everything that is wrong.
    """

    def __init__(self, plan, node):
        self.plan = plan
        self.line = node.start_mark.line + 1
        self._values: dict[str, yaml.Node] = {}
        self._read: set[str] = set()
        for key, value in node.value:
            if key.value in self._values:
                self.problem(_("“{key}” is written twice.").format(key=key.value), key)
            self._values[key.value] = value

    def problem(self, message, node=None):
        self.plan.problem(message, node.start_mark.line + 1 if node else self.line)

    def has(self, key):
        return key in self._values

    def text(self, key, *, required=True, default=""):
        node = self._node(key, required)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode):
            return self.problem(_("“{key}” must be a text.").format(key=key), node)
        if holds_identity_code(node.value):
            return self.problem(str(IDENTITY_CODE_REFUSED), node)
        return node.value.strip()

    def choice(self, key, choices, *, required=True, default=""):
        value = self.text(key, required=required, default=default)
        if value and value not in choices:
            told = ", ".join(str(choice) for choice in choices)
            return self.problem(
                _("“{key}” is “{value}”, but must be one of: {choices}.").format(key=key, value=value, choices=told),
                self._values[key],
            )
        return value

    def number(self, key, *, required=True, default=None, least=0):
        value = self._constructed(key, required, (int, float), _("“{key}” must be a number."))
        if value is not None and value < least:
            return self.problem(_("“{key}” must be at least {least}.").format(key=key, least=least), self._values[key])
        return default if value is None else value

    def flag(self, key, *, default=False):
        value = self._constructed(key, False, bool, _("“{key}” must be true or false."))
        return default if value is None else value

    def day(self, key, *, required=True):
        """A date, moved by as many days as the plan is moved."""
        value = self._constructed(key, required, date, _("“{key}” must be a date such as 2020-09-23."))
        if isinstance(value, datetime):
            return self.problem(_("“{key}” must be a date without a time.").format(key=key), self._values[key])
        return value and value + self.plan.moved

    def moment(self, key, *, required=True):
        """A local date and time, moved by as many days as the plan is moved."""
        text = self.text(key, required=required)
        if not text:
            return None
        try:
            value = datetime.fromisoformat(text)
        except ValueError:
            return self.problem(
                _("“{key}” must be a date and time such as 2020-09-23 10:00.").format(key=key), self._values[key]
            )
        return timezone.make_aware(value + self.plan.moved)

    def texts(self, key, *, required=False):
        node = self._node(key, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or any(not isinstance(n, yaml.ScalarNode) for n in node.value):
            self.problem(_("“{key}” must be a list of texts.").format(key=key), node)
            return []
        for item in node.value:
            if holds_identity_code(item.value):
                self.problem(str(IDENTITY_CODE_REFUSED), item)
        return [item.value for item in node.value]

    def entries(self, key) -> list[Entry]:
        node = self._node(key, False)
        return [] if node is None else self.plan.entries_of(node, key)

    def reference(self, key, kind, *, required=True) -> Any:
        """The object another section made under the key named here."""
        name = self.text(key, required=required)
        return self._found(kind, name, self._values[key]) if name else None

    def references(self, key, kind) -> list[Any]:
        node = self._node(key, False)
        found = [self._found(kind, name, node) for name in self.texts(key)]
        return [thing for thing in found if thing is not None]

    def refuse_unread(self):
        for key, node in self._values.items():
            if key not in self._read:
                self.problem(_("“{key}” is not known here.").format(key=key), node)

    def _found(self, kind, name, node):
        thing = self.plan.things.get((kind, name))
        if thing is None:
            self.problem(_("There is no {kind} “{name}” in this plan.").format(kind=kind, name=name), node)
        return thing

    def _node(self, key, required):
        self._read.add(key)
        node = self._values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in {"", "null", "~"}):
            if required:
                self.problem(_("“{key}” is missing.").format(key=key))
            return None
        return node

    def _constructed(self, key, required, kind, message):
        node = self._node(key, required)
        if node is None:
            return None
        value = yaml.SafeLoader("").construct_object(node) if isinstance(node, yaml.ScalarNode) else node
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            return self.problem(message.format(key=key), node)
        return value


class Plan:
    """A parsed plan: its sections, what they have made so far, and what is wrong.

    ``things`` maps (kind, key) to the object made for it, so that sections of
    other apps can refer to it. ``moved`` shifts every date of the plan.
    """

    def __init__(self, text, file, moved):
        self.file = file
        self.moved = moved
        self.problems: list[Problem] = []
        self.things: dict[tuple[str, str], Any] = {}
        self.programme = None
        self._sections: dict[str, yaml.Node] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._parse(text)

    def problem(self, message, line):
        self.problems.append(Problem(self.file, line, message))

    def section(self, name) -> list[Entry]:
        """The entries of a list section; the same objects for every app that reads it."""
        if name not in self._entries:
            node = self._sections.get(name)
            self._entries[name] = [] if node is None else self.entries_of(node, name)
        return self._entries[name]

    def single(self, name) -> Entry | None:
        """The one entry of a section that is a mapping."""
        if name not in self._entries:
            node = self._sections.get(name)
            if node is not None and not isinstance(node, yaml.MappingNode):
                self.problem(_("“{key}” must have names and values.").format(key=name), node.start_mark.line + 1)
                node = None
            self._entries[name] = [] if node is None else [Entry(self, node)]
        return self._entries[name][0] if self._entries[name] else None

    def entries_of(self, node, name):
        if not isinstance(node, yaml.SequenceNode):
            self.problem(_("“{key}” must be a list.").format(key=name), node.start_mark.line + 1)
            return []
        for item in node.value:
            if not isinstance(item, yaml.MappingNode):
                self.problem(
                    _("An entry of “{key}” must have names and values.").format(key=name), item.start_mark.line + 1
                )
        return [Entry(self, item) for item in node.value if isinstance(item, yaml.MappingNode)]

    def texts(self, name) -> Iterator[tuple[str, int]]:
        """The (text, line) pairs of a section that is a plain list."""
        node = self._sections.get(name)
        self._entries.setdefault(name, [])
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.problem(_("“{key}” must be a list.").format(key=name), node.start_mark.line + 1)
            return
        for item in node.value:
            yield item.value, item.start_mark.line + 1

    def refuse_unread(self):
        for name, node in self._sections.items():
            if name not in self._entries:
                self.problem(_("There is no section called “{name}”.").format(name=name), node.start_mark.line + 1)
        for entries in self._entries.values():
            for entry in entries:
                entry.refuse_unread()

    def _parse(self, text):
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = (error.problem_mark or error.context_mark).line + 1
            raise WrongPlan([Problem(self.file, line, error.problem or _("This is not YAML."))]) from None
        except yaml.YAMLError:
            raise WrongPlan([Problem(self.file, 1, _("This is not YAML."))]) from None
        if not isinstance(root, yaml.MappingNode):
            raise WrongPlan([Problem(self.file, 1, _("A plan must have sections such as “programme:”."))])
        for key, value in root.value:
            if key.value in self._sections:
                self.problem(_("“{key}” is written twice.").format(key=key.value), key.start_mark.line + 1)
            self._sections[key.value] = value
