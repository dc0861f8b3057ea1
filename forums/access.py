"""Who may read, write and keep order in the discussions."""

import rules

from coaching.programmes.access import is_coach, is_organiser, takes_part
from coaching.programmes.models import Programme
from forums.models import Post, Thread
from groups.access import coaches


def thread_of(thing):
    return thing.thread if isinstance(thing, Post) else thing


@rules.predicate
def may_read(user, thing):
    """A thread by its audience; a post by its own."""
    if thing is None:
        return False
    kind = Post if isinstance(thing, Post) else Thread
    return kind.objects.visible_to(user).filter(pk=thing.pk).exists()


@rules.predicate
def wrote(user, post):
    return post is not None and user.is_authenticated and post.author_id == user.pk


@rules.predicate
def keeps_order(user, thing):
    """The subgroup's own coaches; in what is for everybody, any coach of the programme; organisers everywhere."""
    if thing is None or isinstance(thing, Programme):
        return False
    thread = thread_of(thing)
    if thread.subgroup_id is None:
        return is_coach(user, thread)
    return coaches(user, thread.subgroup) or is_organiser(user, thread)


@rules.predicate
def is_asked(user, thread):
    """The expert a question has been put to."""
    return thread is not None and user.is_authenticated and thread.owner_id == user.pk


rules.add_perm("forums.start", takes_part)
rules.add_perm("forums.read", may_read)
rules.add_perm("forums.reply", may_read)
rules.add_perm("forums.edit", may_read & wrote)
rules.add_perm("forums.see_versions", may_read & (wrote | keeps_order))
rules.add_perm("forums.hand_over", may_read & (is_asked | keeps_order))
rules.add_perm("forums.react", may_read)
rules.add_perm("forums.report", may_read & ~wrote)
rules.add_perm("forums.see_reports", is_coach)
rules.add_perm("forums.moderate", may_read & keeps_order)
