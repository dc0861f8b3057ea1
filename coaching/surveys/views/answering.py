"""Answering: one page with every section; a script shows them one at a time and keeps each answer as it is given."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.near_misses import warn_of_near_misses
from coaching.surveys import actions
from coaching.surveys.asking import fill, minutes, parts_asked, questions_of, take
from coaching.surveys.models import Sheet, Wave

A_YEAR = 365 * 24 * 3600


def find(user, pk):
    """A wave of the user's own programmes that concerns them; 404 for any other, its existence included."""
    wave = get_object_or_404(Wave.objects.around(user), pk=pk)
    if not user.has_perm("surveys.answer", wave):
        raise Http404
    return wave


@login_required
@never_cache
def answer(request, pk):
    """The survey; a POST sends it, or with ``save`` keeps it and stays."""
    wave = find(request.user, pk)
    require(request.user, "surveys.answer", wave)
    parts = parts_asked(wave, request.user)
    sheet = own_sheet(wave, request.user)
    if request.method != "POST":
        return page(request, wave, fill(parts, sheet), sheet)
    questions = questions_of(parts)
    if not take(questions, request.POST):
        return refused(request, wave, parts, sheet)
    values = {question.item: question.value for question in questions}
    try:
        return done(request, wave, parts, values)
    except Refused as refusal:
        return refused(request, wave, parts, sheet, refusal)


def done(request, wave, parts, values):
    """Keep, ask about what was left out, or send."""
    if wave.survey.is_anonymous:
        if left_out(request, parts):
            return page(request, wave, parts, None, ask=True)
        actions.drop(wave=wave, values=values, number=number_of(request))
    else:
        sheet = actions.keep(by=request.user, wave=wave, values=values)
        if "save" in request.POST:
            warn_of_near_misses(request, list(values.values()))
            return HttpResponseRedirect(f"{request.path}#{request.POST['save']}")
        if left_out(request, parts) and not sheet.sent_at:
            return page(request, wave, parts, sheet, ask=True)
        actions.send(by=request.user, wave=wave)
    warn_of_near_misses(request, list(values.values()))
    return to_thanks(request, wave)


def left_out(request, parts):
    """Whether to ask first: something is unanswered, and the person has not yet said that it may stay so."""
    return "anyway" not in request.POST and not all(question.is_answered for question in questions_of(parts))


def number_of(request):
    """The number the page was made with, by which a sheet sent twice counts once."""
    try:
        return uuid.UUID(request.POST.get("number", ""))
    except ValueError:
        raise Refused("no_number", _("Please open the form again and send it from there.")) from None


def to_thanks(request, wave):
    """Anonymous answers are remembered by this browser alone, so that it does not ask again."""
    address = reverse("surveys:thanks", args=[wave.pk])
    response = JsonResponse({"next": address}) if wants_json(request) else redirect(address)
    if wave.survey.is_anonymous:
        response.set_cookie(f"answered-{wave.pk}", "1", max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


def page(request, wave, parts, sheet, ask=False, status=200, refusal=None):
    left = [question for question in questions_of(parts) if not question.is_answered]
    if ask and wants_json(request):
        return JsonResponse({"left_out": [question.item.name for question in left]}, status=422)
    context = {
        "wave": wave,
        "survey": wave.survey,
        "programme": wave.programme,
        "parts": parts,
        "sheet": sheet,
        "minutes": minutes(parts),
        "left": left if ask else [],
        "wrong": [question for question in questions_of(parts) if question.error],
        "refusal": refusal,
        "number": request.POST.get("number") or uuid.uuid4(),
        "from_here": wave.survey.is_anonymous and f"answered-{wave.pk}" in request.COOKIES,
    }
    return render(request, "surveys/answer.html", context, status=422 if ask else status)


def refused(request, wave, parts, sheet, refusal=None):
    """Everything typed comes back, with a sentence beside what has to be mended; what can be kept has been."""
    good = {q.item: q.value for q in questions_of(parts) if not q.error}
    if refusal is None and not wave.survey.is_anonymous:
        sheet = actions.keep(by=request.user, wave=wave, values=good)
    if wants_json(request):
        wrongs = {question.item.name: question.error for question in questions_of(parts) if question.error}
        return JsonResponse({"wrong": wrongs, "detail": str(refusal.message) if refusal else ""}, status=422)
    return page(request, wave, parts, sheet, status=422, refusal=refusal)


@login_required
@require_POST
def keep(request, pk):
    """Keep the items named by ``item``, as they are given; 422 tells which could not be, the rest have been."""
    wave = find(request.user, pk)
    require(request.user, "surveys.answer", wave)
    named = set(request.POST.getlist("item"))
    questions = [q for q in questions_of(parts_asked(wave, request.user)) if q.item.name in named]
    take(questions, request.POST)
    actions.keep(by=request.user, wave=wave, values={q.item: q.value for q in questions if not q.error})
    wrongs = {question.item.name: question.error for question in questions if question.error}
    return JsonResponse({"wrong": wrongs}, status=422 if wrongs else 200)


@login_required
def thanks(request, pk):
    wave = find(request.user, pk)
    sheet = own_sheet(wave, request.user)
    return render(
        request,
        "surveys/thanks.html",
        {"wave": wave, "survey": wave.survey, "programme": wave.programme, "sheet": sheet},
    )


def own_sheet(wave, person):
    return None if wave.survey.is_anonymous else Sheet.objects.filter(wave=wave, person=person).first()


def wants_json(request):
    return "application/json" in request.headers.get("Accept", "")
