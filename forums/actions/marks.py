"""Reactions to posts, and mentions of people in them."""

from django.db import transaction

from forums.models import Mention, Reaction


@transaction.atomic
def react(*, by, post, kind):
    """Set a reaction, or take it back when it is there."""
    reaction, made = Reaction.objects.get_or_create(post=post, person=by, kind=kind)
    if not made:
        reaction.delete()
    return made


def mention(post, people):
    """Those of these ids, and nobody else, are mentioned in the post; who was before has not to look again."""
    post.mentions.exclude(person__in=people).delete()
    Mention.objects.bulk_create((Mention(post=post, person_id=pk) for pk in people), ignore_conflicts=True)
