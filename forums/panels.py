"""Discussions on other pages. Each answers None for those who take no part, evaluators among them."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.accounts.mail import with_mail
from forums.forms import EVERYBODY
from forums.models import Kind, MailChoice, Mention, Post, Report, Thread, kept_by, taken_part_in
from forums.reading import name_owners
from groups.access import subgroup_of

NEWEST = 5
HIDDEN_IS_TOLD = timedelta(days=14)


def navigation(request, _subject):
    programme = taken_part_in(request.user).first()
    if programme is None:
        return None
    return {"url": reverse("forums:list", args=[programme.key]), "label": _("Discussions"), "icon": "chat-left-text"}


def missed(request, _subject):
    """Where they are mentioned, what has been written since they were there, and what of their own was hidden."""
    unread = _seen_by(request.user).with_news()
    threads = list(unread.order_by("-shown_at")[: NEWEST + 1])
    hidden = Post.objects.visible_to(request.user).filter(
        author=request.user, hidden_at__gte=timezone.now() - HIDDEN_IS_TOLD
    )
    hidden = list(hidden.select_related("thread").order_by("-hidden_at")[:NEWEST])
    mentions = Mention.objects.waiting_for(request.user).select_related("post__thread").order_by("-pk")
    mentions = [mention.post for mention in mentions[:NEWEST]]
    if not threads and not hidden and not mentions:
        return None
    name_owners(threads)
    more = reverse("forums:list", args=[threads[0].programme.key]) + "?unread=1" if len(threads) > NEWEST else ""
    return {"threads": threads[:NEWEST], "hidden": hidden, "mentions": mentions, "all_url": more}


def reported(request, _subject):
    """How many messages readers have asked this coach to look at."""
    counted = Report.objects.for_coach(request.user).values_list("post__thread__programme__key")
    counted = list(counted.annotate(count=Count("post", distinct=True)).order_by("post__thread__programme__key"))
    places = [{"count": count, "url": reverse("forums:reports", args=[key])} for key, count in counted]
    return {"places": places} if places else None


def mail(request, _subject):
    """What one gets by mail, on the page of one's own account."""
    if not taken_part_in(request.user).exists():
        return None
    return {"choice": MailChoice.of(request.user), "proven": with_mail([request.user.pk]).exists()}


def of_programme(request, programme):
    threads = Thread.objects.filter(programme=programme, subgroup__isnull=True)
    return _panel(request, programme, threads, f"?group={EVERYBODY}", _("Discussions for everybody"))


def of_theme(request, theme):
    threads = Thread.objects.filter(theme=theme)
    return _panel(request, theme.programme, threads, f"?theme={theme.key}", _("Discussions about this theme"))


def of_subgroup(request, subgroup):
    threads = Thread.objects.filter(subgroup=subgroup)
    return _panel(request, subgroup.programme, threads, f"?group={subgroup.pk}", _("Discussions of the subgroup"))


def of_session(request, session):
    threads = Thread.objects.filter(session=session)
    subgroup = subgroup_of(session)
    chosen = f"?about=session-{session.pk}&group={subgroup.pk if subgroup else EVERYBODY}"
    return _panel(request, session.programme, threads, chosen, _("Discussions about this session"))


def of_pilot(request, pilot):
    threads = Thread.objects.filter(pilot=pilot)
    return _panel(request, pilot.programme, threads, f"?about=pilot-{pilot.pk}", _("Discussions about this pilot"))


def promised(request, _subject):
    """Questions that wait for the reader's answer, and those past their time where they keep order."""
    if not taken_part_in(request.user).exists():
        return None
    waiting = _seen_by(request.user).filter(kind=Kind.EXPERT, answered_at__isnull=True, closed_at__isnull=True)
    late = kept_by(request.user) & Q(answer_by__lt=timezone.localdate())
    threads = list(waiting.filter(Q(owner=request.user) | late).order_by("answer_by", "pk")[:NEWEST])
    name_owners(threads)
    for thread in threads:
        thread.is_mine = thread.owner_id == request.user.pk
    return {"threads": threads} if threads else None


def _panel(request, programme, threads, chosen, title):
    if not taken_part_in(request.user).filter(pk=programme.pk).exists():
        return None
    newest = list(_seen_by(request.user).filter(pk__in=threads.values("pk")).order_by("-shown_at")[:NEWEST])
    name_owners(newest)
    return {
        "title": title,
        "threads": newest,
        "all_url": reverse("forums:list", args=[programme.key]) + chosen,
        "start_url": reverse("forums:new", args=[programme.key]) + chosen,
    }


def _seen_by(user):
    threads = Thread.objects.visible_to(user).told_to(user)
    return threads.select_related("programme", "subgroup", "theme", "session", "pilot")
