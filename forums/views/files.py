"""Files of posts: taking them home, and taking one's own away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from coaching.core.access import require
from coaching.core.files import TYPES
from coaching.core.streaming import ranged_file
from forums import actions
from forums.models import Attachment


@login_required
@require_safe
def attachment(request, pk):
    found = _found(request, pk)
    return ranged_file(request, found.file, TYPES[found.kind], found.name, inline=False)


@login_required
@require_POST
def detach(request, pk):
    found = _found(request, pk)
    require(request.user, "forums.edit", found.post)
    actions.detach(attachment=found)
    messages.success(request, _("The file has been taken away."))
    return redirect(found.post)


def _found(request, pk):
    return get_object_or_404(Attachment.objects.visible_to(request.user).select_related("post__thread"), pk=pk)
