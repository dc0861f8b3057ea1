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
from coaching.evaluation.extract import Snapshot, all_datasets, asked, consenting
from coaching.evaluation.formats import NAMES, WRITERS
from coaching.evaluation.forms import PackageForm
from coaching.evaluation.models import Study
from coaching.programmes.models import MEMBERS, Enrolment

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
    context = {
        "study": study,
        "form": form,
        "tables": _tables(study) if may_export else [],
        "formats": NAMES,
        "consent": _consent(len(members & consenting(study.programme_id)), len(members), study.threshold),
        "extractions": study.extractions.select_related("study")[:SHOWN] if may_export else [],
        "may_export": may_export and not study.key_destroyed_at,
        "may_see_log": request.user.has_perm("evaluation.see_log", study),
    }
    return render(request, "evaluation/study.html", context, status=status)


@login_required
def codebook_page(request, pk):
    study = visible_study(request, pk, "evaluation.see")
    parts = [
        {"table": table, "columns": [(variable, codebook.KINDS[variable.kind]) for variable in table.variables]}
        for table in codebook.codebook(all_datasets(), study.programme_id).values()
    ]
    return render(request, "evaluation/codebook.html", {"study": study, "parts": parts, "trail": trail(study)})


@login_required
def codebook_file(request, pk, kind):
    study = visible_study(request, pk, "evaluation.see")
    tables = codebook.codebook(all_datasets(), study.programme_id)
    if kind == "json":
        return _file(codebook.as_json(tables), "application/json", "codebook.json")
    if kind not in {"csv", "xlsx"}:
        raise Http404(kind)
    file = io.BytesIO()
    writer = WRITERS[kind](file, codebook.own_table())
    for row in codebook.rows(tables):
        writer.write(row)
    writer.close()
    return _file(file.getvalue(), writer.media_type, f"codebook.{kind}")


@login_required
def summaries_page(request, pk):
    study = visible_study(request, pk, "evaluation.see")
    tables = summaries.tables(study, asked(study), Snapshot.of(study))
    return render(request, "evaluation/summaries.html", {"study": study, "tables": tables, "trail": trail(study)})


def trail(study):
    return [{"url": study.get_absolute_url(), "label": study.name}]


def _tables(study):
    """Every table with how many rows it has, counted up to a limit."""
    extract = asked(study)
    for name, dataset in all_datasets().items():
        count = sum(1 for _row in islice(dataset.rows(extract), COUNTED + 1))
        yield {"name": name, "title": dataset.title, "count": min(count, COUNTED), "more": count > COUNTED}


def _consent(yes, members, threshold):
    """Who has consented, in words that never tell of a group smaller than the threshold."""
    if not members:
        return _("No members have joined yet.")
    if 0 < members - yes < threshold:
        return _("Fewer than {n} of the members have not consented.").format(n=threshold)
    return _("{yes} of {members} members have consented.").format(
        yes=summaries.shortly(yes, threshold), members=summaries.shortly(members, threshold)
    )


def _file(content, media_type, filename):
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": content_disposition_header(True, filename), "Cache-Control": "no-store"},
    )
