"""What the organiser sees of an evaluation: who took out what and when; and the end of the key."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.models import AccessLog
from coaching.evaluation import actions
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.filters import FACETS
from coaching.evaluation.views.study import trail, visible_study
from coaching.programmes.names import names_in


@login_required
def log(request, pk):
    study = visible_study(request, pk, "evaluation.see_log")
    rows = AccessLog.objects.filter(scope=study.programme_id, subject=f"study:{study.key}").order_by("-at", "-pk")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    names = names_in(study.programme_id, [row.actor_id for row in page])
    titles = {name: str(dataset.title) for name, dataset in all_datasets().items()}
    entries = [_entry(row, names, titles) for row in page]
    context = {"study": study, "page": page, "entries": entries, "trail": trail(study)}
    return render(request, "evaluation/log.html", context)


@login_required
@require_POST
def destroy_key(request, pk):
    study = visible_study(request, pk, "evaluation.destroy_key")
    actions.destroy_key(by=request.user, study=study)
    messages.success(request, _("The key has been destroyed. The pseudonyms can no longer be joined to people."))
    return redirect("evaluation:log", pk=study.pk)


def _entry(row, names, titles):
    details = row.details
    counts = details.get("rows") or {}
    deeds = {
        "evaluation.export_began": _("began to take out a table"),
        "evaluation.exported": _("took out data"),
        "evaluation.downloaded": _("downloaded a package"),
        "evaluation.key_destroyed": _("destroyed the key"),
        "evaluation.interview_registered": _("noted an interview"),
        "evaluation.interview_removed": _("removed an interview"),
        "evaluation.transcript_stored": _("stored what was said in an interview"),
        "evaluation.transcript_read": _("read what was said in an interview"),
        "evaluation.transcript_removed": _("removed what was said in an interview"),
        "evaluation.token_issued": _("issued a token for the API"),
        "evaluation.token_revoked": _("took back a token of the API"),
        "evaluation.token_used": _("read through the API, for the first time that day"),
    }
    return {
        "at": row.at,
        "who": names.get(row.actor_id, _("The service itself")),
        "deed": deeds.get(row.deed, row.deed),
        "number": details.get("number"),
        "narrowed": [value for facet in FACETS for value in details.get(facet, ())],
        "since": details.get("since"),
        "until": details.get("until"),
        "tables": [(titles.get(name, name), count) for name, count in counts.items()],
        "read": titles.get(details.get("table")),
        "token": details.get("token"),
        "interview": details.get("interview"),
        "sha256": details.get("sha256", ""),
        "broken_off": details.get("complete") is False,
    }
