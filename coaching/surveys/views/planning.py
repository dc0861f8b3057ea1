"""Planning waves: made, changed while they may be, taken away while nobody has answered."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.days import midnight
from coaching.surveys import planning
from coaching.surveys.forms import WaveForm
from coaching.surveys.forms.limits import spread
from coaching.surveys.models import Wave
from coaching.surveys.views.writing import do, find, form_page


@login_required
def plan(request, pk):
    found = find(request.user, pk)
    form = WaveForm(request.POST or None, programme=found.programme)
    if request.method == "POST" and form.is_valid():
        return do(request, form, found, _("New wave"), planning.plan_wave, survey=found, **_values(form))
    return form_page(request, form, found, _("New wave"))


@login_required
def change(request, pk):
    wave = _wave(request.user, pk)
    initial = {"kind": wave.kind, "opens": timezone.localdate(wave.opens_at), "closes": wave.last_day}
    form = WaveForm(request.POST or None, programme=wave.programme, initial=initial | spread(wave.audience))
    if request.method == "POST" and form.is_valid():
        return do(request, form, wave.survey, _("The wave"), planning.change_wave, wave=wave, **_values(form, wave))
    return form_page(request, form, wave.survey, _("The wave"))


@login_required
@require_POST
def remove(request, pk):
    wave = _wave(request.user, pk)
    planning.remove_wave(by=request.user, wave=wave)
    messages.success(request, _("The wave has been taken away."))
    return redirect(wave.survey)


def _wave(user, pk):
    wave = get_object_or_404(Wave.objects.filter(session__isnull=True), pk=pk)
    wave.survey = find(user, wave.survey_id)
    return wave


def _values(form, wave=None):
    """Days are whole ones; a day that stays keeps the hour it had."""
    told = form.cleaned_data
    opens, closes = midnight(told["opens"]), midnight(told["closes"] + timedelta(days=1))
    if wave and timezone.localdate(wave.opens_at) == told["opens"]:
        opens = wave.opens_at
    if wave and wave.last_day == told["closes"]:
        closes = wave.closes_at
    return {"kind": told["kind"], "opens_at": opens, "closes_at": closes, "audience": form.audience}
