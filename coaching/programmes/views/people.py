"""The organiser's page of people: the one place where names stand as they are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching.core.access import require
from coaching.core.history import log_access
from coaching.programmes.forms import InvitationForm
from coaching.programmes.models import MEMBERS, Enrolment, Programme, Pseudonym, Role
from coaching.programmes.names import names_in
from coaching.programmes.staff import end_role, invite, new_member_code

A_PAGE = 30


def find(request, key, permission="programmes.see_people"):
    programme = get_object_or_404(Programme.objects.visible_to(request.user), key=key)
    require(request.user, permission, programme)
    return programme


@login_required
def people(request, key):
    """Everybody enrolled, by role and name; that it was looked at is written into the access log."""
    programme = find(request, key)
    pseudonyms = Pseudonym.objects.filter(programme=programme, person=OuterRef("person")).values("name")
    enrolments = Enrolment.objects.filter(programme=programme).select_related("person", "organisation")
    enrolments = enrolments.annotate(goes_by=Coalesce(Subquery(pseudonyms), F("person__display_name")))
    role, words = request.GET.get("role", ""), request.GET.get("q", "").strip()
    if role in Role.values:
        enrolments = enrolments.filter(role=role)
    if words:
        enrolments = enrolments.filter(goes_by__icontains=words)
    page = Paginator(enrolments.order_by("role", "goes_by", "pk"), A_PAGE).get_page(request.GET.get("page"))
    names = names_in(programme.pk, [enrolment.person_id for enrolment in page])
    for enrolment in page:
        enrolment.shown_name = names[enrolment.person_id]
    log_access("programmes.saw_people", actor=request.user, subject=f"programme:{programme.pk}", scope=programme.pk)
    context = {"programme": programme, "page": page, "roles": Role.choices, "role": role, "words": words}
    return render(request, "programmes/people.html", context)


@login_required
@never_cache
def invitation(request, key):
    """Invite a coach, developer, evaluator or organiser: the link is shown this once."""
    programme = find(request, key, "programmes.invite_staff")
    form = InvitationForm(request.POST or None)
    context = {"programme": programme, "form": form}
    if request.method == "POST" and form.is_valid():
        made, token = invite(by=request.user, programme=programme, **form.cleaned_data)
        return render(request, "programmes/invited.html", context | {"invitation": made, "token": token})
    return render(request, "programmes/invite.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def end(request, key, enrolment):
    programme = find(request, key)
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("programme", "person"), programme=programme, pk=enrolment
    )
    end_role(by=request.user, enrolment=enrolment)
    messages.success(request, _("The role has ended."))
    return redirect("programmes:people", key)


@login_required
@require_POST
@never_cache
def personal_code(request, key, enrolment):
    """A new personal code for a member who has no e-mail or has lost the code; shown this once."""
    programme = find(request, key)
    members = Enrolment.objects.filter(programme=programme, role__in=MEMBERS)
    enrolment = get_object_or_404(members.select_related("person"), pk=enrolment)
    code = new_member_code(by=request.user, programme=programme, person=enrolment.person)
    return render(
        request, "programmes/personal_code.html", {"programme": programme, "enrolment": enrolment, "code": code}
    )
