"""How a survey looks to those who answer it, for its writer: nothing is stored."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from coaching.surveys.asking import minutes, parts_asked
from coaching.surveys.forms import LensForm
from coaching.surveys.models import Wave
from coaching.surveys.views.writing import find


@login_required
def preview(request, pk):
    """By language, by when in the programme, and by who answers; a choice that is not there gives the first."""
    survey = find(request.user, pk)
    form = LensForm.read(request.GET, survey=survey)
    parts = parts_asked(Wave(survey=survey, kind=form.chosen["kind"]), None, form.belonging)
    context = {"survey": survey, "programme": survey.programme, "form": form}
    with translation.override(form.chosen["language"]):
        told = {"survey": survey, "parts": parts, "minutes": minutes(parts), "language": form.chosen["language"]}
        context["sheet"] = render_to_string("surveys/_preview.html", told, request)
    return render(request, "surveys/preview.html", context)
