"""Keeping order in a discussion: closing, moving, handing over; what readers have reported."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.accounts.models import User
from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.programmes.names import names_in
from forums import actions
from forums.forms import HandOverForm, MoveForm, ReportForm
from forums.markdown import to_html
from forums.models import Report, taken_part_in
from forums.views.posts import found_post
from forums.views.threads import A_PAGE, found_thread


@login_required
def hand_over(request, pk):
    thread = found_thread(request, pk)
    require(request.user, "forums.hand_over", thread)
    if not thread.is_waiting:
        return redirect(thread)
    now = {"owner": thread.owner_id, "answer_by": thread.answer_by}
    form = HandOverForm(request.POST or None, thread=thread, initial=now)
    if not form.is_valid():
        context = {"thread": thread, "form": form}
        return render(request, "forums/hand_over.html", context, status=422 if form.is_bound else 200)
    owner = User.objects.get(pk=form.cleaned_data["owner"])
    return redirect(
        actions.hand_over(by=request.user, thread=thread, owner=owner, answer_by=form.cleaned_data["answer_by"])
    )


@login_required
@require_POST
def close(request, pk):
    thread = found_thread(request, pk)
    require(request.user, "forums.moderate", thread)
    return redirect(actions.close(by=request.user, thread=thread))


@login_required
@require_POST
def reopen(request, pk):
    thread = found_thread(request, pk)
    require(request.user, "forums.moderate", thread)
    return redirect(actions.reopen(by=request.user, thread=thread))


@login_required
def move(request, pk):
    """Another title, subject or fewer readers, and below it where the discussion has been before."""
    thread = found_thread(request, pk)
    require(request.user, "forums.moderate", thread)
    form = MoveForm(request.POST or None, by=request.user, thread=thread)
    if not form.is_valid():
        return _move_page(request, thread, form, status=422 if form.is_bound else 200)
    try:
        actions.move(by=request.user, thread=thread, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("audience", refusal.message)
        return _move_page(request, thread, form, status=409)
    messages.success(request, _("The discussion has been moved. Where it was before stays in its history."))
    return redirect(thread)


def _move_page(request, thread, form, status):
    moves = list(thread.moves.select_related("subgroup", "theme", "session", "pilot"))
    names = names_in(thread.programme_id, {moved.by_id for moved in moves})
    for moved in moves:
        moved.by_name = names.get(moved.by_id)
    return render(request, "forums/move.html", {"thread": thread, "form": form, "moves": moves}, status=status)


@login_required
def report(request, pk):
    post = found_post(request, pk)
    require(request.user, "forums.report", post)
    if request.method == "GET" and actions.has_reported(request.user, post):
        messages.info(request, actions.REPORTED)
        return redirect(post)
    form = ReportForm(request.POST or None)
    if not form.is_valid():
        context = {"post": post, "form": form, "html": shown_html(post)}
        return render(request, "forums/report.html", context, status=422 if form.is_bound else 200)
    actions.report(by=request.user, post=post, reason=form.cleaned_data["reason"])
    messages.success(request, _("Thank you. A coach will look at the message."))
    return redirect(post)


@login_required
def reports(request, key):
    """What readers have asked the coaches to look at, where the user keeps order."""
    programme = get_object_or_404(taken_part_in(request.user), key=key)
    require(request.user, "forums.see_reports", programme)
    found = Report.objects.for_coach(request.user).filter(post__thread__programme=programme)
    found = found.select_related("post__thread__subgroup").order_by("at", "pk")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    names = names_in(programme.pk, {told.post.author_id for told in page})
    for told in page:
        told.author_name, told.html = names.get(told.post.author_id), shown_html(told.post)
    return render(request, "forums/reports.html", {"programme": programme, "page": page})


@login_required
@require_POST
def leave_be(request, pk):
    post = found_post(request, pk)
    require(request.user, "forums.moderate", post)
    actions.leave_be(by=request.user, post=post)
    messages.success(request, _("The message stays as it is."))
    return redirect("forums:reports", post.thread.programme.key)


def shown_html(post):
    return to_html(post.text, post.thread.get_absolute_url())
