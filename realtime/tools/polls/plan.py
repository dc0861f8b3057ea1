"""The prepared polls of a programme's plan."""

from django.utils.translation import gettext as _

from coaching.programmes.plan.making import make
from realtime.tools.polls.forms import MOST_OPTIONS
from realtime.tools.polls.models import Anonymity, Kind, Poll, Reveal


def load_polls(plan):
    for entry in plan.section("polls"):
        theme = entry.reference("theme", "theme")
        options = entry.texts("options", required=True)
        if options and not 2 <= len(options) <= MOST_OPTIONS:
            entry.problem(_("A poll has 2–10 options."))
        values = {
            "question": entry.text("question"),
            "kind": entry.choice("kind", Kind.values),
            "options": options,
            "reveal": entry.choice("reveal", Reveal.values, required=False, default=Reveal.WHEN_CLOSED),
            "anonymity": entry.choice("anonymity", Anonymity.values, required=False, default=Anonymity.ANONYMOUS),
        }
        make(plan, entry, "poll", Poll, values, theme=theme)
