"""The board of pilots by state, and moving a pilot to another state."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.accounts.models import Organisation
from coaching.core.access import require
from coaching.core.back import own_address
from coaching.pilots import actions
from coaching.pilots.models import Pilot
from coaching.programmes.models import Programme


def programme_of_page(user, key):
    programme = get_object_or_404(Programme.objects.visible_to(user), key=key)
    require(user, "pilots.see", programme)
    return programme


def visible_pilot(user, pk):
    return get_object_or_404(Pilot.objects.visible_to(user).select_related("programme", "organisation"), pk=pk)


@login_required
def pilots(request, key):
    """All pilots of the programme, a column a state; ``?organisation=key`` leaves those of one house."""
    user, programme = request.user, programme_of_page(request.user, key)
    everything = Pilot.objects.filter(programme=programme)
    chosen = request.GET.get("organisation", "")
    found = everything.filter(organisation__key=chosen) if chosen else everything
    found = list(found.select_related("organisation"))
    joined, opened = (
        set(pilots.filter(programme=programme).values_list("pk", flat=True))
        for pilots in (Pilot.objects.joined_by(user), Pilot.objects.open_to(user))
    )
    for pilot in found:
        pilot.is_mine, pilot.may_move = pilot.pk in joined, pilot.pk in opened
    context = {
        "programme": programme,
        "columns": [
            (state, [pilot for pilot in found if pilot.state == state], str(state.label).capitalize())
            for state in Pilot.State
        ],
        "any": bool(found),
        "organisations": Organisation.objects.filter(pk__in=everything.values("organisation_id")),
        "chosen": chosen,
        "may_log": user.has_perm("pilots.log_visit", programme),
        "may_count": user.has_perm("pilots.see_visit_counts", programme),
    }
    return render(request, "pilots/list.html", context)


@login_required
@require_POST
def move(request, pk):
    """``state`` is where to; ``next`` the page one came from."""
    pilot = visible_pilot(request.user, pk)
    require(request.user, "pilots.edit", pilot)
    actions.move(by=request.user, pilot=pilot, state=request.POST.get("state", ""))
    words = _("%(pilot)s is now in the state: %(state)s.")
    messages.success(request, words % {"pilot": pilot.name, "state": pilot.get_state_display()})
    board = reverse("pilots:list", args=[pilot.programme.key])
    back = own_address(request, request.POST.get("next", "")) or board
    return HttpResponseRedirect(f"{back}#pilot-{pilot.pk}")
