"""Posts as one reader sees them."""

from coaching.programmes.models import Enrolment, Role
from coaching.programmes.names import names_in
from forums.markdown import to_html


def dressed(posts, *, thread, reader, moderates):
    """Each post with its shown author, its HTML, and what this reader may do with it; four queries in all.

    The text of a hidden post is there for its author and for those who keep
    order, and for nobody else.
    """
    posts = list(posts)
    authors = {post.author_id for post in posts}
    names = names_in(thread.programme_id, authors)
    coaches = _coaches(thread.programme_id, authors)
    for post in posts:
        post.shown_author = names.get(post.author_id)
        post.by_coach = post.author_id in coaches
        post.is_own = post.author_id == reader.pk
        post.shows_text = not post.hidden_at or post.is_own or moderates
        post.html = to_html(post.text, thread.get_absolute_url()) if post.shows_text else ""
        post.may_edit = post.is_own and not post.hidden_at and not thread.closed_at
        post.may_see_versions = bool(post.edited_at) and (post.is_own or moderates)
    return posts


def _coaches(programme_id, people):
    enrolments = Enrolment.objects.current().filter(programme_id=programme_id, role=Role.COACH, person__in=people)
    return set(enrolments.values_list("person_id", flat=True))


def name_owners(threads):
    """Give each question the shown name of the expert it waits for: two queries a programme, none without experts."""
    for programme in {thread.programme_id for thread in threads if thread.owner_id}:
        asked = [thread for thread in threads if thread.programme_id == programme]
        names = names_in(programme, {thread.owner_id for thread in asked})
        for thread in asked:
            thread.owner_name = names.get(thread.owner_id)
