"""The section "threads" of a programme's plan file."""

from forums import actions
from forums.models import Thread


def load_threads(plan):
    """Start the discussions the programme does not have yet, with their replies."""
    for entry in plan.section("threads"):
        title, by, text = entry.text("title"), entry.reference("author", "person"), entry.text("text")
        values = {
            "subgroup": entry.reference("subgroup", "subgroup", required=False),
            "theme": entry.reference("theme", "theme", required=False),
        }
        replies = [(reply.reference("author", "person"), reply.text("text")) for reply in entry.entries("replies")]
        if plan.problems or Thread.objects.filter(programme=plan.programme, title=title, **values).exists():
            continue
        thread = actions.open_thread(by=by, programme=plan.programme, title=title, text=text, **values)
        for author, words in replies:
            actions.reply(by=author, thread=thread, text=words)
