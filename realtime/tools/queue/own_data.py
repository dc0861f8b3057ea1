"""What is known of one person's turns to speak."""

from realtime.tools.queue.models import Turn


def export_turns(person):
    turns = Turn.objects.filter(person=person).order_by("pk")
    return list(turns.values("room__session__title", "asked_at", "given_at", "ended_at"))


def forget_turns(person):
    Turn.objects.filter(person=person).delete()
