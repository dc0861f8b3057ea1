"""The section ``recordings`` of a programme's plan: rows whose files come later."""

from django.utils.translation import gettext as _

from coaching.core.languages import CONTENT_LANGUAGES
from coaching.lectures.models import Recording
from coaching.programmes.plan.making import make


def load_recordings(plan):
    """The file is sent on the recording's own page; until then the shelf says that it is to come."""
    for entry in plan.section("recordings"):
        values = {
            "title": entry.text("title"),
            "language": entry.choice("language", dict(CONTENT_LANGUAGES), required=False, default="fi"),
            "kind": Recording.Kind.PRODUCED if entry.flag("produced") else Recording.Kind.LIVE_EVENT,
            "event_ended_at": entry.moment("event_ended", required=False),
        }
        if values["event_ended_at"] and values["kind"] == Recording.Kind.PRODUCED:
            entry.problem(_("“event_ended” belongs to the recording of a live event only."))
        make(plan, entry, "recording", Recording, values, theme=entry.reference("theme", "theme"))
