"""Coming in by an invitation."""

from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coaching.accounts.actions import new_person
from coaching.accounts.forms import NewPersonForm
from coaching.core.errors import Refused
from coaching.programmes.staff import accept, find_invitation


class InvitedForm(NewPersonForm):
    """Staff come back by e-mail, so theirs is needed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True


def accept_invitation(request, token):
    """Somebody signed in takes the role as they are; somebody new says name and e-mail first."""
    try:
        invitation = find_invitation(token)
    except Refused as refusal:
        return render(request, "programmes/no_invitation.html", {"message": refusal.message}, status=410)
    form = InvitedForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and (request.user.is_authenticated or form.is_valid()):
        try:
            return come_in(request, token, form)
        except Refused as refusal:
            form.add_error(None, refusal.message)
    context = {"invitation": invitation, "form": form}
    return render(request, "programmes/invitation.html", context, status=422 if form.errors and form.is_bound else 200)


@transaction.atomic
def come_in(request, token, form):
    if request.user.is_authenticated:
        person = request.user
    else:
        person = new_person(**form.cleaned_data)
        login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    accept(token=token, person=person)
    messages.success(request, _("Welcome! You are in."))
    return redirect("front")
