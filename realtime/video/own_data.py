"""What the video knows of one person: in which sessions they asked for a pass. Nothing that was said is kept."""

from realtime.models import VideoPerson


def export_video(person):
    return list(VideoPerson.objects.filter(person=person).order_by("pk").values("room__session__title", "number"))


def forget_in_video(person):
    VideoPerson.objects.filter(person=person).delete()
