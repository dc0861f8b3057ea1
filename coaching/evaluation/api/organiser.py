"""The organiser's page of tokens: issue one, see what each has been used for, take one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching.evaluation.api.forms import TokenForm
from coaching.evaluation.api.tokens import SUMMARIES, issue, revoke
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.views.study import trail, visible_study
from coaching.programmes.names import names_in


@login_required
@never_cache
def tokens(request, pk):
    """A new token's secret is on the answer to the form and nowhere after."""
    study = visible_study(request, pk, "evaluation.issue_tokens")
    form = TokenForm(study, request.POST or None)
    issued = secret = None
    if request.method == "POST" and form.is_valid():
        issued, secret = issue(by=request.user, study=study, **form.cleaned_data)
        form = TokenForm(study)
    context = {
        "study": study,
        "form": form,
        "issued": issued,
        "secret": secret,
        "tokens": _told(study),
        "trail": trail(study),
    }
    return render(request, "evaluation/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke_token(request, pk, token):
    study = visible_study(request, pk, "evaluation.issue_tokens")
    revoke(by=request.user, token=get_object_or_404(study.tokens.select_related("study"), pk=token))
    messages.success(request, _("The token has been taken back. It gives nothing any more."))
    return redirect("evaluation:tokens", pk=study.pk)


def _told(study):
    """Every token with whose it is, what it gives, and when and how much it was used."""
    found = list(
        study.tokens.annotate(
            last_used=Max("uses__last_at"), requests=Sum("uses__requests", default=0), rows=Sum("uses__rows", default=0)
        )
    )
    names = names_in(study.programme_id, [token.person_id for token in found])
    titles = {SUMMARIES: _("Summaries of finished packages")}
    titles |= {name: dataset.title for name, dataset in all_datasets().items()}
    for token in found:
        token.who = names.get(token.person_id, "")
        token.gives = [titles.get(name, name) for name in token.tables]
    return found
