"""Starting a discussion, answering, changing what one has written."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core import drafts
from coaching.core.errors import Refused
from coaching.core.history import record
from forums.actions.attaching import attach
from forums.actions.marks import mention
from forums.actions.reading import begin_to_follow
from forums.models import Kind, Post, PostVersion, ReadMark, Report, Thread
from forums.search import roots_of_post

TIME_TO_ANSWER = timedelta(days=7)


def draft_for_new_thread(programme):
    return f"new-thread:{programme.pk}"


@transaction.atomic
def open_thread(*, by, programme, title, text, **values):
    """Start a discussion with its first post; ``values`` are further columns of it.

    It is for the whole programme when there is no subgroup. A question to an
    expert is to be answered within a week unless told otherwise; the expert follows it from the start.
    """
    if values.get("kind") == Kind.EXPERT and not values.get("answer_by"):
        values["answer_by"] = timezone.localdate() + TIME_TO_ANSWER
    thread = Thread.objects.create(programme=programme, title=title, author=by, **values)
    _write(by, thread, text)
    if thread.owner_id:
        begin_to_follow(thread.owner_id, thread)
    drafts.sent(by, draft_for_new_thread(programme))
    record("forums.opened", actor=by, target=thread, scope=thread.programme_id)
    return thread


@transaction.atomic
def reply(*, by, thread, text, mentions=(), files=()):
    """Write the next post of a discussion; the expert's own answers the question. Refused when it has been closed."""
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    _refuse_closed(thread)
    post = _write(by, thread, text)
    mention(post, mentions)
    attach(post, files)
    if thread.is_waiting and thread.owner_id == by.pk:
        thread.answered_at = post.written_at
        thread.save(update_fields=["answered_at"])
    drafts.sent(by, thread.draft_name)
    record("forums.replied", actor=by, target=thread, scope=thread.programme_id)
    return post


@transaction.atomic
def edit(*, by, post, text, mentions=None, files=()):
    """Change what a post says; what it said before stays in its versions. None leaves its mentions as they are.

    What a coach has hidden stays hidden, and the coaches are asked to look at it again.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("thread").get(pk=post.pk)
    _refuse_closed(post.thread)
    drafts.sent(by, post.draft_name)
    attach(post, files)
    if mentions is not None:
        mention(post, mentions)
    if text == post.text:
        return post
    PostVersion.objects.create(post=post, text=post.text)
    post.text, post.roots, post.edited_at = text, roots_of_post(post.thread, post.number, text), timezone.now()
    post.save(update_fields=["text", "roots", "edited_at"])
    if post.hidden_at:
        Report.objects.get_or_create(post=post, by=by, handled_at=None)
    record("forums.edited", actor=by, target=post, scope=post.thread.programme_id)
    return post


def _write(by, thread, text):
    number = thread.posts_count + 1
    post = Post.objects.create(
        thread=thread,
        subgroup=thread.subgroup,
        number=number,
        author=by,
        text=text,
        roots=roots_of_post(thread, number, text),
    )
    thread.posts_count, thread.last_post_at = number, post.written_at
    thread.save(update_fields=["posts_count", "last_post_at"])
    _read_own(by, thread, number)
    begin_to_follow(by.pk, thread)
    return post


def _read_own(by, thread, number):
    """Nobody's own words are unread to them; what others wrote in between stays so."""
    moved = ReadMark.objects.filter(person=by, thread=thread, number=number - 1).update(number=number)
    if not moved and number == 1:
        ReadMark.objects.create(person=by, thread=thread, number=number)


def _refuse_closed(thread):
    if thread.closed_at:
        raise Refused(
            "thread_closed",
            _("This discussion has been closed. Your text is still here: you can start a new discussion with it."),
        )
