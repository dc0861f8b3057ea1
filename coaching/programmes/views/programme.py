"""A programme's page and its themes' pages."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from coaching.programmes.models import Programme, Session, Theme


@login_required
def programme(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    context = {
        "programme": programme,
        "themes": programme.themes.all(),
        "figures": programme.figures.all(),
    }
    return render(request, "programmes/programme.html", context)


@login_required
def theme(request, key, theme_key):
    programmes = Programme.objects.visible_to(request.user)
    theme = get_object_or_404(
        Theme.objects.select_related("programme"), programme__in=programmes, programme__key=key, key=theme_key
    )
    holdings = Session.objects.visible_to(request.user).filter(theme=theme, whole_programme=True)
    return render(request, "programmes/theme.html", {"theme": theme, "holdings": holdings})
