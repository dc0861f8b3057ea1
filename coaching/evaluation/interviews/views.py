"""The evaluator's pages of interviews."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching.core.errors import Refused
from coaching.evaluation.interviews import actions
from coaching.evaluation.interviews.files import with_plain_ends
from coaching.evaluation.interviews.forms import DecideForm, InterviewForm, TranscriptForm
from coaching.evaluation.interviews.marks import find_marks
from coaching.evaluation.interviews.models import LONGEST
from coaching.evaluation.interviews.reading import shown
from coaching.evaluation.interviews.words import words_of
from coaching.evaluation.views.study import trail, visible_study
from coaching.programmes.names import names_in

A_PAGE = 30
MOST_MARKS = 1000


def found(request, pk, number):
    study = visible_study(request, pk, "evaluation.interview")
    interviews = study.interviews.select_related("study__programme", "transcript")
    return get_object_or_404(interviews, number=number)


@login_required
def interviews(request, pk):
    study = visible_study(request, pk, "evaluation.interview")
    page = Paginator(study.interviews.select_related("transcript"), A_PAGE).get_page(request.GET.get("page"))
    asked = actions.may_be_asked(study.programme_id)
    for interview in page:
        interview.consents = interview.person_id in asked
    context = {"study": study, "page": page, "trail": trail(study)}
    return render(request, "evaluation/interviews/list.html", context)


@login_required
def register(request, pk):
    study = visible_study(request, pk, "evaluation.interview")
    form = InterviewForm(study, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(actions.register(by=request.user, study=study, **form.cleaned_data))
    context = {"study": study, "form": form, "trail": _trail(study)}
    return render(request, "evaluation/interviews/register.html", context, status=422 if form.errors else 200)


@login_required
def interview(request, pk, number):
    return _page(request, found(request, pk, number), TranscriptForm())


@login_required
@require_POST
@never_cache
def transcript(request, pk, number):
    """The text comes in: names on the list are taken out, and what else may tell of somebody is asked about."""
    interview = found(request, pk, number)
    form = TranscriptForm(request.POST, request.FILES)
    if form.is_valid():
        marks = _marks(interview, form.said)
        if sum(mark.kind not in DecideForm.TICKED for mark in marks) > MOST_MARKS:
            form.add_error("text", _("So much in this text has to be decided that it must come in smaller parts."))
        elif marks:
            return _asked(request, interview, form.said, DecideForm(marks, interview.language))
        else:
            return _kept(request, interview, form.said, {})
    return _page(request, interview, form, status=422)


@login_required
@require_POST
@never_cache
def decide(request, pk, number):
    """Every mark has to be decided; until then nothing of the text is stored anywhere."""
    interview = found(request, pk, number)
    text = with_plain_ends(request.POST.get("text", ""))[:LONGEST]
    apart = {*request.POST.getlist("apart"), *request.POST.getlist("part")} - {*request.POST.getlist("join")}
    marks = _marks(interview, text, apart)
    if {"part", "join"} & request.POST.keys():
        return _asked(request, interview, text, DecideForm.parted_anew(marks, interview.language, request.POST), apart)
    form = DecideForm(marks, interview.language, request.POST)
    try:
        if form.is_valid():
            return _kept(request, interview, text, form.decided, apart)
    except Refused as refusal:
        form.add_error(None, refusal.message)
    return _asked(request, interview, text, form, apart, status=422)


@login_required
@never_cache
def read(request, pk, number):
    """What was said; that it was looked at is written into the access log."""
    interview = found(request, pk, number)
    if not hasattr(interview, "transcript"):
        return redirect(interview)
    actions.note_reading(by=request.user, interview=interview)
    paragraphs = [line for line in map(str.strip, shown(interview.transcript.text).splitlines()) if line]
    context = {"interview": interview, "paragraphs": paragraphs, "trail": _trail(interview.study, interview)}
    return render(request, "evaluation/interviews/read.html", context)


@login_required
@require_POST
def remove_transcript(request, pk, number):
    interview = found(request, pk, number)
    actions.remove_transcript(by=request.user, interview=interview)
    messages.success(request, _("The text has been removed."))
    return redirect(interview)


@login_required
@require_POST
def remove(request, pk, number):
    interview = found(request, pk, number)
    actions.remove_interview(by=request.user, interview=interview)
    messages.success(request, _("The interview has been removed."))
    return redirect("evaluation:interviews", pk=pk)


def _page(request, interview, form, status=200):
    study = interview.study
    consents = interview.person_id in actions.may_be_asked(study.programme_id)
    names = names_in(study.programme_id, [interview.interviewer_id, interview.person_id])
    context = {
        "interview": interview,
        "study": study,
        "consents": consents,
        "who": names.get(interview.person_id, "") if consents else "",
        "interviewer": names.get(interview.interviewer_id, ""),
        "has_text": hasattr(interview, "transcript"),
        "form": form,
        "trail": _trail(study),
    }
    return render(request, "evaluation/interviews/interview.html", context, status=status)


def _marks(interview, text, apart=()):
    return find_marks(actions.masked(interview, text), words_of(interview.language), apart)


def _asked(request, interview, text, form, apart=(), status=200):
    rows, ticks = form.rows(), form.ticks()
    for row in [*rows, *ticks]:
        row["contexts"] = [tuple(map(shown, parts)) for parts in row["mark"].contexts]
    context = {"interview": interview, "text": text, "form": form, "rows": rows, "ticks": ticks}
    parted = request.POST.get("part") or request.POST.get("join", "")
    context |= {"apart": sorted(apart), "parted": parted, "trail": _trail(interview.study, interview)}
    return render(request, "evaluation/interviews/decide.html", context, status=status)


def _kept(request, interview, text, decided, apart=()):
    actions.keep_transcript(by=request.user, interview=interview, text=text, decided=decided, apart=apart)
    messages.success(request, _("The text has been stored with the names taken out."))
    return redirect(interview)


def _trail(study, interview=None):
    steps = [*trail(study), {"url": reverse("evaluation:interviews", args=[study.pk]), "label": _("Interviews")}]
    if interview:
        label = _("Interview {number}").format(number=interview.number)
        steps.append({"url": interview.get_absolute_url(), "label": label})
    return steps
