"""A plan as its sections, read from YAML with line numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from django.utils.translation import gettext as _

from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code
from coaching.programmes.plan.entry import Entry, line_of
from coaching.programmes.plan.problems import Problem, WrongPlan

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        self._entries: dict[str, list[Entry]] = {}
        self._refused: set[int] = set()
        self._refuse_identity_codes(text)
        self._sections = self._parsed(text)

    def problem(self, message, line):
        """Note what is wrong; of a line with an identity code nothing is repeated."""
        if line not in self._refused:
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
                self.problem(_("“{key}” must have names and values.").format(key=name), line_of(node))
                node = None
            self._entries[name] = [] if node is None else [Entry(self, node)]
        return self._entries[name][0] if self._entries[name] else None

    def texts(self, name) -> Iterator[tuple[str, int]]:
        """The (text, line) pairs of a section that is a plain list."""
        self._entries.setdefault(name, [])
        for item in self._items(self._sections.get(name), name):
            if isinstance(item, yaml.ScalarNode):
                yield item.value, line_of(item)
            else:
                self.problem(_("“{key}” must be a list of texts.").format(key=name), line_of(item))

    def entries_of(self, node, name):
        found = []
        for item in self._items(node, name):
            if isinstance(item, yaml.MappingNode):
                found.append(Entry(self, item))
            else:
                self.problem(_("An entry of “{key}” must have names and values.").format(key=name), line_of(item))
        return found

    def found(self, kind, name, line):
        """The thing a section made under this key; a problem at ``line`` and None when there is none."""
        thing = self.things.get((kind, name))
        if thing is None:
            self.problem(_("There is no {kind} “{name}” in this plan.").format(kind=kind, name=name), line)
        return thing

    def pairs(self, node):
        """{key: node} of a mapping."""
        found = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problem(_("A name must be a text."), line_of(key))
            elif key.value in found:
                self.problem(_("“{key}” is written twice.").format(key=key.value), line_of(key))
            else:
                found[key.value] = value
        return found

    def refuse_unread(self):
        for name, node in self._sections.items():
            if name not in self._entries:
                self.problem(_("There is no section called “{name}”.").format(name=name), line_of(node))
        for entries in self._entries.values():
            for entry in entries:
                entry.refuse_unread()

    def _items(self, node, name):
        if node is None or isinstance(node, yaml.SequenceNode):
            return node.value if node else []
        if not (isinstance(node, yaml.ScalarNode) and not node.value):
            self.problem(_("“{key}” must be a list.").format(key=name), line_of(node))
        return []

    def _refuse_identity_codes(self, text):
        """Wherever in the file they are, comments and names too."""
        for number, line in enumerate(text.splitlines(), start=1):
            if holds_identity_code(line):
                self.problem(str(IDENTITY_CODE_REFUSED), number)
                self._refused.add(number)

    def _parsed(self, text):
        try:
            root = yaml.compose(text, Loader=_Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self.problem(_("This is not YAML: {why}.").format(why=error.problem or error.context), mark.line + 1)
            raise WrongPlan(self.problems) from None
        except yaml.YAMLError:
            self.problem(_("This is not YAML."), _line_of_strange_sign(text))
            raise WrongPlan(self.problems) from None
        if not isinstance(root, yaml.MappingNode):
            self.problem(_("A plan must have sections such as “programme:”."), 1)
            raise WrongPlan(self.problems)
        return self.pairs(root)


def _line_of_strange_sign(text):
    """The line of the first control sign, which YAML refuses without saying where."""
    strange = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, strange.start()) + 1 if strange else 1
