"""The running orders of a programme's plan."""

from django.utils.translation import gettext as _

from coaching.programmes.plan.making import check
from realtime.tools.script.forms import LONGEST
from realtime.tools.script.models import Opens, ScriptItem


def load_scripts(plan):
    """Each entry is for one or many sessions; a session that has a running order already keeps it."""
    for entry in plan.section("scripts"):
        sessions = entry.references("sessions", "session")
        if not sessions:
            entry.problem(_("A running order is for one session at least."), "sessions")
        items = [_item(one, place) for place, one in enumerate(entry.entries("items"), start=1)]
        if plan.problems:
            continue
        for session in sessions:
            if not ScriptItem.objects.filter(session=session).exists():
                ScriptItem.objects.bulk_create(ScriptItem(session=session, **values) for values in items)


def _item(entry, place):
    poll = entry.reference("poll", "poll", required=False)
    values = {
        "place": place,
        "title": entry.text("title"),
        "minutes": entry.number("minutes", required=False, least=1),
        "opens": entry.choice("opens", Opens.values, required=False, default=Opens.POLL if poll else Opens.TALK),
        "poll": poll,
        "text": entry.text("text", required=False),
    }
    if (values["opens"] == Opens.POLL) != (poll is not None):
        entry.problem(_("An item that opens a poll says which, and no other item does."), "opens")
    if (values["minutes"] or 0) > LONGEST:
        entry.problem(_("An item lasts 480 minutes at most."), "minutes")
    check(entry, ScriptItem(**{name: value for name, value in values.items() if name != "poll"}))
    return values
