"""What the discussions know of one person: handing it out, and forgetting it."""

from forums.models import Post, PostVersion, ReadMark, Thread


def export_writings(person):
    """The person's own words, with what they said before, and how far they have read."""
    posts = Post.objects.filter(author=person).select_related("thread").prefetch_related("versions").order_by("pk")
    marks = ReadMark.objects.filter(person=person).order_by("pk").values_list("thread_id", "number")
    return {
        "threads": list(Thread.objects.filter(author=person).order_by("pk").values("id", "title", "created_at")),
        "posts": [_post(post) for post in posts],
        "read": [{"thread": thread, "up_to": number} for thread, number in marks],
    }


def forget_reader(person):
    """Forget how far the person read and what their posts said before.

    Threads and posts stay readable and counted: their author is then an
    account with no name, shown as somebody who has left.
    """
    ReadMark.objects.filter(person=person).delete()
    PostVersion.objects.filter(post__author=person).delete()


def _post(post):
    return {
        "thread": post.thread.title,
        "number": post.number,
        "text": post.text,
        "written_at": post.written_at,
        "edited_at": post.edited_at,
        "hidden_reason": post.hidden_reason,
        "earlier": [{"text": version.text, "until": version.until} for version in post.versions.all()],
    }
