"""An open question, answered in one's own words."""

from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.tools.polls.kinds.kind import Kind, key_of, wrong_answer

MOST = 500


class Text(Kind):
    """The same words from two people are one text of two; a coach may hide a text, told to coaches alone."""

    name = "text"
    label = _("an open question")
    answer = f"text 1–{MOST}"
    result = "`texts`: `key`, `text` and `people` of each, in no order of answering; for coaches also `hidden`"

    def checked(self, options, settings):
        return super().checked([], settings)

    def check(self, asked, answer):
        if not isinstance(answer, str):
            raise wrong_answer()
        text = answer.strip()
        if not text:
            raise Refused("empty", _("Write something first."))
        if len(text) > MOST:
            raise Refused("too_long", _("The text is too long. Shorten it or send it in two parts."))
        return text

    def tally(self, asked, answers, hidden=()):
        found = {}
        for text, people in sorted(answers):
            one = found.setdefault(key_of(text), {"key": key_of(text), "text": text, "people": 0})
            one["people"] += people
        return {"texts": [one | _hiding(one["key"], hidden) for _key, one in sorted(found.items())]}

    def public(self, result):
        return {"texts": [one for one in result["texts"] if not one.get("hidden")]}

    def shown(self, asked, result, answered, mine=None):
        return {"shape": "list", "rows": [one | {"mine": mine == one["text"]} for one in result["texts"]]}

    def from_form(self, asked, data, name):
        return data.get(name, "").strip() or None

    def rows(self, asked, answer):
        yield {"text": answer}


def _hiding(key, hidden):
    return {"hidden": True} if key in hidden else {}
