"""Looking after a subgroup: join links, the chair, moves, a lost personal code."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coaching.accounts.models import User
from coaching.core.access import require
from coaching.programmes.names import name_in
from coaching.programmes.staff import new_member_code
from groups import actions
from groups.forms import ChairForm, LinkForm, MemberForm, MoveForm
from groups.members import members_of
from groups.models import JoinLink, Subgroup
from groups.views.subgroup import find


def tools_page(request, subgroup, members=None, status=200, **bound):
    """The page with its forms; ``bound`` replaces an empty form by the one that was refused."""
    members = members_of(subgroup) if members is None else members
    empty = {
        "link_form": LinkForm(),
        "chair_form": ChairForm(members=members, initial={"person": subgroup.chair_id}),
        "move_form": MoveForm(members=members, subgroup=subgroup, prefix="move"),
        "code_form": MemberForm(members=members, prefix="code"),
    }
    context = {"subgroup": subgroup, "links": subgroup.join_links.all(), **empty, **bound}
    return render(request, "groups/tools.html", context, status=status)


@login_required
def tools(request, pk):
    subgroup = find(request, pk)
    require(request.user, "groups.invite", subgroup)
    return tools_page(request, subgroup)


@login_required
@require_POST
def make_link(request, pk):
    subgroup = find(request, pk)
    require(request.user, "groups.invite", subgroup)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return tools_page(request, subgroup, status=422, link_form=form)
    return redirect("groups:link", actions.make_link(by=request.user, subgroup=subgroup, **form.cleaned_data).pk)


@login_required
@require_POST
def choose_chair(request, pk):
    subgroup = find(request, pk)
    require(request.user, "groups.choose_chair", subgroup)
    members = members_of(subgroup)
    form = ChairForm(request.POST, members=members)
    if not form.is_valid():
        return tools_page(request, subgroup, members, 422, chair_form=form)
    chosen = form.cleaned_data["person"]
    person = User.objects.get(pk=chosen) if chosen else None
    actions.choose_chair(by=request.user, subgroup=subgroup, person=person)
    messages.success(request, _("The chair has been saved."))
    return redirect("groups:tools", subgroup.pk)


@login_required
@require_POST
def move(request, pk):
    subgroup = find(request, pk)
    require(request.user, "groups.move", subgroup)
    members = members_of(subgroup)
    form = MoveForm(request.POST, members=members, subgroup=subgroup, prefix="move")
    if not form.is_valid():
        return tools_page(request, subgroup, members, 422, move_form=form)
    person = User.objects.get(pk=form.cleaned_data["person"])
    to = form.cleaned_data["to"]
    actions.move(by=request.user, person=person, subgroup=subgroup, to=to)
    told = {"name": name_in(subgroup.programme_id, person.pk), "subgroup": to.name}
    messages.success(request, _("%(name)s is now in %(subgroup)s. To undo it, move back from there.") % told)
    return redirect("groups:tools", subgroup.pk)


@login_required
@require_POST
@never_cache
def new_code(request, pk):
    """A new personal code for a member who has lost theirs, shown to the organiser to be handed on; logged."""
    subgroup = find(request, pk)
    require(request.user, "groups.make_code", subgroup)
    members = members_of(subgroup)
    form = MemberForm(request.POST, members=members, prefix="code")
    if not form.is_valid():
        return tools_page(request, subgroup, members, 422, code_form=form)
    person = User.objects.get(pk=form.cleaned_data["person"])
    code = new_member_code(by=request.user, programme=subgroup.programme, person=person)
    name = name_in(subgroup.programme_id, person.pk)
    return render(request, "groups/new_code.html", {"subgroup": subgroup, "code": code, "name": name})


def find_link(request, pk):
    mine = Subgroup.objects.visible_to(request.user)
    link = get_object_or_404(JoinLink.objects.select_related("subgroup__programme"), pk=pk, subgroup__in=mine)
    require(request.user, "groups.invite", link.subgroup)
    return link


@login_required
def link(request, pk):
    """The link to copy, show as a QR picture or print; and whether it is open."""
    link = find_link(request, pk)
    path = link.get_absolute_url()
    address = settings.CONFIG.origin.rstrip("/") + path if settings.CONFIG.origin else request.build_absolute_uri(path)
    drawn = segno.make(address, error="m").svg_inline(scale=4, dark="#000", light="#fff", omitsize=True)
    return render(request, "groups/link.html", {"link": link, "address": address, "qr": mark_safe(drawn)})


@login_required
@require_POST
def close_link(request, pk):
    actions.close_link(by=request.user, link=find_link(request, pk))
    return redirect("groups:link", pk)


@login_required
@require_POST
def open_link_again(request, pk):
    actions.open_link_again(by=request.user, link=find_link(request, pk))
    return redirect("groups:link", pk)
