"""How far somebody has read, what they follow, and what they want by mail."""

from django.utils import timezone

from forums.models import Following, MailChoice, Mention, ReadMark


def mark_read(*, person, thread, number):
    """The person has read every number up to this one. A mark never moves back."""
    _mark, made = ReadMark.objects.get_or_create(person=person, thread=thread, defaults={"number": number})
    if not made:
        ReadMark.objects.filter(person=person, thread=thread, number__lt=number).update(number=number)


def see_mentions(*, person, thread, numbers):
    """The person has the posts from the first of these numbers to the last before them."""
    mentions = Mention.objects.filter(
        person=person, post__thread=thread, post__number__range=numbers, seen_at__isnull=True
    )
    mentions.update(seen_at=timezone.now())


def follow(*, person, thread, state):
    """``state`` is a Following.State, or "" to hear of the thread like of any other."""
    if state:
        Following.objects.update_or_create(person=person, thread=thread, defaults={"state": state})
    else:
        Following.objects.filter(person=person, thread=thread).delete()


def begin_to_follow(person_id, thread):
    """Whoever has chosen otherwise for this thread is left with their choice."""
    Following.objects.get_or_create(person_id=person_id, thread=thread, defaults={"state": Following.State.FOLLOWED})


def choose_mail(*, person, level, at):
    return MailChoice.objects.update_or_create(person=person, defaults={"level": level, "at": at})[0]
