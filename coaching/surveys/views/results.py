"""What everybody answered, once the time is over."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from coaching.core.access import require
from coaching.surveys.models import Wave
from coaching.surveys.results import results_of


@login_required
def results(request, pk):
    """For who looks after the survey and for who answered it; while it is open, when there will be something."""
    wave = get_object_or_404(Wave.objects.around(request.user), pk=pk)
    if not request.user.has_perm("surveys.see_results", wave):
        raise Http404
    require(request.user, "surveys.see_results", wave)
    context = {
        "wave": wave,
        "survey": wave.survey,
        "programme": wave.programme,
        "found": results_of(wave) if wave.is_over else None,
    }
    return render(request, "surveys/results.html", context)
