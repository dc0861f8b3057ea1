"""What the programmes know of a person, handed out and forgotten.

Enrolments, consents and visits stay when somebody is forgotten, so that the
figures stay equal; the account they point at has no name left.
"""

from datetime import timedelta

from django.utils import timezone

from coaching.programmes.forgotten import keep_marks
from coaching.programmes.models import Attendance, CalendarFeed, Consent, Enrolment, Invitation, Pseudonym


def export_enrolments(person):
    rows = Enrolment.objects.filter(person=person).select_related("programme", "organisation").order_by("pk")
    return [
        {
            "programme": row.programme.name,
            "role": row.get_role_display(),
            "organisation": row.organisation and row.organisation.name,
            "since": row.starts,
            "until": row.ends,
        }
        for row in rows
    ]


def end_enrolments(person):
    yesterday = timezone.localdate() - timedelta(days=1)
    Enrolment.objects.current().filter(person=person).update(ends=yesterday)


def export_pseudonyms(person):
    return list(Pseudonym.objects.filter(person=person).order_by("pk").values("programme__name", "name"))


def erase_pseudonyms(person):
    """What was written under the pseudonym is from then on by somebody who has left.

    The account's name goes after it, so what keeps both masked in others' texts is made now.
    """
    keep_marks(person)
    Pseudonym.objects.filter(person=person).delete()


def export_consents(person):
    rows = Consent.objects.filter(person=person).select_related("programme").order_by("pk")
    return [
        {
            "programme": row.programme.name,
            "purpose": row.get_purpose_display(),
            "version": row.version,
            "given_at": row.given_at,
            "withdrawn_at": row.withdrawn_at,
        }
        for row in rows
    ]


def withdraw_consents(person):
    Consent.objects.filter(person=person, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


def export_attendances(person):
    rows = Attendance.objects.filter(person=person).select_related("session").order_by("pk")
    return [
        {
            "title": row.session.title,
            "at": row.session.starts_at,
            "minutes": row.minutes,
            "source": row.get_source_display(),
        }
        for row in rows
    ]


def keep_attendances(person):
    """A visit stays a visit: nothing to do."""


def export_invitations(person):
    sent = Invitation.objects.filter(made_by=person).order_by("pk")
    used = Invitation.objects.filter(used_by=person).order_by("pk")
    return {
        "sent": [{"role": row.get_role_display(), "at": row.made_at} for row in sent],
        "used": [{"role": row.get_role_display(), "at": row.used_at} for row in used],
    }


def erase_invitations(person):
    Invitation.objects.filter(made_by=person).update(made_by=None)
    Invitation.objects.filter(used_by=person).update(used_by=None)


def export_feed(person):
    return [{"renewed": row.address, "on": row.on} for row in CalendarFeed.objects.filter(person=person)]


def end_feed(person):
    """Without the row the first address would hold again, so it stays and says that none does."""
    CalendarFeed.objects.update_or_create(person=person, defaults={"on": False})
