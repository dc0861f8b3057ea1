"""The daily mail of each person from each place: how much is new there, never what, nor by whom."""

from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from coaching.accounts.mail import mailed, with_mail
from coaching.programmes.models import Enrolment
from forums.models import TAKES_PART, Digest, Following, MailChoice, Mention, Post, ReadMark, taken_part_in
from groups.models import Subgroup

LATE_AT_MOST = timedelta(hours=3)
"""After the time one has chosen; later than that the day is left out rather than somebody woken."""
AT_FIRST = timedelta(days=1)


@task()
def send_due_digests(address):
    """Write to everybody whose time it is. ``address`` is the house's own, such as https://digikahvit.example.fi."""
    now = timezone.now()
    for person, choice in due(now):
        for programme in taken_part_in(person):
            subgroups = Subgroup.objects.visible_to(person).filter(programme=programme)
            for place in (*subgroups, None):
                send_digest(person, choice, programme, place, now, address)


def due(now):
    """(person, what they want by mail) of those whose time has come today and who have an e-mail of their own."""
    taking_part = Enrolment.objects.current().filter(role__in=TAKES_PART, person__is_active=True)
    people = list(with_mail(taking_part.values("person_id")))
    made = {choice.person_id: choice for choice in MailChoice.objects.filter(person__in=people)}
    choices = ((person, made.get(person.pk) or MailChoice()) for person in people)
    return [(person, choice) for person, choice in choices if _is_time(choice, now)]


def send_digest(person, choice, programme, subgroup, now, address):
    """One mail, if there is something to tell and none has been made today; True when it has gone."""
    digest = claimed(person, programme, subgroup, timezone.localtime(now).date(), now)
    news = digest and news_for(person, choice, programme, subgroup, digest.told_until)
    if not news:
        return False
    with translation.override(person.language):
        context = {"programme": programme, "subgroup": subgroup, "address": address, "now": now, **news}
        gone = mailed(person, _("New in the discussions"), render_to_string("forums/digest.txt", context))
    if gone:
        Digest.objects.filter(pk=digest.pk).update(told_until=now)
    return bool(gone)


def claimed(person, programme, subgroup, day, now):
    """The digest of this place when it is this worker's to make today, or None."""
    digest, _made = Digest.objects.get_or_create(
        person=person, programme=programme, subgroup=subgroup, defaults={"told_until": now - AT_FIRST}
    )
    mine = Digest.objects.filter(Q(day__isnull=True) | Q(day__lt=day), pk=digest.pk).update(day=day)
    return digest if mine else None


def news_for(person, choice, programme, subgroup, since):
    """{"posts", "threads", "mentions"} the person could read now and has not, or None when there are none.

    What is for everybody is told of only where one follows it or is mentioned; what one has muted, only when mentioned.
    """
    read = ReadMark.objects.filter(person=person, thread=OuterRef("thread")).values("number")
    posts = Post.objects.visible_to(person).filter(
        thread__programme=programme, thread__subgroup=subgroup, hidden_at__isnull=True, written_at__gt=since
    )
    posts = posts.exclude(author=person).alias(read=Coalesce(Subquery(read), 0)).filter(number__gt=F("read"))
    mentions = Mention.objects.waiting_for(person).filter(post__in=posts)
    chosen = Following.objects.filter(person=person)
    told = ~Q(thread__in=chosen.filter(state=Following.State.MUTED).values("thread"))
    if subgroup is None or choice.level == MailChoice.Level.FOLLOWED:
        told = Q(thread__in=chosen.filter(state=Following.State.FOLLOWED).values("thread"))
    counted = posts.filter(told | Q(pk__in=mentions.values("post"))).aggregate(
        posts=Count("pk"), threads=Count("thread", distinct=True)
    )
    return {**counted, "mentions": mentions.count()} if counted["posts"] else None


def _is_time(choice, now):
    if choice.level == MailChoice.Level.NONE:
        return False
    local = timezone.localtime(now)
    chosen = timezone.make_aware(datetime.combine(local.date(), choice.at))
    return chosen <= local < chosen + LATE_AT_MOST
