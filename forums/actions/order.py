"""Keeping order: hiding and showing, reporting, closing and opening, moving, handing a question over."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.history import record
from forums.actions.reading import begin_to_follow
from forums.models import Move, Report, Thread
from forums.readers import readers_of
from forums.search import roots_of_post

REPORTED = gettext_lazy("You have reported this message already. A coach will look at it.")


@transaction.atomic
def hide(*, by, post, reason):
    """Take a post out of everybody's sight but its author's and the coaches'; the author reads the reason."""
    post.hidden_at, post.hidden_by, post.hidden_reason = timezone.now(), by, reason
    post.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    _handle_reports(by, post)
    record("forums.hid", actor=by, target=post, scope=post.thread.programme_id)
    return post


@transaction.atomic
def restore(*, by, post):
    """Show a hidden post again."""
    _handle_reports(by, post)
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


def has_reported(person, post):
    """Whether they have asked the coaches to look at it, and nobody has yet."""
    return post.reports.filter(by=person, handled_at__isnull=True).exists()


@transaction.atomic
def report(*, by, post, reason):
    """Ask the coaches to look at a post. Refused when one has asked already and nobody has looked yet."""
    if has_reported(by, post):
        raise Refused("reported", REPORTED)
    made = Report.objects.create(post=post, by=by, reason=reason)
    record("forums.reported", actor=by, target=post, scope=post.thread.programme_id)
    return made


@transaction.atomic
def leave_be(*, by, post):
    """A coach has looked, and the post may stay as it is."""
    _handle_reports(by, post)
    record("forums.left_be", actor=by, target=post, scope=post.thread.programme_id)


def _handle_reports(by, post):
    post.reports.filter(handled_at__isnull=True).update(handled_at=timezone.now(), handled_by=by)


@transaction.atomic
def move(*, by, thread, title, subgroup, **subject):
    """Another title or subject, or fewer readers; where it was before stays in its moves.

    Refused when others would come to read what was not written for them, and
    when somebody who has written there could then not read it.
    """
    thread = Thread.objects.select_for_update().get(pk=thread.pk)
    if subgroup != thread.subgroup:
        _refuse_other_readers(thread, subgroup)
    told = ("title", "subgroup", "theme", "session", "pilot")
    Move.objects.create(thread=thread, by=by, **{name: getattr(thread, name) for name in told})
    for name, value in {"title": title, "subgroup": subgroup, **subject}.items():
        setattr(thread, name, value)
    thread.save(update_fields=told)
    first = thread.posts.get(number=1)
    first.roots = roots_of_post(thread, 1, first.text)
    first.save(update_fields=["roots"])
    record("forums.moved", actor=by, target=thread, scope=thread.programme_id)
    return thread


def _refuse_other_readers(thread, subgroup):
    if thread.subgroup_id is not None:
        raise Refused("other_readers", _("What was written for one subgroup cannot be shown to others."))
    people = User.objects.filter(forgotten_at__isnull=True, pk__in=thread.posts.values("author"))
    if set(people.values_list("pk", flat=True)) - readers_of(thread.programme_id, subgroup.pk):
        raise Refused(
            "writers_left_out",
            _("People outside this subgroup have written here and would lose it. Close the discussion instead."),
        )


@transaction.atomic
def hand_over(*, by, thread, owner, answer_by):
    """Another answers the question and follows it, or by another day."""
    thread.owner, thread.answer_by = owner, answer_by
    thread.save(update_fields=["owner", "answer_by"])
    begin_to_follow(owner.pk, thread)
    record("forums.handed_over", actor=by, target=thread, scope=thread.programme_id)
    return thread


def _set_closed(by, thread, moment, verb):
    thread.closed_at = moment
    thread.save(update_fields=["closed_at"])
    record(verb, actor=by, target=thread, scope=thread.programme_id)
    return thread
