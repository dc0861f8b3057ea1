"""A pilot written out as an operating model: the page, and the files to take along."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coaching.core.access import require
from coaching.pilots.documents import DOCX, as_docx
from coaching.pilots.toimintamalli import concerns, digest, written_out
from coaching.pilots.views.board import visible_pilot

EMPTY = "–"


def _form_of(request, pk):
    """(pilot, sections, what may be a person, whether somebody has read those very words: ``?read=``)."""
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.write_out", pilot)
    sections = written_out(pilot)
    found = concerns(pilot, sections)
    return pilot, sections, found, not found or request.GET.get("read") == digest(found)


@login_required
def page(request, pk):
    pilot, sections, found, is_clear = _form_of(request, pk)
    fields = {field.number: field for section in sections for field in section.fields}
    context = {
        "pilot": pilot,
        "programme": pilot.programme,
        "sections": sections,
        "empty": [field for field in fields.values() if not field.text],
        "concerns": [(fields[number], words) for number, words in found.items()],
        "is_clear": is_clear,
        "read": digest(found) if found else "",
    }
    return render(request, "pilots/toimintamalli.html", context)


@login_required
def model_file(request, pk, kind):
    """``kind`` is docx or html; back to the page while there are words nobody has read."""
    pilot, sections, _found, is_clear = _form_of(request, pk)
    if not is_clear:
        messages.warning(request, _("Look at the marked words first."))
        return redirect("pilots:toimintamalli", pilot.pk)
    if kind == "docx":
        answer = HttpResponse(as_docx(pilot.name, sections, EMPTY), content_type=DOCX)
    else:
        context = {"title": pilot.name, "sections": sections, "empty": EMPTY}
        answer = HttpResponse(render_to_string("pilots/toimintamalli_file.html", context))
    answer["Content-Disposition"] = f'attachment; filename="{slugify(pilot.name) or "toimintamalli"}.{kind}"'
    return answer
