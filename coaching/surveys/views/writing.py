"""Writing instruments: looking at one, its words, its questions, its waves, and copying it."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.days import midnight
from coaching.core.errors import Refused
from coaching.programmes.models import Programme
from coaching.surveys import editing
from coaching.surveys.forms import ItemForm, SurveyForm, WaveForm, as_lines
from coaching.surveys.models import Item, Survey
from coaching.surveys.texts import said


def find(user, pk):
    programmes = Programme.objects.visible_to(user)
    survey = get_object_or_404(Survey.objects.select_related("programme"), programme__in=programmes, pk=pk)
    require(user, "surveys.write", survey)
    return survey


@login_required
def survey(request, pk):
    found = find(request.user, pk)
    context = {
        "survey": found,
        "programme": found.programme,
        "sections": found.sections.prefetch_related("items"),
        "waves": found.waves.filter(session__isnull=True),
        "is_fixed": found.has_answers,
        "changes": found.text_changes.select_related("item")[:20],
    }
    return render(request, "surveys/survey.html", context)


@login_required
@require_POST
def copy(request, pk):
    made = editing.copy(by=request.user, survey=find(request.user, pk))
    messages.success(request, _("Here is the copy. Nobody has been sent it."))
    return redirect(made)


@login_required
def words(request, pk):
    found = find(request.user, pk)
    initial = SurveyForm.spread(title=found.title, intro=found.intro) | {"mode": found.mode}
    form = SurveyForm(request.POST or None, programme=found.programme, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {"title": form.texts("title"), "intro": form.texts("intro"), "mode": form.cleaned_data["mode"]}
        return _do(request, form, found, _("The survey"), editing.change_survey, survey=found, **values)
    return _form_page(request, form, found, _("The survey"))


@login_required
def add(request, pk):
    found = find(request.user, pk)
    sections = [(one, said(one.title) or _("Part {number}").format(number=one.place)) for one in found.sections.all()]
    form = ItemForm(request.POST or None, programme=found.programme, sections=sections)
    if request.method == "POST" and form.is_valid():
        chosen = {str(one.pk): one for one, _name in sections}.get(form.cleaned_data["section"])
        values = {"kind": form.cleaned_data["kind"], "section": chosen, **_item_values(form)}
        return _do(request, form, found, _("New question"), editing.add_item, survey=found, **values)
    return _form_page(request, form, found, _("New question"))


@login_required
def change(request, pk):
    item = _item(request.user, pk)
    own = item.survey.programme.language
    initial = ItemForm.spread(text=item.text, help=item.help) | {
        "options": as_lines(_option_texts(item), own),
        "levels": as_lines(item.settings.get("levels", []), own),
    }
    form = ItemForm(request.POST or None, programme=item.survey.programme, item=item, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _do(
            request, form, item.survey, _("Edit the question"), editing.change_item, item=item, **_item_values(form)
        )
    return _form_page(request, form, item.survey, _("Edit the question"))


def _item(user, pk):
    item = get_object_or_404(Item.objects.select_related("section"), pk=pk)
    item.survey = find(user, item.survey_id)
    return item


def _item_values(form):
    return {"text": form.texts("text"), "help": form.texts("help"), "settings": form.cleaned_data["settings"]}


def _option_texts(item):
    told = item.settings
    if item.kind == "scale":
        return told.get("labels") or [told.get("low", {}), told.get("high", {})]
    return [one["text"] for one in told.get("choices") or told.get("areas") or []]


@login_required
@require_POST
def place(request, pk):
    """``deed`` is up, down or remove."""
    item = _item(request.user, pk)
    deed = request.POST.get("deed")
    if deed == "remove":
        editing.remove_item(by=request.user, item=item)
        messages.success(request, _("Removed: %(question)s") % {"question": said(item.text)})
    elif deed in ("up", "down"):
        editing.move_item(by=request.user, item=item, up=deed == "up")
    return redirect(item.survey)


@login_required
def wave(request, pk):
    found = find(request.user, pk)
    form = WaveForm(request.POST or None, programme=found.programme)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        values = {
            "kind": told["kind"],
            "opens_at": midnight(told["opens"]),
            "closes_at": midnight(told["closes"] + timedelta(days=1)),
            "audience": form.audience,
        }
        return _do(request, form, found, _("New wave"), editing.plan_wave, survey=found, **values)
    return _form_page(request, form, found, _("New wave"))


def _do(request, form, found, heading, verb, **values):
    """A refusal comes back on the form, with everything typed."""
    try:
        verb(by=request.user, **values)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _form_page(request, form, found, heading)
    messages.success(request, _("Saved."))
    return redirect(found)


def _form_page(request, form, found, heading):
    context = {"form": form, "survey": found, "programme": found.programme, "heading": heading}
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)
