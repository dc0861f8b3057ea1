"""One discussion: reading it, answering, following it, marking it read."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from coaching.core import drafts
from coaching.core.access import require
from coaching.core.errors import Refused
from forums import actions
from forums.forms import TextForm
from forums.markdown import quoted
from forums.models import Following, Post, Thread
from forums.reading import dressed, name_owners
from forums.views.notices import warn_of_near_misses

A_PAGE = 25


@login_required
def thread(request, pk):
    thread = found_thread(request, pk)
    page = _page(request.GET, thread, thread.read)
    form = TextForm(initial=_begun(request, thread), thread=thread, by=request.user)
    response = _thread_page(request, thread, page, thread.read, form)
    first, last = page.object_list[0], page.object_list[-1]
    actions.see_mentions(person=request.user, thread=thread, numbers=(first, last))
    if first <= thread.read + 1 and last > thread.read:
        actions.mark_read(person=request.user, thread=thread, number=last)
    return response


@login_required
@require_POST
def reply(request, pk):
    thread = found_thread(request, pk)
    require(request.user, "forums.reply", thread)
    form = TextForm(request.POST, request.FILES, thread=thread, by=request.user)
    if not form.is_valid():
        return _again(request, thread, form, status=422)
    try:
        post = actions.reply(by=request.user, thread=thread, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("text", refusal.message)
        return _again(request, found_thread(request, pk), form, status=409)
    warn_of_near_misses(request, form)
    return redirect(post)


@login_required
@require_POST
def follow(request, pk):
    """Follow, mute, or neither; one's own choice for oneself."""
    thread = found_thread(request, pk)
    state = request.POST.get("state", "")
    actions.follow(person=request.user, thread=thread, state=state if state in Following.State.values else "")
    return redirect(f"{thread.get_absolute_url()}?page={_number(request.POST.get('page'))}#following")


@login_required
@require_POST
def all_read(request, pk):
    thread = found_thread(request, pk)
    actions.mark_read(person=request.user, thread=thread, number=thread.shown_count)
    return redirect(thread)


def found_thread(request, pk):
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
    answers = moderates or thread.owner_id == request.user.pk
    thread.tells_overdue = thread.is_overdue and answers
    context = {
        "thread": thread,
        "page": page,
        "posts": dressed(posts, thread=thread, reader=request.user, moderates=moderates),
        "moderates": moderates,
        "may_hand_over": thread.is_waiting and answers,
        "first_unread": read + 1,
        "unread_before": max(numbers[0] - read - 1, 0),
        "form": form,
    }
    return render(request, "forums/thread.html", context, status=status)


def _begun(request, thread):
    """What the reader has begun to write, and below it what they want to quote."""
    begun = drafts.unsent(request.user, thread.draft_name)
    number = request.GET.get("quote", "")
    if not number.isdecimal() or len(number) > 8 or "page" in request.GET:
        return begun
    quote = Post.objects.visible_to(request.user).filter(thread=thread, number=number, hidden_at__isnull=True).first()
    return begun | {"text": "\n\n".join(part for part in (begun.get("text"), quote and quoted(quote)) if part)}


def _number(asked):
    return int(asked) if asked and asked.isdecimal() and len(asked) < 9 else 1
