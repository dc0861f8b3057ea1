"""Posts as one reader sees them."""

from django.db.models import Count, Q

from coaching.programmes.models import Enrolment, Role
from coaching.programmes.names import names_in
from forums.markdown import to_html
from forums.models import Attachment, Mention, Reaction


def dressed(posts, *, thread, reader, moderates):
    """Each post with its shown author, whom it mentions, reactions, its HTML, and what this reader may do with it.

    Eight queries in all.

    The text of a hidden post is there for its author and for those who keep
    order, and for nobody else.
    """
    posts = list(posts)
    authors = {post.author_id for post in posts}
    mentioned = _mentioned(posts)
    reactions = _reactions(posts, reader)
    files = _files(posts)
    names = names_in(thread.programme_id, authors.union(*mentioned.values()))
    coaches = _coaches(thread.programme_id, authors)
    for post in posts:
        post.shown_author = names.get(post.author_id)
        post.by_coach = post.author_id in coaches
        post.is_own = post.author_id == reader.pk
        post.shows_text = not post.hidden_at or post.is_own or moderates
        post.html = to_html(post.text, thread.get_absolute_url()) if post.shows_text else ""
        post.files = files[post.pk] if post.shows_text else []
        post.mentioned = sorted(names[pk] for pk in mentioned[post.pk]) if post.shows_text else []
        post.reactions_shown = [] if post.hidden_at else reactions[post.pk]
        post.may_report = not (post.is_own or moderates or post.hidden_at)
        post.may_edit = post.is_own and not thread.closed_at
        post.may_see_versions = bool(post.edited_at) and (post.is_own or moderates)
    return posts


def _mentioned(posts):
    """{post id: ids of those it mentions}, without those who have left: they have no name to call them by."""
    mentioned = {post.pk: set() for post in posts}
    rows = Mention.objects.filter(post__in=mentioned, person__forgotten_at__isnull=True)
    for post, person in rows.values_list("post_id", "person_id"):
        mentioned[post].add(person)
    return mentioned


def _files(posts):
    files = {post.pk: [] for post in posts}
    for file in Attachment.objects.filter(post__in=files):
        files[file.post_id].append(file)
    return files


def _reactions(posts, reader):
    """{post id: [{kind, label, count, mine}, …]}: every kind there is, also with nobody."""
    counted = Reaction.objects.filter(post__in=[post.pk for post in posts]).values_list("post_id", "kind")
    counted = counted.annotate(count=Count("pk"), mine=Count("pk", filter=Q(person_id=reader.pk)))
    found = {(post, kind): (count, mine) for post, kind, count, mine in counted}
    shown = {}
    for post in posts:
        sums = [(kind, *found.get((post.pk, kind), (0, 0))) for kind in Reaction.Kind]
        shown[post.pk] = [
            {"kind": kind.value, "label": kind.label, "count": count, "mine": bool(mine)} for kind, count, mine in sums
        ]
    return shown


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
