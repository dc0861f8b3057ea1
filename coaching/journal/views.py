"""The pages of one's own notebook."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core import drafts
from coaching.core.access import require
from coaching.core.back import own_address
from coaching.core.near_misses import warn_of_near_misses
from coaching.journal import actions
from coaching.journal.forms import EntryForm
from coaching.journal.mix import mix_of
from coaching.journal.models import Entry
from coaching.journal.timeline import timeline_of
from coaching.programmes.models import Programme

NEWEST = 100


def _programme(user, key):
    programme = get_object_or_404(Programme.objects.visible_to(user), key=key)
    require(user, "journal.keep", programme)
    return programme


@login_required
def mine(request, key):
    programme = _programme(request.user, key)
    everything = "all" in request.GET
    months, total = timeline_of(request.user, programme, None if everything else NEWEST)
    own = Entry.objects.visible_to(request.user).filter(programme=programme)
    context = {
        "programme": programme,
        "mix": mix_of(request.user, programme),
        "months": months,
        "older": 0 if everything else max(total - NEWEST, 0),
        "promises": own.open_promises(),
    }
    return render(request, "journal/mine.html", context)


@login_required
def add(request, key):
    programme = _programme(request.user, key)
    about = f"journal:{programme.pk}"
    if request.method != "POST":
        values = {} if "fresh" in request.GET else drafts.unsent(request.user, about)
        initial = {"client": uuid.uuid4(), **_about_a_kept_promise(request), **values}
        return _form_page(request, EntryForm(initial=initial), programme, about, brought_back=bool(values))
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, programme, about, status=422)
    entry = actions.write(by=request.user, programme=programme, **form.cleaned_data)
    return _saved(request, entry, about, form)


def _about_a_kept_promise(request):
    """What was promised becomes the beginning of telling how it went."""
    number = request.GET.get("promise", "")
    entry = Entry.objects.visible_to(request.user).filter(pk=number).first() if number.isdecimal() else None
    return {"tried": entry.promise} if entry else {}


@login_required
def change(request, pk):
    entry = get_object_or_404(Entry.objects.visible_to(request.user).select_related("programme"), pk=pk)
    require(request.user, "journal.change", entry)
    about = f"journal-entry:{entry.pk}"
    if request.method != "POST":
        values = {} if "fresh" in request.GET else drafts.unsent(request.user, about)
        form = EntryForm(instance=entry, initial={"client": entry.client, **values})
        return _form_page(request, form, entry.programme, about, entry=entry, brought_back=bool(values))
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, entry.programme, about, entry=entry, status=422)
    values = {name: value for name, value in form.cleaned_data.items() if name != "client"}
    return _saved(request, actions.rewrite(entry=entry, **values), about, form)


@login_required
def throw_away(request, pk):
    """Asks first; a POST is the yes."""
    entry = get_object_or_404(Entry.objects.visible_to(request.user).select_related("programme"), pk=pk)
    require(request.user, "journal.change", entry)
    if request.method != "POST":
        return render(request, "journal/throw_away.html", {"entry": entry, "programme": entry.programme})
    actions.throw_away(entry=entry)
    messages.success(request, _("The note has been thrown away."))
    return redirect("journal:mine", entry.programme.key)


@login_required
@require_POST
def promise(request, pk):
    """Tick a promise as tried, or with ``open`` make it wait again."""
    entry = get_object_or_404(Entry.objects.visible_to(request.user).select_related("programme"), pk=pk)
    require(request.user, "journal.change", entry)
    if "open" in request.POST:
        actions.reopen_promise(entry=entry)
        messages.success(request, _("The promise waits for you again."))
    else:
        actions.keep_promise(entry=entry)
        messages.success(request, _("Well done, you tried it. On your learning page you may write how it went."))
    return redirect(own_address(request, request.POST.get("next", "")) or entry.get_absolute_url())


def _saved(request, entry, about, form):
    drafts.sent(request.user, about)
    warn_of_near_misses(request, form.cleaned_data)
    messages.success(request, _("Your note has been saved."))
    return redirect(entry.get_absolute_url())


def _form_page(request, form, programme, about, entry=None, brought_back=False, status=200):
    context = {"form": form, "programme": programme, "about": about, "entry": entry, "brought_back": brought_back}
    return render(request, "journal/entry.html", context, status=status)
