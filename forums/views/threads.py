"""One discussion: reading it, answering, marking it read, closing and opening it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coaching.accounts.models import User
from coaching.core.access import require
from coaching.core.errors import Refused
from coaching.core.models import Draft
from forums import actions
from forums.forms import HandOverForm, TextForm
from forums.markdown import quoted
from forums.models import Post, Thread
from forums.reading import dressed, name_owners
from forums.views.notices import warn_of_near_misses

A_PAGE = 25


@login_required
def thread(request, pk):
    thread = _found(request, pk)
    page = _page(request.GET, thread, thread.read)
    response = _thread_page(request, thread, page, thread.read, TextForm(initial={"text": _begun(request, thread)}))
    last = page.object_list[-1]
    if page.object_list[0] <= thread.read + 1 and last > thread.read:
        actions.mark_read(person=request.user, thread=thread, number=last)
    return response


@login_required
@require_POST
def reply(request, pk):
    thread = _found(request, pk)
    require(request.user, "forums.reply", thread)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _again(request, thread, form, status=422)
    try:
        post = actions.reply(by=request.user, thread=thread, text=form.cleaned_data["text"])
    except Refused as refusal:
        form.add_error("text", refusal.message)
        return _again(request, _found(request, pk), form, status=409)
    warn_of_near_misses(request, form)
    return redirect(post)


@login_required
@require_POST
def all_read(request, pk):
    thread = _found(request, pk)
    actions.mark_read(person=request.user, thread=thread, number=thread.shown_count)
    return redirect(thread)


@login_required
def hand_over(request, pk):
    thread = _found(request, pk)
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
    thread = _found(request, pk)
    require(request.user, "forums.moderate", thread)
    return redirect(actions.close(by=request.user, thread=thread))


@login_required
@require_POST
def reopen(request, pk):
    thread = _found(request, pk)
    require(request.user, "forums.moderate", thread)
    return redirect(actions.reopen(by=request.user, thread=thread))


def _found(request, pk):
    threads = Thread.objects.visible_to(request.user).told_to(request.user)
    return get_object_or_404(threads.select_related("programme", "subgroup", "theme", "session", "pilot"), pk=pk)


def _page(asked, thread, read):
    """The page asked for by its number or by a post on it; otherwise the first unread, or the newest."""
    pages = Paginator(range(1, thread.shown_count + 1), A_PAGE)
    if "page" in asked:
        return pages.get_page(asked["page"])
    post = asked.get("post", "")
    number = int(post) if post.isdecimal() and len(post) < 9 else read + 1
    return pages.get_page((min(number, thread.shown_count) - 1) // A_PAGE + 1)


def _again(request, thread, form, *, status):
    page = _page({"post": str(thread.shown_count)}, thread, thread.shown_count)
    return _thread_page(request, thread, page, thread.shown_count, form, status=status)


def _thread_page(request, thread, page, read, form, status=200):
    numbers = page.object_list
    posts = Post.objects.visible_to(request.user).filter(thread=thread, number__range=(numbers[0], numbers[-1]))
    moderates = request.user.has_perm("forums.moderate", thread)
    name_owners([thread])
    thread.tells_overdue = thread.is_overdue and (moderates or thread.owner_id == request.user.pk)
    context = {
        "thread": thread,
        "page": page,
        "posts": dressed(posts, thread=thread, reader=request.user, moderates=moderates),
        "moderates": moderates,
        "may_hand_over": thread.is_waiting and (moderates or thread.owner_id == request.user.pk),
        "first_unread": read + 1,
        "unread_before": max(numbers[0] - read - 1, 0),
        "form": form,
    }
    return render(request, "forums/thread.html", context, status=status)


def _begun(request, thread):
    """What the reader has begun to write, and below it what they want to quote."""
    draft = Draft.objects.filter(owner=request.user, about=thread.draft_name).first()
    text = draft.text if draft else ""
    number = request.GET.get("quote", "")
    if not number.isdecimal() or len(number) > 8 or "page" in request.GET:
        return text
    quote = Post.objects.visible_to(request.user).filter(thread=thread, number=number, hidden_at__isnull=True).first()
    return "\n\n".join(part for part in (text, quote and quoted(quote)) if part)
