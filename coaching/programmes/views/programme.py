"""A programme's page and its themes' pages."""

from django.contrib.auth.decorators import login_required
from django.db.models import Case, F, Max, Min, Q, When
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from coaching.programmes.models import Programme, Session, Theme


@login_required
def programme(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    context = {
        "programme": programme,
        "themes": with_state(programme.themes),
        "figures": programme.figures.all(),
    }
    return render(request, "programmes/programme.html", context)


def with_state(themes):
    """Each theme with ``next_at``, its next lecture, and ``held``: lectures were held and none is coming."""
    now = timezone.now()
    lecture = Q(sessions__kind=Session.Kind.LECTURE)
    return themes.annotate(
        next_at=Min("sessions__starts_at", filter=lecture & Q(sessions__ends_at__gte=now)),
        last_at=Max("sessions__ends_at", filter=lecture),
    ).annotate(held=Case(When(next_at__isnull=True, last_at__lt=now, then=True), default=False))


@login_required
def theme(request, key, theme_key):
    programmes = Programme.objects.visible_to(request.user)
    theme = get_object_or_404(
        Theme.objects.select_related("programme"), programme__in=programmes, programme__key=key, key=theme_key
    )
    holdings = (
        Session.objects.visible_to(request.user).filter(theme=theme, whole_programme=True).select_related("programme")
    )
    holdings = list(holdings.order_by(F("starts_at").asc(nulls_last=True), "pk"))
    context = {
        "theme": theme,
        "holdings": holdings,
        "are_lectures": all(session.kind == Session.Kind.LECTURE for session in holdings),
        "is_coming": any(is_to_come(session) for session in holdings),
    }
    return render(request, "programmes/theme.html", context)


def is_to_come(session):
    return bool(session.ends_at) and session.ends_at >= timezone.now()
