"""The prepared polls of a programme's plan."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from coaching.programmes.plan.making import make
from realtime.tools.polls.kinds import KINDS, SIMPLE
from realtime.tools.polls.kinds.kind import Number, WrongQuestion
from realtime.tools.polls.models import Anonymity, Poll, Reveal


def load_polls(plan):
    for entry in plan.section("polls"):
        theme = entry.reference("theme", "theme")
        values = {
            **_question(plan, entry, KINDS),
            "seconds": entry.number("seconds", required=False, least=5),
            "reveal": entry.choice("reveal", Reveal.values, required=False, default=Reveal.WHEN_CLOSED),
            "anonymity": entry.choice("anonymity", Anonymity.values, required=False, default=Anonymity.ANONYMOUS),
        }
        make(plan, entry, "poll", Poll, values, theme=theme)


def _question(plan, entry, kinds):
    """The values of one question; a form's questions are read alike."""
    question, kind = entry.text("question"), entry.choice("kind", tuple(kinds))
    options = entry.texts("options")
    settings = {"questions": [_question(plan, part, SIMPLE) for part in entry.entries("questions")]}
    if kind not in kinds:
        return {"question": question, "kind": kind, "options": options, "settings": {}}
    settings |= {name: _setting(entry, name, told) for name, told in kinds[kind].settings.items() if told}
    language = plan.programme.language if plan.programme else "fi"
    settings["language"] = settings.get("language") or language
    try:
        with override(language):
            options, settings = kinds[kind].checked(options, settings)
    except WrongQuestion as wrong:
        entry.problem(_("“{key}”: {why}").format(key=wrong.name, why=wrong.message), wrong.name)
    return {"question": question or "", "kind": kind, "options": options, "settings": settings}


def _setting(entry, name, told):
    if isinstance(told, Number):
        return entry.number(name, required=False, least=told.least)
    return entry.text(name, required=False)
