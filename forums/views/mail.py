"""What one wants by mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from forums import actions
from forums.forms import MailForm
from forums.models import MailChoice


@login_required
def choose(request):
    now = MailChoice.objects.filter(person=request.user).first()
    form = MailForm(request.POST or None, instance=now)
    if not form.is_valid():
        return render(request, "forums/mail.html", {"form": form}, status=422 if form.is_bound else 200)
    actions.choose_mail(person=request.user, **form.cleaned_data)
    messages.success(request, _("Your choice has been saved."))
    return redirect("accounts:me")
