"""Discussions on other pages. Each answers None for those who take no part, evaluators among them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.forms import EVERYBODY
from forums.models import Post, Thread, taken_part_in

NEWEST = 5
HIDDEN_IS_TOLD = timedelta(days=14)


def navigation(request, _subject):
    programme = taken_part_in(request.user).first()
    if programme is None:
        return None
    return {"url": reverse("forums:list", args=[programme.key]), "label": _("Discussions"), "icon": "chat-left-text"}


def missed(request, _subject):
    """What has been written since the reader was there, and what of their own was hidden."""
    unread = _seen_by(request.user).filter(unread__gt=0)
    threads = list(unread.order_by("-last_post_at")[: NEWEST + 1])
    hidden = Post.objects.visible_to(request.user).filter(
        author=request.user, hidden_at__gte=timezone.now() - HIDDEN_IS_TOLD
    )
    hidden = list(hidden.select_related("thread").order_by("-hidden_at")[:NEWEST])
    if not threads and not hidden:
        return None
    more = reverse("forums:list", args=[threads[0].programme.key]) + "?unread=1" if len(threads) > NEWEST else ""
    return {"threads": threads[:NEWEST], "hidden": hidden, "all_url": more}


def of_programme(request, programme):
    threads = Thread.objects.filter(programme=programme, subgroup__isnull=True)
    return _panel(request, programme, threads, f"?group={EVERYBODY}", _("Discussions for everybody"))


def of_theme(request, theme):
    threads = Thread.objects.filter(theme=theme)
    return _panel(request, theme.programme, threads, f"?theme={theme.key}", _("Discussions about this theme"))


def of_subgroup(request, subgroup):
    threads = Thread.objects.filter(subgroup=subgroup)
    return _panel(request, subgroup.programme, threads, f"?group={subgroup.pk}", _("Discussions of the subgroup"))


def _panel(request, programme, threads, chosen, title):
    if not taken_part_in(request.user).filter(pk=programme.pk).exists():
        return None
    newest = _seen_by(request.user).filter(pk__in=threads.values("pk")).order_by("-last_post_at")[:NEWEST]
    return {
        "title": title,
        "threads": list(newest),
        "all_url": reverse("forums:list", args=[programme.key]) + chosen,
        "start_url": reverse("forums:new", args=[programme.key]) + chosen,
    }


def _seen_by(user):
    return Thread.objects.visible_to(user).with_unread(user).select_related("programme", "subgroup", "theme")
