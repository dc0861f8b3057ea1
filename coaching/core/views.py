"""Pages that belong to no app: the frame's own, health, drafts."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core.drafts import keep_text
from coaching.core.errors import Refused
from coaching.core.models import Draft
from coaching.core.statement import STATEMENT


def healthy(request):
    """200 when this process can reach its database; for load balancers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def accessibility(request):
    return render(request, "core/accessibility.html", whose_service() | {"statement": STATEMENT})


def privacy(request):
    return render(request, "core/privacy.html", whose_service())


def whose_service():
    return {
        "owner": settings.CONFIG.owner or _("the organiser of the coaching"),
        "contact": settings.CONFIG.contact or settings.DEFAULT_FROM_EMAIL,
    }


def forbidden(request, exception):
    return render(request, "403.html", status=403)


def csrf_failure(request, reason=""):
    """The session ended while the page was open; what was typed is in the draft or can be copied."""
    return render(request, "403.html", {"session_ended": True}, status=403)


@login_required
@require_POST
def save_draft(request, about):
    """Keep a text not yet sent; an empty one removes the draft. 422 in words when it cannot be kept."""
    text = request.POST.get("text", "")
    if not text.strip():
        Draft.objects.filter(owner=request.user, about=about).delete()
        return JsonResponse({"saved": False})
    try:
        keep_text(request.user, about, text)
    except Refused as refusal:
        return JsonResponse({"code": refusal.code, "detail": str(refusal.message)}, status=422)
    return JsonResponse({"saved": True})
