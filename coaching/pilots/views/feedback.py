"""Feedback: a client's page without a log-in, its link and poster, and what the pilot's people say."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from coaching.accounts.throttle import TOO_MANY_ANSWERS, is_one_answer_too_many
from coaching.core.access import require
from coaching.core.near_misses import warn_of_near_misses
from coaching.pilots import actions
from coaching.pilots.forms import ClientForm, WorkerForm
from coaching.pilots.models import FeedbackLink, WorkerFeedback
from coaching.pilots.results import results_of
from coaching.pilots.views.board import visible_pilot

NO_COOKIE = {"csrf_token": ""}
"""Asking for the token would set a cookie; whoever answers is nobody, so there is no log-in to protect."""


@csrf_exempt
@never_cache
def answer(request, token):
    """The client's page. ``?kieli=sv`` speaks that language; nothing is kept in the browser."""
    link = get_object_or_404(FeedbackLink.objects.select_related("pilot__programme"), token=token)
    with translation.override(_language(request)):
        if link.closed_at:
            return _page(request, link, "closed", status=410)
        form = ClientForm(request.POST or None)
        if request.method != "POST":
            return _page(request, link, "asking", form)
        if not form.is_valid():
            return _page(request, link, "asking", form, status=422)
        if is_one_answer_too_many(request, token):
            form.add_error(None, TOO_MANY_ANSWERS)
            return _page(request, link, "asking", form, status=429)
        actions.answer_as_client(link=link, **form.cleaned_data)
        return HttpResponseRedirect(f"{request.path}kiitos/?kieli={translation.get_language()}")


@never_cache
def thanks(request, token):
    link = get_object_or_404(FeedbackLink.objects.select_related("pilot__programme"), token=token)
    with translation.override(_language(request)):
        return _page(request, link, "thanks")


def _language(request):
    asked = request.GET.get("kieli", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language()


def _page(request, link, state, form=None, status=200):
    context = {
        "link": link,
        "pilot": link.pilot,
        "state": state,
        "form": form,
        "languages": [(code, translation.get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
        "language": translation.get_language(),
        **NO_COOKIE,
    }
    return render(request, "pilots/client_feedback.html", context, status=status)


@login_required
def feedback(request, pk):
    """What clients have said, the link, and opening, renewing (``deed=open``) or closing it (``deed=close``)."""
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.ask_clients", pilot)
    if request.method == "POST":
        if request.POST.get("deed") == "close":
            actions.close_link(by=request.user, pilot=pilot)
            messages.success(request, _("The link is closed. The answers are safe."))
        else:
            renewed = pilot.feedback_links.exists()
            actions.open_link(by=request.user, pilot=pilot)
            said = _("There is a new link now. An old one no longer opens.") if renewed else _("The link is ready.")
            messages.success(request, said)
        return redirect("pilots:client_feedback", pilot.pk)
    link = pilot.feedback_links.filter(closed_at__isnull=True).first()
    context = {"pilot": pilot, "programme": pilot.programme, "link": link, "results": results_of(pilot)}
    if link:
        context |= {"address": request.build_absolute_uri(link.get_absolute_url())}
    return render(request, "pilots/feedback.html", context)


@login_required
def poster(request, pk):
    """A page to print, with the QR code and a sentence in three languages."""
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.ask_clients", pilot)
    link = get_object_or_404(pilot.feedback_links, closed_at__isnull=True)
    address = request.build_absolute_uri(link.get_absolute_url())
    drawn = segno.make(address, error="m").svg_inline(scale=8, dark="#000", light="#fff", border=2, omitsize=True)
    context = {"pilot": pilot, "programme": pilot.programme, "address": address, "code": drawn, "words": _sentences()}
    return render(request, "pilots/poster.html", context)


def _sentences():
    """(language, question, what to do) in each language of the house."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.append((code, _("How was it?"), _("Point your phone's camera here and tell us. No name is asked.")))
    return found


@login_required
def worker(request, pk):
    """How the pilot works for oneself."""
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.give_feedback", pilot)
    given = WorkerFeedback.objects.filter(pilot=pilot, person=request.user).first()
    form = WorkerForm(request.POST or None, instance=given)
    if request.method == "POST" and form.is_valid():
        actions.answer_as_worker(by=request.user, pilot=pilot, **form.cleaned_data)
        warn_of_near_misses(request, form.cleaned_data)
        messages.success(request, _("Thank you! Your feedback has been saved."))
        return redirect(pilot)
    context = {"form": form, "pilot": pilot, "programme": pilot.programme}
    return render(request, "pilots/worker_feedback.html", context, status=422 if form.is_bound else 200)
