"""The first page: what is on now, what did I miss, what did I promise to try."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from coaching.programmes.models import Programme


@login_required
def front(request):
    """Each floor fills its own panels; the page only asks the three questions."""
    programmes = Programme.objects.visible_to(request.user)
    return render(request, "programmes/front.html", {"programmes": programmes})
