"""The discussions as rows for the evaluator, streamed."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from forums.models import Attachment, Kind, Mention, Post, Reaction, Thread

_AT_ONCE = 2000


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
    """What a coach has hidden is left out whole."""
    posts = Post.objects.filter(thread__programme_id=extract.programme_id, hidden_at__isnull=True)
    posts = posts.filter(extract.moments("written_at"))
    counts = {kind.value: _count(Reaction, kind=kind) for kind in Reaction.Kind} | {
        "named": _count(Mention),
        "attached": _count(Attachment),
    }
    fields = posts.annotate(**counts).defer("roots").select_related("subgroup", "thread__theme").order_by("pk")
    for post in fields.iterator(_AT_ONCE):
        yield {
            "post": post.pk,
            "thread": post.thread_id,
            "number": post.number,
            "person": post.author_id,
            "at": post.written_at,
            "subgroup": post.subgroup.name if post.subgroup else "",
            "theme": str(post.thread.theme) if post.thread.theme else "",
            "kind": post.thread.kind,
            "answer": post.thread.kind == Kind.PROMPT and post.number > 1,
            "text": post.text,
            "edited": bool(post.edited_at),
            "mentions": post.named,
            "files": post.attached,
            "thanks": post.thanks,
            "same": post.same,
            "try": getattr(post, "try"),
        }


def _count(model, **which):
    rows = model.objects.filter(post=OuterRef("pk"), **which).order_by().values("post")
    return Coalesce(Subquery(rows.annotate(count=Count("pk")).values("count")), 0)
