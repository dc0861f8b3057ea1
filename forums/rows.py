"""The discussions as rows for the evaluator, streamed."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from coaching.core.days import Day
from coaching.programmes.models import Theme
from forums.models import Attachment, Kind, Mention, Post, Reaction, Thread

_AT_ONCE = 2000
_POST = (
    "pk",
    "thread_id",
    "number",
    "author_id",
    "written_at",
    "subgroup__name",
    "thread__theme_id",
    "thread__kind",
    "text",
    "edited_at",
)


def _count(model, **which):
    rows = model.objects.filter(post=OuterRef("pk"), **which).order_by().values("post")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)


# What a post has so many of, by the name of the column.
_COUNTED = {
    "mentions": _count(Mention),
    "files": _count(Attachment),
    **{kind.value: _count(Reaction, kind=kind) for kind in Reaction.Kind},
}


def thread_rows(extract):
    threads = Thread.objects.filter(extract.moments("created_at"), programme_id=extract.programme_id)
    shown = Count("posts", filter=Q(posts__hidden_at__isnull=True))
    threads = threads.annotate(shown=shown).select_related("subgroup", "theme", "session", "pilot")
    for thread in threads.order_by("pk").iterator(_AT_ONCE):
        yield {
            "thread": thread.pk,
            "person": thread.author_id,
            "title": thread.title,
            "started_at": thread.created_at,
            "subgroup": thread.subgroup.name if thread.subgroup else "",
            "theme": str(thread.theme) if thread.theme else "",
            "session": thread.session.key if thread.session else "",
            "pilot": thread.pilot.key if thread.pilot else "",
            "kind": thread.kind,
            "answer_by": thread.answer_by,
            "answered_at": thread.answered_at,
            "posts": thread.shown,
            "closed": bool(thread.closed_at),
        }


def post_rows(extract):
    """What a coach has hidden is left out whole.

    There may be a million: values, not objects, and what a few themes and subgroups are called is looked up once.
    """
    asked = _posts(extract).order_by("pk").values_list(*_POST, *_COUNTED.values())
    themes = {None: ""} | {theme.pk: str(theme) for theme in Theme.objects.filter(programme=extract.programme_id)}
    for post, thread, number, person, at, subgroup, theme, kind, text, edited_at, *counted in asked.iterator(_AT_ONCE):
        yield {
            "post": post,
            "thread": thread,
            "number": number,
            "person": person,
            "at": at,
            "subgroup": subgroup or "",
            "theme": themes[theme],
            "kind": kind,
            "answer": kind == Kind.PROMPT and number > 1,
            "text": text,
            "edited": bool(edited_at),
            **dict(zip(_COUNTED, counted, strict=True)),
        }


def post_counts(extract):
    """The same posts by writer, day and subgroup."""
    posts = _posts(extract).annotate(day=Day("written_at")).order_by()
    return posts.values_list("author_id", "day", "subgroup__name").annotate(Count("pk")).iterator(_AT_ONCE)


def _posts(extract):
    shown = Post.objects.filter(thread__programme_id=extract.programme_id, hidden_at__isnull=True)
    return shown.filter(extract.moments("written_at"))
