"""One mapping of a plan, read value by value; whatever is wrong is told with its line."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import yaml
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code

_constructor = yaml.constructor.SafeConstructor()


class Entry:
    """One mapping of the plan. Reading a key marks it as known; what nobody read is refused at the end.

    A reader that finds something wrong notes the problem and returns None (an
    empty list for lists), so that one run tells everything that is wrong.
    """

    def __init__(self, plan, node):
        self.plan = plan
        self.line = line_of(node)
        self._values: dict[str, yaml.Node] = plan.pairs(node)
        self._read: set[str] = set()
        self._within: list[Entry] = []

    def problem(self, message, key=None):
        """Note what is wrong, at the line of ``key`` when the entry has it."""
        self.plan.problem(message, line_of(self._values[key]) if key in self._values else self.line)

    def has(self, key):
        return key in self._values

    def text(self, key, *, required=True, default=""):
        node = self._node(key, required)
        if node is None:
            return default
        if not isinstance(node, yaml.ScalarNode):
            return self.problem(_("“{key}” must be a text.").format(key=key), key)
        if holds_identity_code(node.value):
            return self.problem(str(IDENTITY_CODE_REFUSED), key)
        return node.value.strip()

    def choice(self, key, choices, *, required=True, default=""):
        value = self.text(key, required=required, default=default)
        if value and value not in choices:
            told = ", ".join(str(choice) for choice in choices)
            return self.problem(
                _("“{key}” is “{value}”, but must be one of: {choices}.").format(key=key, value=value, choices=told),
                key,
            )
        return value

    def number(self, key, *, required=True, default=None, least=0, whole=True):
        wrong = _("“{key}” must be a whole number.") if whole else _("“{key}” must be a number.")
        value = self._constructed(key, required, int if whole else (int, float), wrong)
        if value is not None and not value >= least:
            return self.problem(_("“{key}” must be at least {least}.").format(key=key, least=least), key)
        return default if value is None else value

    def flag(self, key, *, default=False):
        value = self._constructed(key, False, bool, _("“{key}” must be true or false."))
        return default if value is None else value

    def day(self, key, *, required=True):
        """A date, moved by as many days as the plan is moved."""
        value = self._constructed(key, required, date, _("“{key}” must be a date such as 2020-09-23."))
        if isinstance(value, datetime):
            return self.problem(_("“{key}” must be a date without a time.").format(key=key), key)
        return value and value + self.plan.moved

    def moment(self, key, *, required=True):
        """A local date and time, moved by as many days as the plan is moved."""
        text = self.text(key, required=required)
        if not text:
            return None
        try:
            value = datetime.strptime(text.replace("T", " "), "%Y-%m-%d %H:%M")
        except ValueError:
            return self.problem(_("“{key}” must be a date and time such as 2020-09-23 10:00.").format(key=key), key)
        return timezone.make_aware(value + self.plan.moved)

    def texts(self, key, *, required=False) -> list[str]:
        node = self._node(key, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or any(not isinstance(n, yaml.ScalarNode) for n in node.value):
            self.problem(_("“{key}” must be a list of texts.").format(key=key), key)
            return []
        return [item.value for item in node.value]

    def entries(self, key) -> list[Entry]:
        node = self._node(key, False)
        found = [] if node is None else self.plan.entries_of(node, key)
        self._within += found
        return found

    def reference(self, key, kind, *, required=True) -> Any:
        """The object another section made under the key named here."""
        name = self.text(key, required=required)
        return self.plan.found(kind, name, line_of(self._values[key])) if name else None

    def references(self, key, kind) -> list[Any]:
        found = [self.plan.found(kind, name, line_of(self._values[key])) for name in self.texts(key)]
        return [thing for thing in found if thing is not None]

    def refuse_unread(self):
        for key in self._values:
            if key not in self._read:
                self.problem(_("“{key}” is not known here.").format(key=key), key)
        for entry in self._within:
            entry.refuse_unread()

    def _node(self, key, required):
        self._read.add(key)
        node = self._values.get(key)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in {"", "null", "~"}):
            if required:
                self.problem(_("“{key}” is missing.").format(key=key), key)
            return None
        return node

    def _constructed(self, key, required, kind, message):
        node = self._node(key, required)
        if node is None:
            return None
        try:
            value = _constructor.construct_object(node) if isinstance(node, yaml.ScalarNode) else None
        except (ValueError, yaml.YAMLError):
            value = None  # such as the 31st of February
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            return self.problem(message.format(key=key), key)
        return value


def line_of(node):
    return node.start_mark.line + 1
