"""How far somebody has read."""

from forums.models import ReadMark


def mark_read(*, person, thread, number):
    """The person has read every number up to this one. A mark never moves back."""
    _mark, made = ReadMark.objects.get_or_create(person=person, thread=thread, defaults={"number": number})
    if not made:
        ReadMark.objects.filter(person=person, thread=thread, number__lt=number).update(number=number)
