"""What small groups know of one person: handing it out, and forgetting it."""

from realtime.tools.small_groups.models import CoachWord, GroupPlace, NotesVersion, SmallGroup


def export_groups(person):
    """Where the person was, what they saved into the notes, and what they told the groups as a coach."""
    places = GroupPlace.objects.filter(person=person).order_by("pk")
    saved = NotesVersion.objects.filter(person=person).order_by("pk")
    return {
        "groups": list(places.values("group__session__title", "group_set__title", "group__name")),
        "chair_of": list(SmallGroup.objects.filter(chair=person).order_by("pk").values("session__title", "name")),
        "notes_saved": list(saved.values("notes__group__name", "at", "text")),
        "told_to_groups": list(CoachWord.objects.filter(person=person).order_by("pk").values("at", "text")),
    }


def forget_in_groups(person):
    """Notes are the group's and stay; that this person was in it goes."""
    SmallGroup.objects.filter(chair=person).update(chair=None)
    GroupPlace.objects.filter(person=person).delete()
    NotesVersion.objects.filter(person=person).update(person=None)
    CoachWord.objects.filter(person=person).update(person=None)
