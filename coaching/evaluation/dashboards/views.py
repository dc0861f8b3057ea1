"""The pages of figures, and each figure to take along."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coaching.core.access import require
from coaching.evaluation import charts
from coaching.evaluation.dashboards import files
from coaching.evaluation.dashboards.forms import ReportForm
from coaching.evaluation.dashboards.glance import glances
from coaching.evaluation.dashboards.groupings import BY_NAME, VIEWS
from coaching.evaluation.dashboards.lens import figures_of
from coaching.evaluation.dashboards.report import report
from coaching.programmes.models import Programme

A_PAGE = 12


def visible_programme(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "evaluation.see_figures", programme)
    return programme


@login_required
@require_safe
def figures(request, key, view=None):
    programme = visible_programme(request, key)
    found = figures_of(programme)
    tables = found.seen_by(request.user, programme)
    partial = len(tables) < len(found.tables)
    if view is None and partial:
        return redirect("evaluation:glance", programme.key)
    offered = _offered(tables)
    chosen = BY_NAME.get(view) if view else next(iter(offered), VIEWS[0])
    if chosen is None:
        raise Http404(view)
    groups, page = _paged(request, chosen, tables)
    context = {
        "programme": programme,
        "figures": found,
        "view": chosen,
        "tabs": _tabs(programme, tables, offered, chosen),
        "groups": groups,
        "page": page,
        "report": ReportForm(initial={"views": [chosen.name], "language": get_language()}),
        "partial": partial,
        "is_mostly_hidden": _is_mostly_hidden(groups),
        "trail": [{"url": programme.get_absolute_url(), "label": programme.name}],
    }
    return render(request, "evaluation/dashboards/figures.html", context)


@login_required
@require_safe
def glance(request, key):
    """The subgroups one by one; for a coach this is the first page."""
    programme = visible_programme(request, key)
    found = figures_of(programme)
    tables = found.seen_by(request.user, programme)
    context = {
        "programme": programme,
        "figures": found,
        "glances": glances(programme, tables),
        "tabs": _tabs(programme, tables, _offered(tables), None),
        "trail": [{"url": programme.get_absolute_url(), "label": programme.name}],
    }
    return render(request, "evaluation/dashboards/glance.html", context)


@login_required
@require_safe
def figure_file(request, key, table, kind):
    """One figure to take along: its drawing or its numbers."""
    programme = visible_programme(request, key)
    tables = figures_of(programme).seen_by(request.user, programme)
    wanted = next((one for one in tables if one.key == table), None)
    if wanted is None or kind not in files.KINDS:
        raise Http404(table)
    return files.taken(by=request.user, programme=programme, table=wanted, kind=kind)


@login_required
@require_safe
def report_file(request, key):
    """The chosen views as one PDF; with none chosen, all there are."""
    programme = visible_programme(request, key)
    form = ReportForm(request.GET)
    if not form.is_valid():
        raise Http404(key)
    made = report(by=request.user, programme=programme, **form.chosen)
    return files.sent(made, "application/pdf", f"{programme.key}.pdf")


def _paged(request, chosen, tables):
    """The groups with their tables drawn; a view of one group goes page by page."""
    groups = [(group, group.of(tables)) for group in chosen.groups]
    page = None
    if len(groups) == 1:
        page = Paginator(groups[0][1], A_PAGE).get_page(request.GET.get("page"))
        groups = [(groups[0][0], page.object_list)]
    shown = set()
    told = []
    for group, own in groups:
        told.append(
            {
                "group": group,
                "told": [
                    {
                        "table": table,
                        "chart": "" if table.key in shown or table.all_hidden else charts.svg(table),
                        "again": table.key in shown,
                    }
                    for table in own
                ],
            }
        )
        shown |= {table.key for table in own}
    return told, page


def _is_mostly_hidden(groups):
    """Whether at least half of the page's tables tell nothing."""
    tables = [each["table"] for one in groups for each in one["told"]]
    return bool(tables) and 2 * sum(table.all_hidden for table in tables) >= len(tables)


def _offered(tables):
    return [one for one in VIEWS if any(group.of(tables) for group in one.groups)]


def _tabs(programme, tables, offered, chosen):
    """The subgroups' page when there are any, and the views; ``chosen`` None is the subgroups' page."""
    first = {
        "url": reverse("evaluation:glance", args=[programme.key]),
        "label": _("At a glance"),
        "current": chosen is None,
    }
    return [first] * any(table.key == "circles" for table in tables) + [
        {
            "url": reverse("evaluation:figures_view", args=[programme.key, one.name]),
            "label": one.title,
            "current": one is chosen,
        }
        for one in offered
    ]
