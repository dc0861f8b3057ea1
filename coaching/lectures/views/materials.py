"""Adding materials to a theme and taking them home."""

from mimetypes import guess_type

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.near_misses import warn_of_near_misses
from coaching.core.streaming import ranged_file
from coaching.lectures.actions import shelf
from coaching.lectures.forms import MaterialForm
from coaching.lectures.models import Material
from coaching.lectures.shelves import trail_to
from coaching.programmes.models import Programme, Theme


@login_required
def add(request, theme):
    themes = Theme.objects.filter(programme__in=Programme.objects.visible_to(request.user))
    theme = get_object_or_404(themes.select_related("programme"), pk=theme)
    require(request.user, "lectures.edit", theme)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        context = {"form": form, "theme": theme, "trail": trail_to(theme)}
        return render(request, "lectures/add_material.html", context, status=422 if form.is_bound else 200)
    material = shelf.add_material(by=request.user, theme=theme, **form.values())
    warn_of_near_misses(request, [material.title, material.name])
    return redirect(theme)


@login_required
@require_safe
def download(request, pk):
    material = _found(request, pk)
    if material.url:
        return redirect(material.url)
    content_type = guess_type(material.name)[0] or "application/octet-stream"
    return ranged_file(request, material.file, content_type, material.name, inline=False)


@login_required
@require_POST
def remove(request, pk):
    material = _found(request, pk)
    require(request.user, "lectures.edit", material)
    theme = material.theme
    shelf.remove_material(by=request.user, material=material)
    return redirect(theme)


def _found(request, pk):
    materials = Material.objects.visible_to(request.user).select_related("theme__programme")
    return get_object_or_404(materials, pk=pk)
