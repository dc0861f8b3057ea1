"""The section "threads" of a programme's plan file."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from forums import actions
from forums.actions.marks import mention
from forums.models import Kind, Reaction, Thread
from forums.readers import readers_of


def load_threads(plan):
    """Start the discussions the programme does not have yet, with their replies and what people set on them."""
    for entry in plan.section("threads"):
        title, by, text = entry.text("title"), entry.reference("author", "person"), entry.text("text")
        values = {
            "subgroup": entry.reference("subgroup", "subgroup", required=False),
            "theme": entry.reference("theme", "theme", required=False),
            "session": entry.reference("session", "session", required=False),
            "pilot": entry.reference("pilot", "pilot", required=False),
            "kind": entry.choice("kind", Kind.values, required=False, default=Kind.TALK),
        }
        asked, marks = _asked(entry), _marks(entry)
        replies = [
            (reply.reference("author", "person"), reply.text("text"), _marks(reply), reply)
            for reply in entry.entries("replies")
        ]
        if plan.problems or Thread.objects.filter(programme=plan.programme, title=title, **values).exists():
            continue
        thread = actions.open_thread(by=by, programme=plan.programme, title=title, text=text, **values, **asked)
        _set_on(thread.posts.get(), marks, entry)
        for author, words, marks, reply in replies:
            _set_on(actions.reply(by=author, thread=thread, text=words), marks, reply)


def _asked(entry):
    """Who is to answer a question, within how many days of the loading; fewer than none is past already."""
    owner, days = entry.reference("owner", "person", required=False), entry.number("days", required=False, least=-30)
    return {"owner": owner, "answer_by": None if days is None else timezone.localdate() + timedelta(days=days)}


def _marks(entry):
    """{"mentions" or a kind of reaction: people}."""
    return {name: entry.references(name, "person") for name in ("mentions", *Reaction.Kind.values)}


def _set_on(post, marks, entry):
    marked = [name for name, people in marks.items() if people]
    readers = readers_of(post.thread.programme_id, post.subgroup_id) if marked else ()
    for name in marked:
        if any(person.pk not in readers for person in marks[name]):
            entry.problem(_("“{key}” has somebody who may not read this discussion.").format(key=name), name)
    mention(post, [person.pk for person in marks["mentions"]])
    for kind in Reaction.Kind.values:
        for person in marks[kind]:
            actions.react(by=person, post=post, kind=kind)
