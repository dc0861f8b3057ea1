"""Pages of one programme's discussions: the list, the search, and starting a new one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from coaching.core import drafts
from coaching.core.access import require
from coaching.programmes.names import names_in
from forums import actions
from forums.forms import ThreadForm
from forums.listing import Filters
from forums.models import Post, Thread, taken_part_in
from forums.search import MOST_FOUND, Query, excerpt, marked, newest
from forums.views.notices import warn_of_near_misses

A_PAGE = 25


@login_required
def threads(request, key):
    programme = get_object_or_404(taken_part_in(request.user), key=key)
    filters = Filters(request.GET, programme, request.user)
    found = filters.apply(Thread.objects.visible_to(request.user).filter(programme=programme).told_to(request.user))
    found = found.select_related("theme", "subgroup", "session", "pilot")
    page = Paginator(found.order_by(F("subgroup__number").asc(nulls_last=True), "-shown_at"), A_PAGE).get_page(
        request.GET.get("page")
    )
    names = names_in(programme.pk, {person for thread in page for person in (thread.last_author, thread.owner_id)})
    for thread in page:
        thread.last_name, thread.owner_name = names.get(thread.last_author), names.get(thread.owner_id)
    return render(request, "forums/list.html", {"programme": programme, "filters": filters, "page": page})


@login_required
def search_page(request, key):
    programme = get_object_or_404(taken_part_in(request.user), key=key)
    query = Query(request.GET.get("q", "")[:200])
    found = newest(request.user, programme, query)
    page = Paginator(found[:MOST_FOUND], A_PAGE).get_page(request.GET.get("page"))
    posts = Post.objects.select_related("thread__theme", "thread__subgroup").in_bulk(page.object_list)
    page.object_list = [posts[number] for number in page.object_list]
    names = names_in(programme.pk, [post.author_id for post in page])
    for post in page:
        post.shown_author = names.get(post.author_id)
        post.title_pieces = marked(post.thread.title, query)
        post.pieces = excerpt(post.text, query)
    more_than = MOST_FOUND if len(found) > MOST_FOUND else None
    context = {"programme": programme, "query": query, "page": page, "more_than": more_than}
    return render(request, "forums/search.html", context)


@login_required
def new_thread(request, key):
    programme = get_object_or_404(taken_part_in(request.user), key=key)
    require(request.user, "forums.start", programme)
    if request.method != "POST":
        initial = _suggested(request, programme)
        return _new_thread_page(request, programme, ThreadForm(by=request.user, programme=programme, initial=initial))
    form = ThreadForm(request.POST, by=request.user, programme=programme)
    if not form.is_valid():
        return _new_thread_page(request, programme, form, status=422)
    thread = actions.open_thread(by=request.user, programme=programme, **form.cleaned_data)
    warn_of_near_misses(request, form)
    return redirect(thread)


def _new_thread_page(request, programme, form, status=200):
    about = actions.draft_for_new_thread(programme)
    back = reverse("forums:list", args=[programme.key])
    context = {"programme": programme, "form": form, "draft_name": about, "back": back}
    return render(request, "forums/new.html", context, status=status)


def _suggested(request, programme):
    """What the page one came from is about, and over it what was begun and not sent."""
    names = {"group": "audience", "about": "about", "kind": "kind"}
    suggested = {field: request.GET[name] for name, field in names.items() if request.GET.get(name)}
    if theme := programme.themes.filter(key=request.GET.get("theme", "")).first():
        suggested.setdefault("about", f"theme-{theme.pk}")
    return suggested | drafts.unsent(request.user, actions.draft_for_new_thread(programme))
