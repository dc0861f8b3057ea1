"""A person's own sessions, made ready for a page: what is on now, what is coming, and whose."""

from django.urls import reverse
from django.utils import timezone

from coaching.programmes.models import Enrolment, Programme, Role, Session
from groups.models import SubgroupSession


def now_and_coming(user, limit=6, **conditions):
    """Sessions the user may enter that have not ended, soonest first, in two queries."""
    sessions = (
        Session.objects.visible_to(user).filter(**conditions).coming().select_related("programme", "theme")[:limit]
    )
    return with_subgroups(sessions, user)


def with_subgroups(sessions, user):
    """The sessions as a list, each with ``subgroup`` (None for the whole programme), ``on`` and ``join_at``.

    For who only looks on, such as an evaluator, nothing is on: there is no way in.
    """
    sessions = list(sessions)
    links = SubgroupSession.objects.filter(session__in=sessions).select_related("subgroup")
    subgroups = {link.session_id: link.subgroup for link in links}
    own = programmes_taken_part_in(user) if any(session.is_on for session in sessions) else ()
    today = timezone.localdate()
    for session in sessions:
        session.subgroup = subgroups.get(session.pk)
        session.on = session.is_on and session.programme_id in own
        session.today = bool(session.starts_at) and timezone.localdate(session.starts_at) == today
        session.join_at = door_of(session)
    return sessions


def programmes_taken_part_in(user):
    """The ids of programmes in which the user is more than a looker-on."""
    if user.is_superuser:
        return set(Programme.objects.values_list("pk", flat=True))
    roles = Enrolment.objects.current().filter(person=user).exclude(role=Role.EVALUATOR)
    return set(roles.values_list("programme_id", flat=True))


def door_of(session):
    """Where one walks in: the live room of a digikahvit, the given link of what is held elsewhere, or its page."""
    if session.kind == session.Kind.DIGIKAHVIT:
        return reverse("realtime:room", args=[session.pk])
    return session.join_url or session.get_absolute_url()
