"""Inviting and reminding: first how many it concerns, then the sending."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coaching.core.access import require
from coaching.surveys import mailing
from coaching.surveys.counting import turnout
from coaching.surveys.models import Wave


def find_looked_after(user, pk):
    """A wave whose figures the user may see; 404 for any other."""
    wave = get_object_or_404(Wave.objects.around(user), pk=pk)
    if not user.has_perm("surveys.remind", wave):
        raise Http404
    return wave


@login_required
def remind(request, pk):
    wave = find_looked_after(request.user, pk)
    require(request.user, "surveys.remind", wave)
    if request.method == "POST":
        address = request.build_absolute_uri(wave.get_absolute_url())
        mailing.remind(by=request.user, wave=wave, address=address)
        messages.success(request, _("The messages are on their way."))
        return redirect("surveys:remind", wave.pk)
    people = mailing.to_remind(wave)
    by_mail = mailing.with_mail(people).count()
    figures = turnout(wave)
    context = {
        "wave": wave,
        "survey": wave.survey,
        "programme": wave.programme,
        "turnout": figures,
        "by_mail": by_mail,
        "others": len(people) - by_mail,
        "parts_told": all(part == 0 or part >= figures.least for part in (by_mail, len(people) - by_mail)),
        "mailings": wave.mailings.all()[:20],
    }
    return render(request, "surveys/remind.html", context)
