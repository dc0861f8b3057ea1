"""The section "threads" of a programme's plan file."""

from datetime import timedelta

from django.utils import timezone

from forums import actions
from forums.models import Kind, Thread


def load_threads(plan):
    """Start the discussions the programme does not have yet, with their replies."""
    for entry in plan.section("threads"):
        title, by, text = entry.text("title"), entry.reference("author", "person"), entry.text("text")
        values = {
            "subgroup": entry.reference("subgroup", "subgroup", required=False),
            "theme": entry.reference("theme", "theme", required=False),
            "session": entry.reference("session", "session", required=False),
            "pilot": entry.reference("pilot", "pilot", required=False),
            "kind": entry.choice("kind", Kind.values, required=False, default=Kind.TALK),
        }
        asked = _asked(entry)
        replies = [(reply.reference("author", "person"), reply.text("text")) for reply in entry.entries("replies")]
        if plan.problems or Thread.objects.filter(programme=plan.programme, title=title, **values).exists():
            continue
        thread = actions.open_thread(by=by, programme=plan.programme, title=title, text=text, **values, **asked)
        for author, words in replies:
            actions.reply(by=author, thread=thread, text=words)


def _asked(entry):
    """Who is to answer a question, within how many days of the loading; fewer than none is past already."""
    owner, days = entry.reference("owner", "person", required=False), entry.number("days", required=False, least=-30)
    return {"owner": owner, "answer_by": None if days is None else timezone.localdate() + timedelta(days=days)}
