"""A study: its question, what is in it, the codebook and the summaries."""

import io
from itertools import islice

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from coaching.core.access import require
from coaching.evaluation import codebook, summaries
from coaching.evaluation.extract import WHOLE, Snapshot, all_datasets, asked, consenting, kept_rows
from coaching.evaluation.filters import FACETS, Filter, in_words, offered
from coaching.evaluation.formats import NAMES, WRITERS
from coaching.evaluation.forms import PackageForm
from coaching.evaluation.models import Study
from coaching.programmes.models import MEMBERS, Enrolment
from coaching.programmes.names import names_in

COUNTED = 2000  # more rows than this are not counted for a page
SHOWN = 10


def visible_study(request, pk, permission):
    study = get_object_or_404(Study.objects.visible_to(request.user).select_related("programme"), pk=pk)
    require(request.user, permission, study)
    return study


@login_required
def studies(request):
    found = list(Study.objects.visible_to(request.user).select_related("programme"))
    if len(found) == 1:
        return redirect(found[0])
    return render(request, "evaluation/studies.html", {"studies": found})


@login_required
def study(request, pk):
    study = visible_study(request, pk, "evaluation.see")
    return study_page(request, study, PackageForm(study))


def study_page(request, study, form, status=200):
    """The study's page with this form on it; 422 when the form came back to be mended."""
    may_export = request.user.has_perm("evaluation.export", study)
    members = set(
        Enrolment.objects.filter(programme=study.programme_id, role__in=MEMBERS).values_list("person_id", flat=True)
    )
    extractions = list(study.extractions.select_related("study")) if may_export else []
    shown = extractions if request.GET.get("all") else extractions[:SHOWN]
    chosen = _chosen(form)
    context = {
        "study": study,
        "form": form,
        "tables": list(_tables(study, chosen, form)) if may_export and not study.key_destroyed_at else [],
        "narrowed": chosen != WHOLE,
        "formats": NAMES,
        "consent": _consent(len(members & consenting(study.programme_id)), len(members), study.threshold),
        "extractions": packages_told(study, shown),
        "more_extractions": len(extractions) > len(shown),
        "may_export": may_export and not study.key_destroyed_at,
        "may_interview": request.user.has_perm("evaluation.interview", study),
        "may_see_log": request.user.has_perm("evaluation.see_log", study),
    }
    return render(request, "evaluation/study.html", context, status=status)


@login_required
def codebook_page(request, pk):
    study = visible_study(request, pk, "evaluation.see")
    parts = [
        {"table": table, "columns": [(variable, codebook.KINDS[variable.kind]) for variable in table.variables]}
        for table in codebook.codebook(all_datasets(), asked(study)).values()
    ]
    return render(request, "evaluation/codebook.html", {"study": study, "parts": parts, "trail": trail(study)})


@login_required
def codebook_file(request, pk, kind):
    study = visible_study(request, pk, "evaluation.see")
    tables = codebook.codebook(all_datasets(), asked(study))
    if kind == "json":
        return _file(codebook.as_json(tables), "application/json", "codebook.json")
    if kind not in {"csv", "xlsx"}:
        raise Http404(kind)
    file = io.BytesIO()
    _write(WRITERS[kind](file, codebook.own_table()), codebook.rows(tables))
    return _file(file.getvalue(), WRITERS[kind].media_type, f"codebook.{kind}")


def trail(study):
    return [{"url": study.get_absolute_url(), "label": study.name}]


def packages_told(study, extractions):
    """Packages with who asked for them and what they were narrowed by."""
    names = names_in(study.programme_id, [extraction.asked_by_id for extraction in extractions])
    choices = offered(study)
    for extraction in extractions:
        extraction.who = names.get(extraction.asked_by_id, "")
        extraction.narrowed = in_words(Filter.of(extraction), choices)
    return extractions


def _chosen(form):
    """The filter as far as it is right; nothing is left out while it is not."""
    if not form.is_bound:
        return WHOLE
    form.is_valid()
    wrong = {"since", "until", *FACETS} & form.errors.keys()
    return WHOLE if wrong else form.chosen


def _tables(study, chosen, form):
    """Every table with how many of its rows would leave the house, counted up to a limit."""
    extract, snapshot = asked(study, chosen), Snapshot.of(study, chosen)
    wanted = set(form["datasets"].value() or ())
    for name, dataset in all_datasets().items():
        kept = list(
            islice((withheld for _row, _people, withheld in kept_rows(dataset, extract, snapshot)), COUNTED + 1)
        )
        yield {
            "name": name,
            "title": dataset.title,
            "wanted": name in wanted,
            "count": min(len(kept), COUNTED),
            "more": len(kept) > COUNTED,
            "withheld": sum(kept),
        }


def _consent(yes, members, threshold):
    """Who has consented, in words that never tell of a group smaller than the threshold."""
    if not members:
        return _("No members have joined yet.")
    if 0 < members - yes < threshold:
        return _("Fewer than {n} of the members have not consented.").format(n=threshold)
    return _("{yes} of {members} members have consented.").format(
        yes=summaries.shortly(yes, threshold), members=summaries.shortly(members, threshold)
    )


def _write(writer, rows):
    for row in rows:
        writer.write(row)
    writer.close()


def _file(content, media_type, filename):
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": content_disposition_header(True, filename), "Cache-Control": "no-store"},
    )
