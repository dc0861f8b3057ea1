"""One post: changing it, its history, reactions, hiding it and showing it again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coaching.core import drafts
from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.programmes.names import name_in
from forums import actions
from forums.forms import HideForm, TextForm
from forums.markdown import to_html
from forums.models import Post, Reaction
from forums.views.notices import warn_of_near_misses


@login_required
def edit(request, pk):
    post = found_post(request, pk)
    require(request.user, "forums.edit", post)
    if request.method != "POST":
        now = {"text": post.text, "mentions": list(post.mentions.values_list("person", flat=True))}
        begun = drafts.unsent(request.user, post.draft_name)
        form = TextForm(initial=now | begun, thread=post.thread, by=request.user)
        return render(request, "forums/edit.html", {"post": post, "form": form})
    form = TextForm(request.POST, request.FILES, thread=post.thread, by=request.user)
    if not form.is_valid():
        return render(request, "forums/edit.html", {"post": post, "form": form}, status=422)
    try:
        actions.edit(by=request.user, post=post, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("text", refusal.message)
        return render(request, "forums/edit.html", {"post": post, "form": form}, status=409)
    warn_of_near_misses(request, form)
    return redirect(post)


@login_required
def versions(request, pk):
    post = found_post(request, pk)
    require(request.user, "forums.see_versions", post)
    earlier = list(post.versions.order_by("-pk"))
    thread_url = post.thread.get_absolute_url()
    for said in (post, *earlier):
        said.html = to_html(said.text, thread_url)
    post.shown_author = name_in(post.thread.programme_id, post.author_id)
    return render(request, "forums/versions.html", {"post": post, "versions": earlier})


@login_required
def hide(request, pk):
    post = found_post(request, pk)
    require(request.user, "forums.moderate", post)
    form = HideForm(request.POST or None)
    if not form.is_valid():
        context = {"post": post, "form": form, "html": to_html(post.text, post.thread.get_absolute_url())}
        return render(request, "forums/hide.html", context, status=422 if form.is_bound else 200)
    actions.hide(by=request.user, post=post, reason=form.cleaned_data["reason"])
    messages.success(request, _("The message is hidden and its writer sees the reason. You can show it again."))
    return redirect(post)


@login_required
@require_POST
def react(request, pk, kind):
    """Set a reaction or take it back; what a coach has hidden takes none."""
    post = found_post(request, pk)
    require(request.user, "forums.react", post)
    if kind not in Reaction.Kind.values or post.hidden_at:
        raise Http404
    actions.react(by=request.user, post=post, kind=kind)
    return redirect(post)


@login_required
@require_POST
def restore(request, pk):
    post = found_post(request, pk)
    require(request.user, "forums.moderate", post)
    actions.restore(by=request.user, post=post)
    messages.success(request, _("The message is shown again."))
    return redirect(post)


def found_post(request, pk):
    posts = Post.objects.visible_to(request.user).select_related("thread__programme", "thread__subgroup")
    return get_object_or_404(posts, pk=pk)
