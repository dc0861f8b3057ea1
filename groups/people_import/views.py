"""Bringing people in by a page: choose the file, see what would happen, do it."""

import json

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code
from coaching.programmes.models import Programme
from groups.people_import.actions import import_people
from groups.people_import.checks import check
from groups.people_import.table import COLUMNS, Row, heading_of, read_table


class TableForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV or XLSX file"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
    )

    def clean_file(self):
        """The rows of the table, or what is wrong with the file as a whole."""
        file = self.cleaned_data["file"]
        if holds_identity_code(file.name):
            raise forms.ValidationError(IDENTITY_CODE_REFUSED)
        try:
            return read_table(file, file.name)
        except Refused as refusal:
            raise forms.ValidationError(refusal.message) from None


@login_required
def choose(request, key):
    """Choose a file and see, row by row, what it would do or all that is wrong with it; writes nothing."""
    programme = found(request, key)
    form = TableForm(request.POST or None, request.FILES or None)
    context = {"programme": programme, "form": form, "columns": [heading_of(column) for column in COLUMNS]}
    if request.method != "POST" or not form.is_valid():
        return render(request, "groups/import.html", context, status=422 if form.errors else 200)
    rows = form.cleaned_data["file"]
    planned, bad = check(programme, rows)
    context |= {
        "bad": [{"row": cell.row, "heading": heading_of(cell.column), "message": cell.message} for cell in bad],
        "planned": planned,
        "changing": sum(one.changes for one in planned),
        "rows": json.dumps([vars(row) for row in rows]),
    }
    return render(request, "groups/import_preview.html", context, status=422 if bad else 200)


@login_required
@require_POST
def bring_in(request, key):
    """Do what the preview showed. The table is checked again: it comes back from the browser."""
    programme = found(request, key)
    done = import_people(by=request.user, programme=programme, rows=sent_rows(request))
    said = ngettext("%(n)d person was brought in.", "%(n)d people were brought in.", len(done))
    messages.success(request, said % {"n": len(done)})
    return redirect(programme)


def found(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "programmes.import_people", programme)
    return programme


def sent_rows(request):
    """The rows of the preview, back from the browser; Refused when they are not what was sent there."""
    try:
        rows = [Row(**row) for row in json.loads(request.POST.get("rows", ""))]
    except (ValueError, TypeError):
        rows = []
    if not rows or not all(isinstance(getattr(row, column), str) for row in rows for column in COLUMNS):
        raise Refused("no_rows", _("The preview has been lost. Choose the file again."))
    return rows


def bring_people_in(request, programme):
    """The page of people's way here."""
    if not request.user.has_perm("programmes.import_people", programme):
        return None
    return {"url": reverse("groups:import", args=[programme.key]), "label": _("Bring people in from a table")}
