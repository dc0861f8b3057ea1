"""The first page: what is on now, what did I miss, what did I promise to try."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from coaching.core.registries import panels_on
from coaching.programmes.models import MEMBERS, Enrolment, Programme
from coaching.programmes.panels import shown_name


@login_required
def front(request):
    """Each floor fills its own panels; the page only asks the three questions, the latter two of members."""
    context = {
        "programmes": Programme.objects.visible_to(request.user),
        "is_member": Enrolment.objects.current().filter(person=request.user, role__in=MEMBERS).exists(),
        "name": shown_name(request.user),
        "slots": panels_on("front", request),
    }
    return render(request, "programmes/front.html", context)
