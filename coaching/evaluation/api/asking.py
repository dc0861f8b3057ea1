"""What a request for rows asks: the same filter as a package's, read strictly."""

import re

from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code
from coaching.evaluation.api.pages import MOST, USUAL, Cursor
from coaching.evaluation.filters import FACETS
from coaching.evaluation.forms import FilterForm

DAYS = ("since", "until")
# What narrowing by a facet tells of people, and the table that tells the same: a token needs it.
TELLS = {"subgroups": "memberships", "roles": "people"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class NotRight(Exception):
    """What is wrong with each parameter, as {name: sentence}; never what was sent."""

    def __init__(self, errors):
        super().__init__(*errors)
        self.errors = errors


def filter_of(study, query, also=()):
    """The filter of the query, and the tables a token must give for it to be asked.

    ``also`` names parameters that mean something else here; any other is
    refused, as a mistyped one would give all rows in silence.
    """
    _refuse_what_is_not_right(query, also)
    form = FilterForm(study, query)
    if not form.is_valid():
        raise NotRight({name: _said(name, errors) for name, errors in form.errors.as_data().items()})
    return form.chosen, [table for facet, table in TELLS.items() if query.getlist(facet)]


def size_of(query):
    text = query.get("limit", str(USUAL))
    if not (re.fullmatch(r"[1-9]\d{0,3}", text, re.ASCII) and int(text) <= MOST):
        raise NotRight({"limit": _("A whole number from 1 to {most}.").format(most=MOST)})
    return int(text)


def cursor_of(query):
    if "cursor" not in query:
        return Cursor()
    if (cursor := Cursor.read(query["cursor"])) is None:
        raise NotRight({"cursor": _("Take the cursor from “next” of the page before.")})
    return cursor


def _refuse_what_is_not_right(query, also):
    if any(holds_identity_code(text) for name in query for text in (name, *query.getlist(name))):
        raise Refused("identity_code", IDENTITY_CODE_REFUSED)
    once = {*DAYS, *also}
    wrong = {}
    if set(query) - once - set(FACETS):
        wrong["query"] = _("There is a parameter that is not known here. Known are: {names}.").format(
            names=", ".join(sorted({*once, *FACETS}))
        )
    wrong |= {name: _("Give this only once.") for name in once if len(query.getlist(name)) > 1}
    wrong |= {name: _a_day() for name in DAYS if name in query and not _DAY.fullmatch(query[name])}
    if wrong:
        raise NotRight(wrong)


def _said(name, errors):
    if name in FACETS:
        return _("Choose among those that the programme's description lists.")
    return _a_day() if any(error.code == "invalid" for error in errors) else str(errors[0].message)


def _a_day():
    return _("A day as year-month-day, such as 2020-09-23.")
