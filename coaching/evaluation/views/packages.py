"""Asking for data, watching it being made, and taking it away."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.streaming import ranged_file, streamed
from coaching.evaluation import actions
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.formats import IN_PACKAGES, STREAMED, WRITERS
from coaching.evaluation.forms import FilterForm, PackageForm
from coaching.evaluation.models import Extraction, Study
from coaching.evaluation.sending import table_parts
from coaching.evaluation.views.study import packages_told, study_page, trail, visible_study


def visible_extraction(request, pk):
    found = Extraction.objects.filter(study__in=Study.objects.visible_to(request.user))
    extraction = get_object_or_404(found.select_related("study__programme"), pk=pk)
    require(request.user, "evaluation.export", extraction)
    return extraction


@login_required
@require_POST
def ask(request, pk):
    study = visible_study(request, pk, "evaluation.export")
    form = PackageForm(study, request.POST)
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("datasets", "formats")}
        try:
            return redirect(actions.ask_package(by=request.user, study=study, chosen=form.chosen, **wanted))
        except Refused as refusal:
            if refusal.code not in {"too_few", "small_difference"}:
                raise
            form.add_error(None, refusal.message)
    return study_page(request, study, form, status=422)


@login_required
@require_POST
def count(request, pk):
    """What the choice would bring, before anything is made."""
    study = visible_study(request, pk, "evaluation.export")
    form = PackageForm(study, request.POST)
    return study_page(request, study, form, status=200 if form.is_valid() else 422)


@login_required
@require_POST
def table(request, pk, name, kind):
    """One table: sent at once where the format allows it, otherwise made in the background."""
    study = visible_study(request, pk, "evaluation.export")
    if name not in all_datasets():
        raise Http404(name)
    form = FilterForm(study, request.POST)
    if not form.is_valid():
        return study_page(request, study, _with_errors(request, study, form), status=422)
    actions.refuse_without_key(study)
    if kind in STREAMED:
        parts = table_parts(by=request.user, study=study, name=name, kind=kind, chosen=form.chosen)
        return streamed(parts, WRITERS[kind].media_type, f"{study.key}-{name}.{kind}")
    return redirect(
        actions.ask_package(
            by=request.user,
            study=study,
            datasets=[name],
            formats=[kind],
            kind=Extraction.Kind.TABLE,
            chosen=form.chosen,
        )
    )


@login_required
def extraction(request, pk):
    """How far the package is; the page may be left and come back to."""
    [extraction] = packages_told((found := visible_extraction(request, pk)).study, [found])
    titles = {name: dataset.title for name, dataset in all_datasets().items()}
    context = {
        "extraction": extraction,
        "study": extraction.study,
        "narrowed": extraction.narrowed,
        "tables": [titles.get(name, name) for name in extraction.datasets],
        "formats": [IN_PACKAGES[kind] for kind in extraction.formats],
        "trail": trail(extraction.study),
    }
    return render(request, "evaluation/extraction.html", context)


@login_required
@require_POST
def retry(request, pk):
    return redirect(actions.retry(by=request.user, extraction=visible_extraction(request, pk)))


@login_required
@require_safe
def download(request, pk):
    extraction = visible_extraction(request, pk)
    if extraction.state != Extraction.State.DONE:
        return redirect(extraction)
    suffix = extraction.file.name.rpartition(".")[2]
    media_type = WRITERS[suffix].media_type if suffix in WRITERS else "application/zip"
    response = ranged_file(request, extraction.file, media_type, f"{extraction}.{suffix}", inline=False)
    if request.method == "GET" and response.status_code in {200, 206}:
        actions.note_download(by=request.user, extraction=extraction)
    return response


def _with_errors(request, study, form):
    """The whole form of the page, with what is wrong in its filter."""
    whole = PackageForm(study, request.POST)
    whole.is_valid()
    for name in set(whole.errors) - set(form.errors):
        del whole.errors[name]
    return whole
