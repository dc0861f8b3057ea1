"""Writing instruments: beginning or copying one, its words and its questions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.programmes.models import Programme
from coaching.surveys import editing
from coaching.surveys.audience import CIRCLES, in_words
from coaching.surveys.forms import ItemForm, SectionForm, SurveyForm
from coaching.surveys.models import Item, Receipt, Section, Sheet, Survey
from coaching.surveys.texts import said

BEGUN = Exists(Sheet.objects.filter(wave=OuterRef("pk"))) | Exists(Receipt.objects.filter(wave=OuterRef("pk")))


def find(user, pk):
    programmes = Programme.objects.visible_to(user)
    survey = get_object_or_404(Survey.objects.select_related("programme"), programme__in=programmes, pk=pk)
    require(user, "surveys.write", survey)
    return survey


@login_required
def survey(request, pk):
    found = find(request.user, pk)
    names = {name: circle.names(found.programme_id) for name, circle in CIRCLES.items()}
    context = {
        "survey": found,
        "programme": found.programme,
        "sections": _with_limits(found, names),
        "waves": _with_audience(found, names),
        "is_fixed": found.has_answers,
        "changes": found.text_changes.select_related("item")[:20],
    }
    return render(request, "surveys/survey.html", context)


def _with_limits(found, names):
    """The sections, each item with whom and when it is asked in words."""
    sections = list(found.sections.prefetch_related("items__then_of"))
    for part in sections:
        part.asked = list(part.items.all())
        for item in part.asked:
            item.limits = in_words(item.only_for, names)
    return sections


def _with_audience(found, names):
    """The waves, each with whom it asks in words, and whether it may still be taken away."""
    waves = list(found.waves.filter(session__isnull=True).annotate(is_begun=BEGUN))
    for wave in waves:
        wave.asked = in_words(wave.audience, names)
        wave.may_change = not (wave.is_over and wave.is_begun)
    return waves


@login_required
@require_POST
def copy(request, pk):
    made = editing.copy(by=request.user, survey=find(request.user, pk))
    messages.success(request, _("Here is the copy. Nobody has been sent it."))
    return redirect(made)


@login_required
def words(request, pk):
    found = find(request.user, pk)
    own = {"mode": found.mode, "session_kinds": found.session_kinds}
    initial = SurveyForm.spread(title=found.title, intro=found.intro) | own
    form = SurveyForm(request.POST or None, programme=found.programme, initial=initial)
    form.fields["mode"].disabled = found.has_answers
    if request.method == "POST" and form.is_valid():
        return do(request, form, found, _("The survey"), editing.change_survey, survey=found, **_survey_values(form))
    return form_page(request, form, found, _("The survey"))


@login_required
def begin(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "surveys.write", programme)
    form = SurveyForm(request.POST or None, programme=programme, initial={"mode": Survey.Mode.LINKED})
    if request.method == "POST" and form.is_valid():
        values = _survey_values(form)
        return do(request, form, None, _("New survey"), editing.begin, programme=programme, **values)
    return form_page(request, form, None, _("New survey"))


def _survey_values(form):
    told = form.cleaned_data
    return {
        "title": form.texts("title"),
        "intro": form.texts("intro"),
        "mode": told["mode"],
        "session_kinds": told["session_kinds"],
    }


@login_required
def section(request, pk):
    part = get_object_or_404(Section, pk=pk)
    part.survey = find(request.user, part.survey_id)
    initial = SectionForm.spread(title=part.title, help=part.help)
    form = SectionForm(request.POST or None, programme=part.survey.programme, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {"title": form.texts("title"), "help": form.texts("help")}
        return do(request, form, part.survey, _("The part's words"), editing.change_section, section=part, **values)
    return form_page(request, form, part.survey, _("The part's words"))


@login_required
def add(request, pk):
    found = find(request.user, pk)
    sections = [(one, said(one.title) or _("Part {number}").format(number=one.place)) for one in found.sections.all()]
    form = ItemForm(request.POST or None, programme=found.programme, survey=found, sections=sections)
    if request.method == "POST" and form.is_valid():
        chosen = {str(one.pk): one for one, _name in sections}.get(form.cleaned_data["section"])
        values = {"kind": form.cleaned_data["kind"], "section": chosen, **_item_values(form)}
        return do(request, form, found, _("New question"), editing.add_item, survey=found, **values)
    return form_page(request, form, found, _("New question"))


@login_required
def change(request, pk):
    item = _item(request.user, pk)
    survey = item.survey
    initial = ItemForm.initial_of(item)
    form = ItemForm(request.POST or None, programme=survey.programme, survey=survey, item=item, initial=initial)
    if request.method == "POST" and form.is_valid():
        return do(request, form, survey, _("Edit the question"), editing.change_item, item=item, **_item_values(form))
    return form_page(request, form, survey, _("Edit the question"))


def _item(user, pk):
    item = get_object_or_404(Item.objects.select_related("section"), pk=pk)
    item.survey = find(user, item.survey_id)
    return item


def _item_values(form):
    texts = {name: form.texts(name) for name in ("text", "help")}
    return {**texts, "settings": form.cleaned_data["settings"], **form.asked}


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


def do(request, form, found, heading, verb, **values):
    """A refusal comes back on the form, with everything typed; ``found`` None is what the verb makes."""
    try:
        made = verb(by=request.user, **values)
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return form_page(request, form, found, heading)
    messages.success(request, _("Saved."))
    return redirect(found or made)


def form_page(request, form, found, heading):
    programme = found.programme if found else form.programme
    context = {"form": form, "survey": found, "programme": programme, "heading": heading}
    return render(request, "surveys/form.html", context, status=422 if form.errors else 200)
