"""A person's own sessions, made ready for a page: what is on now, what is coming, and whose."""

from django.urls import reverse
from django.utils import timezone

from coaching.programmes.models import Session
from groups.models import SubgroupSession


def now_and_coming(user, limit=6, **conditions):
    """Sessions the user may enter that have not ended, soonest first, in two queries."""
    sessions = (
        Session.objects.visible_to(user).filter(**conditions).coming().select_related("programme", "theme")[:limit]
    )
    return with_subgroups(sessions)


def with_subgroups(sessions):
    """The sessions as a list, each with ``subgroup`` (None for the whole programme), ``on`` and ``join_at``."""
    sessions = list(sessions)
    links = SubgroupSession.objects.filter(session__in=sessions).select_related("subgroup")
    subgroups = {link.session_id: link.subgroup for link in links}
    today = timezone.localdate()
    for session in sessions:
        session.subgroup = subgroups.get(session.pk)
        session.on = session.is_on
        session.today = bool(session.starts_at) and timezone.localdate(session.starts_at) == today
        session.join_at = door_of(session)
    return sessions


def door_of(session):
    """Where one walks in: the live room of a digikahvit, the given link of what is held elsewhere, or its page."""
    if session.kind == session.Kind.DIGIKAHVIT:
        return reverse("realtime:room", args=[session.pk])
    return session.join_url or session.get_absolute_url()
