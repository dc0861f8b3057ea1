"""A subgroup's own page, and the list for those who look after several."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from coaching.core.access import require
from coaching.programmes.models import Programme, Session
from groups.members import developer_client_warning, members_of
from groups.models import Subgroup
from groups.sessions import now_and_coming

EARLIER = 12


def find(request, pk):
    return get_object_or_404(Subgroup.objects.visible_to(request.user).select_related("programme"), pk=pk)


@login_required
def subgroup(request, pk):
    subgroup = find(request, pk)
    looks_after = request.user.has_perm("groups.invite", subgroup)
    own = subgroup.sessions.values("session_id")
    sessions = now_and_coming(request.user, pk__in=own)
    context = {
        "subgroup": subgroup,
        "sessions": sessions,
        "join_first": next((session for session in sessions if session.on), None),
        "earlier": Session.objects.filter(pk__in=own, ends_at__lt=timezone.now())
        .select_related("programme")
        .order_by("-starts_at")[:EARLIER],
        "members": members_of(subgroup),
        "looks_after": looks_after,
        "warning": developer_client_warning(subgroup) if looks_after else None,
    }
    return render(request, "groups/subgroup.html", context)


@login_required
def subgroups(request, key):
    """The subgroups of a programme that the person looks after."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, "groups.list", programme)
    members = Count("memberships", filter=Q(memberships__until__isnull=True), distinct=True)
    found = Subgroup.objects.visible_to(request.user).filter(programme=programme).annotate(member_count=members)
    return render(request, "groups/list.html", {"programme": programme, "subgroups": found})
