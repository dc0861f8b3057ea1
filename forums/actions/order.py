"""Keeping order: hiding and showing, closing and opening, handing a question over."""

from django.db import transaction
from django.utils import timezone

from coaching.core.history import record


@transaction.atomic
def hide(*, by, post, reason):
    """Take a post out of everybody's sight but its author's and the coaches'; the author reads the reason."""
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), by, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record("forums.hid", actor=by, target=post, scope=post.thread.programme_id)
    return post


@transaction.atomic
def restore(*, by, post):
    """Show a hidden post again."""
    post.hidden_at, post.hidden_by, post.hidden_reason = None, None, ""
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record("forums.restored", actor=by, target=post, scope=post.thread.programme_id)
    return post


@transaction.atomic
def close(*, by, thread):
    return _set_closed(by, thread, timezone.now(), "forums.closed")


@transaction.atomic
def reopen(*, by, thread):
    return _set_closed(by, thread, None, "forums.reopened")


@transaction.atomic
def hand_over(*, by, thread, owner, answer_by):
    """Another answers the question, or by another day."""
    thread.owner, thread.answer_by = owner, answer_by
    thread.save(update_fields=["owner", "answer_by"])
    record("forums.handed_over", actor=by, target=thread, scope=thread.programme_id)
    return thread


def _set_closed(by, thread, moment, verb):
    thread.closed_at = moment
    thread.save(update_fields=["closed_at"])
    record(verb, actor=by, target=thread, scope=thread.programme_id)
    return thread
