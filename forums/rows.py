"""The discussions as rows for the evaluator, streamed."""

from forums.models import Post, Thread

_AT_ONCE = 2000


def thread_rows(extract):
    threads = Thread.objects.filter(extract.moments("created_at"), programme_id=extract.programme_id)
    for thread in threads.select_related("subgroup", "theme").order_by("pk").iterator(_AT_ONCE):
        yield {
            "thread": thread.pk,
            "person": thread.author_id,
            "title": thread.title,
            "started_at": thread.created_at,
            "subgroup": thread.subgroup.name if thread.subgroup else "",
            "theme": str(thread.theme) if thread.theme else "",
            "posts": thread.posts_count,
            "closed": bool(thread.closed_at),
        }


def post_rows(extract):
    """What a coach has hidden stays hidden: the row is there, its words are not."""
    posts = Post.objects.filter(extract.moments("written_at"), thread__programme_id=extract.programme_id)
    fields = posts.defer("roots").select_related("subgroup", "thread__theme").order_by("pk")
    for post in fields.iterator(_AT_ONCE):
        yield {
            "post": post.pk,
            "thread": post.thread_id,
            "number": post.number,
            "person": post.author_id,
            "at": post.written_at,
            "subgroup": post.subgroup.name if post.subgroup else "",
            "theme": str(post.thread.theme) if post.thread.theme else "",
            "text": "" if post.hidden_at else post.text,
            "edited": bool(post.edited_at),
            "hidden": bool(post.hidden_at),
        }
