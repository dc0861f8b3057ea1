"""Logging in with a personal code, and one's own account."""

from allauth.account.utils import get_next_redirect_url, perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from coaching.accounts import actions, throttle
from coaching.accounts.forms import ForgetForm, PersonalCodeForm, SettingsForm
from coaching.accounts.language import in_own_language
from coaching.accounts.login_codes import new_login_code
from coaching.accounts.own_data import own_data_as_zip


@sensitive_post_parameters("login_code")
@never_cache
def login_code(request):
    """Log in with a personal code; ten wrong ones from an address close the door for ten minutes."""
    if request.method != "POST":
        return render(request, "accounts/login_code.html", {"form": PersonalCodeForm()})
    form = PersonalCodeForm(request.POST)
    status = 422
    if throttle.is_blocked(request, "personal_code"):
        form.is_valid()
        form.add_error(None, throttle.TOO_MANY)
        status = 429
    elif form.is_valid():
        person = authenticate(request, **form.cleaned_data)
        if person:
            return perform_login(request, person, redirect_url=get_next_redirect_url(request))
        throttle.note_wrong_try(request, "personal_code")
        form.add_error(
            "login_code",
            _("There is no such code. Check each sign; if you have made a new code, only the newest works."),
        )
    return render(request, "accounts/login_code.html", {"form": form}, status=status)


@login_required
def me(request):
    """One's own settings."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if request.method != "POST":
        return render(request, "accounts/me.html", {"form": form})
    if not form.is_valid():
        request.user.refresh_from_db()  # the header shows the name as it is, not as it was typed
        return render(request, "accounts/me.html", {"form": form}, status=422)
    person = actions.keep_settings(person=form.save(commit=False))
    with translation.override(person.language):
        messages.success(request, _("Your settings have been saved."))
    return in_own_language(redirect("accounts:me"), person)


@require_POST
def choose_language(request):
    """Django's own choice of language, which also stays with the account."""
    chosen = request.POST.get("language")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return set_language(request)


@login_required
@require_POST
@never_cache
def new_code(request):
    """Shows a fresh personal code, this once."""
    return render(request, "accounts/new_code.html", {"code": new_login_code(request.user)})


@login_required
@require_POST
@never_cache
def download(request):
    """Everything the house knows of the person, as a ZIP."""
    response = HttpResponse(own_data_as_zip(request.user), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="own-data.zip"'
    return response


@login_required
def forget(request):
    """Be forgotten: first what it means, then a word to type."""
    form = ForgetForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/forget.html", {"form": form}, status=422 if form.is_bound else 200)
    person = request.user
    actions.forget(person=person)
    logout(request)
    return render(request, "accounts/forgotten.html")
