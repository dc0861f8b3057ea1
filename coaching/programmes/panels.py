"""What the programmes put on the front page and in the navigation."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.programmes.models import MEMBERS, Attendance, Consent, Enrolment, Programme, Pseudonym, Role, Session

FEWEST_TOLD = 5
"""Fewer people than this are not counted out: they could be recognised."""


def today(_request, _subject):
    return {"url": "/", "label": _("Today"), "icon": "house"}


def own_name(request, _subject):
    """The name over one's own menu: a pseudonym where there is one, as others may see the screen."""
    return {"label": shown_name(request.user)}


def shown_name(person):
    """What a person is greeted by: the newest pseudonym when there is one."""
    pseudonym = Pseudonym.objects.filter(person=person).order_by("-programme").first()
    return pseudonym.name if pseudonym else person.display_name


def state(request, _subject):
    """How the programmes one organises are doing."""
    organised = Enrolment.objects.current().filter(person=request.user, role=Role.ORGANISER)
    programmes = Programme.objects.filter(pk__in=organised.values("programme"))
    return {"states": [state_of(programme) for programme in programmes]} if programmes else None


def state_of(programme):
    members = Enrolment.objects.current().filter(programme=programme, role__in=MEMBERS)
    people = members.values("person").distinct().count()
    held = Session.objects.filter(programme=programme, ends_at__lt=timezone.now())
    return {
        "programme": programme,
        "people": people,
        "coming": Session.objects.filter(programme=programme).coming().count(),
        "unnoted": held.filter(headcount=None).exclude(pk__in=Attendance.objects.values("session")).count(),
        "consents": told(consents_of(programme, members), people),
    }


def consents_of(programme, members):
    """How many members' consents to the evaluation hold."""
    given = Consent.objects.filter(programme=programme, purpose=Consent.Purpose.EVALUATION, withdrawn_at__isnull=True)
    return given.filter(person__in=members.values("person")).values("person").distinct().count()


def told(count, everybody):
    """The count, or None when it, or what is left of everybody, is too small to tell."""
    return count if count >= FEWEST_TOLD and (everybody - count == 0 or everybody - count >= FEWEST_TOLD) else None
