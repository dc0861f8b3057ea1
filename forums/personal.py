"""What the discussions know of one person: handing it out, and forgetting it."""

from forums.actions import detach
from forums.models import (
    Attachment,
    Digest,
    Following,
    MailChoice,
    Mention,
    Move,
    Post,
    PostVersion,
    Reaction,
    ReadMark,
    Report,
    Thread,
)

COVERED = (Thread, Post, PostVersion, ReadMark, Reaction, Mention, Report, Move, Following, MailChoice, Digest)


def export_writings(person):
    """The person's own words, with what they said before, and how far they have read."""
    posts = Post.objects.filter(author=person).select_related("thread").prefetch_related("versions").order_by("pk")
    marks = ReadMark.objects.filter(person=person).order_by("pk").values_list("thread_id", "number")
    return {
        "threads": list(Thread.objects.filter(author=person).order_by("pk").values("id", "title", "created_at")),
        "posts": [_post(post) for post in posts],
        "asked_to_answer": list(Thread.objects.filter(owner=person).order_by("pk").values("id", "answer_by")),
        "files": list(Attachment.objects.filter(post__author=person).order_by("pk").values("post_id", "name", "size")),
        "reactions": list(Reaction.objects.filter(person=person).order_by("pk").values("post_id", "kind")),
        "mentioned_in": list(Mention.objects.filter(person=person).order_by("pk").values("post_id", "seen_at")),
        "reported": list(Report.objects.filter(by=person).order_by("pk").values("post_id", "reason", "at")),
        "moved": list(Move.objects.filter(by=person).order_by("pk").values("thread_id", "at")),
        "following": list(Following.objects.filter(person=person).order_by("pk").values("thread_id", "state")),
        "mail": list(MailChoice.objects.filter(person=person).values("level", "at")),
        "digests": list(Digest.objects.filter(person=person).order_by("pk").values("subgroup_id", "day")),
        "read": [{"thread": thread, "up_to": number} for thread, number in marks],
    }


def forget_reader(person):
    """Forget how far the person read, what they set, chose and reported, and what their posts said before.

    Threads and posts stay readable and counted: their author is then an
    account with no name, shown as somebody who has left.
    """
    for model in (ReadMark, Reaction, Mention, Following, MailChoice, Digest):
        model.objects.filter(person=person).delete()
    Report.objects.filter(by=person).delete()
    for attachment in Attachment.objects.filter(post__author=person):
        detach(attachment=attachment)
    Thread.objects.filter(owner=person, answered_at__isnull=True).update(owner=None)
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
