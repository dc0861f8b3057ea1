"""What moderation knows of one person."""

from realtime.tools.moderation.models import HeldMessage, Restraint


def export_moderation(person):
    return {
        "not_shown": list(
            HeldMessage.objects.filter(person=person).values("room__session__title", "at", "text", "reason")
        ),
        "restraints": list(Restraint.objects.filter(person=person).values("room__session__title", "at", "what")),
    }


def forget_moderation(person):
    HeldMessage.objects.filter(person=person).delete()
    Restraint.objects.filter(person=person).delete()
    Restraint.objects.filter(by=person).update(by=None)
