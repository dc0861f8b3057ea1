"""Coming into a subgroup, with an account or without one."""

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from coaching.accounts import throttle
from coaching.accounts.language import in_own_language
from coaching.core.errors import Refused
from coaching.programmes.consents import ASKED
from coaching.programmes.models import Consent, Pseudonym, Role
from coaching.programmes.names import name_in
from groups import actions, forms
from groups.actions.joining import refuse_unless_open, refuse_whom_it_does_not_suit
from groups.models import JoinLink

THROTTLED = "join_code"
FIELD_OF = {"pseudonym_taken": "pseudonym", "email_taken": "email"}


@never_cache
def join(request):
    """Type a join code."""
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link = JoinLink.objects.with_code(form.cleaned_data["code"])
        if link and not throttle.is_blocked(request, THROTTLED):
            return redirect(link)
        return wrong_code(request, form)
    return render(request, "groups/join.html", {"form": form}, status=422 if form.errors else 200)


def wrong_code(request, form):
    """The code again, with a sentence; wrong codes are counted, and after ten no code is looked at."""
    form.is_valid()
    if throttle.is_blocked(request, THROTTLED):
        form.add_error(None, throttle.TOO_MANY)
        return render(request, "groups/join.html", {"form": form}, status=429)
    throttle.note_wrong_try(request, THROTTLED)
    form.add_error("code", _("There is no such join code. Check each sign, or ask your coach for a new one."))
    return render(request, "groups/join.html", {"form": form}, status=404)


@never_cache
def join_link(request, code):
    """What one is joining, what one agrees to and what others will see; then in."""
    link = JoinLink.objects.with_code(code)
    if link is None or throttle.is_blocked(request, THROTTLED):
        return wrong_code(request, forms.CodeForm({"code": code[:40]}))
    try:
        refuse_unless_open(link)
        if request.user.is_authenticated:
            refuse_whom_it_does_not_suit(request.user, link.subgroup)
    except Refused as refusal:
        return turned_away(request, link, refusal)
    form = form_for(request, link)
    if request.method == "POST" and form.is_valid():
        try:
            return come_in(request, link, form)
        except Refused as refusal:
            form.add_error(FIELD_OF.get(refusal.code), refusal.message)
    return render(request, "groups/join_link.html", page_of(request, link, form), status=422 if form.errors else 200)


def turned_away(request, link, refusal):
    if refusal.code == "already_here":
        messages.info(request, refusal.message)
        return redirect(link.subgroup)
    return render(request, "groups/turned_away.html", {"link": link, "message": refusal.message}, status=409)


def form_for(request, link):
    data = request.POST or None
    clients = link.role == Role.DEVELOPER_CLIENT
    if not request.user.is_authenticated:
        kind = forms.NewDeveloperClientForm if clients else forms.NewParticipantForm
        return kind(data, initial={"language": get_language()})
    unnamed = clients and not Pseudonym.objects.filter(programme=link.subgroup.programme, person=request.user).exists()
    return (forms.PresentPersonWithPseudonymForm if unnamed else forms.PresentPersonForm)(data)


def page_of(request, link, form):
    known = request.user.is_authenticated and "pseudonym" not in form.fields
    return {
        "link": link,
        "subgroup": link.subgroup,
        "form": form,
        "asked": ASKED[Consent.Purpose.TAKING_PART],
        "seen_as": name_in(link.subgroup.programme_id, request.user.pk) if known else None,
    }


def come_in(request, link, form):
    values = {name: value for name, value in form.cleaned_data.items() if name != "taking_part"}
    if request.user.is_authenticated:
        actions.join(link=link, person=request.user, **values)
        messages.success(request, _("Welcome to the subgroup!"))
        return redirect(link.subgroup)
    person, code = actions.join_as_new(link=link, **values)
    login(request, person, backend="coaching.accounts.backends.LoginCodeBackend")
    with translation.override(person.language):
        context = {
            "subgroup": link.subgroup,
            "code": code,
            "seen_as": name_in(link.subgroup.programme_id, person.pk),
        }
        return in_own_language(render(request, "groups/welcome.html", context), person)
