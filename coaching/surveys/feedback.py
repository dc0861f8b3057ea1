"""Feedback after a session: a wave of its own for each session, made when the first answer comes."""

from datetime import timedelta

from django.utils import timezone

from coaching.surveys.models import Survey, Wave

OPEN_FOR = timedelta(days=3)
"""How long after a session it is asked; the results are there when that time is over."""


def feedback_wave(session):
    """The wave of a session that has ended, saved or not yet; None when its kind is asked nothing."""
    if session.ends_at is None or session.ends_at > timezone.now():
        return None
    made = Wave.objects.filter(session=session).select_related("survey__programme", "session").first()
    if made:
        return made
    survey = next((one for one in _asked_after_sessions(session) if session.kind in one.session_kinds), None)
    return survey and Wave(
        survey=survey,
        session=session,
        key=f"session-{session.pk}",
        kind=Wave.Kind.SESSION,
        opens_at=session.ends_at,
        closes_at=session.ends_at + OPEN_FOR,
    )


def _asked_after_sessions(session):
    surveys = Survey.objects.filter(programme=session.programme_id, mode=Survey.Mode.LINKED)
    return surveys.exclude(session_kinds=[]).select_related("programme")


def saved(wave):
    """The wave with its number; two who answer first at once make one."""
    if wave.pk:
        return wave
    values = {name: getattr(wave, name) for name in ("key", "kind", "opens_at", "closes_at")}
    return Wave.objects.get_or_create(survey=wave.survey, session=wave.session, defaults=values)[0]
