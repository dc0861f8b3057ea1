"""What I have agreed to, and changing my mind."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coaching.core.access import require
from coaching.programmes.consents import CHOSEN, decide, has_answered, in_force
from coaching.programmes.forms import ConsentsForm
from coaching.programmes.models import Consent, Programme

Purpose = Consent.Purpose


@login_required
def consents(request, key):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "programmes.consent", programme)
    held = in_force(programme, request.user)
    form = ConsentsForm(request.POST or None, initial={"purposes": list(held)})
    if request.method == "POST" and form.is_valid():
        decide(by=request.user, programme=programme, purposes=form.cleaned_data["purposes"])
        messages.success(request, _("Saved. You can change your mind at any time."))
        return redirect("front")
    asked = [
        {"purpose": purpose.value, "asked": asked, "since": held.get(purpose.value)}
        for purpose, asked in CHOSEN.items()
    ]
    context = {"programme": programme, "asked": asked, "form": form, "joined": held.get(Purpose.TAKING_PART)}
    return render(request, "programmes/consents.html", context, status=422 if form.errors else 200)


def asking(request, _subject):
    """The front page's quiet question, until it has been answered once in each programme."""
    for programme in Programme.objects.visible_to(request.user):
        if request.user.has_perm("programmes.consent", programme) and not has_answered(programme, request.user):
            return {"programme": programme}
    return None


def of_mine(request, _subject):
    """For the page of one's own settings: where one's consents are."""
    programmes = Programme.objects.visible_to(request.user)
    mine = [programme for programme in programmes if request.user.has_perm("programmes.consent", programme)]
    return {"programmes": mine} if mine else None
