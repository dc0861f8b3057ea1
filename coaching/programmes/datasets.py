"""What the programme itself gives to its evaluation: its people, sessions and who was there.

Rows come in no order that tells of people: a list kept in the order of enrolment
would give away who works with whom, whatever the pseudonyms.

Developer-clients are never told apart. They are "members" like everybody else,
and no row carries an organisation or its type: they have no employer, so an
empty place in such a column would name them. Organisations appear only as
counts, in the evaluation's summaries.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset, datasets
from coaching.programmes.models import MEMBERS, Attendance, Enrolment, Role, Session

STAFF = (Role.COACH, Role.DEVELOPER)
AT_A_TIME = 2000


def held_within(extract, prefix=""):
    """Sessions of the span; one whose time is not known is in every span."""
    timed = Q(**{f"{prefix}starts_at__isnull": False})
    return timed & extract.moments(f"{prefix}starts_at") | ~timed


def people(extract):
    """Everybody who has taken part, once, whatever the span: joining has no date here."""
    enrolled = Enrolment.objects.filter(programme=extract.programme_id)
    members = enrolled.filter(role__in=MEMBERS)
    staff = enrolled.filter(role__in=STAFF).exclude(person__in=members.values("person"))
    for role, rows in (("member", members), ("staff", staff)):
        for person in rows.order_by("?").values_list("person_id", flat=True).distinct():
            yield {"person": person, "role": role}


def sessions(extract):
    held = Session.objects.filter(held_within(extract), programme=extract.programme_id).select_related("theme")
    for session in held.order_by("starts_at", "key").iterator(AT_A_TIME):
        yield {
            "session": session.key,
            "title": session.title,
            "kind": session.kind,
            "theme": session.theme and str(session.theme),
            "starts": session.starts_at,
            "ends": session.ends_at,
            "time_is_estimate": session.is_estimate,
            "mode": session.mode,
            "note": session.note or None,
        }


def attendance(extract):
    visits = (
        Attendance.objects.filter(held_within(extract, "session__"), session__programme=extract.programme_id)
        .select_related("session__theme")
        .order_by("session__starts_at", "session_id", "?")
    )
    for visit in visits.iterator(AT_A_TIME):
        session = visit.session
        yield {
            "person": visit.person_id,
            "session": session.key,
            "theme": session.theme and str(session.theme),
            "kind": session.kind,
            "date": session.starts_at and timezone.localdate(session.starts_at),
            "minutes": visit.minutes,
            "source": visit.source,
        }


SESSION_KEY = Column(_("Key of the session, the same in every table"))
SESSION_KIND = Column(_("What kind of session it was"), "category", dict(Session.Kind.choices))
THEME = Column(_("Theme of the session: its number and name; empty when it has none"))

datasets.add(
    "people",
    Dataset(
        _("People"),
        {
            "person": Column(_("Study pseudonym of the person"), "person"),
            "role": Column(
                _("What the person takes part as; developer-clients are members like the rest"),
                "category",
                {"member": _("member of the programme"), "staff": _("coach or developer")},
            ),
        },
        people,
    ),
)
datasets.add(
    "sessions",
    Dataset(
        _("Sessions"),
        {
            "session": SESSION_KEY,
            "title": Column(_("Title of the session")),
            "kind": SESSION_KIND,
            "theme": THEME,
            "starts": Column(_("When it began; empty when the time is not known"), "datetime"),
            "ends": Column(_("When it ended; empty when the time is not known"), "datetime"),
            "time_is_estimate": Column(_("Whether the time is an estimate"), "boolean"),
            "mode": Column(_("How it was held"), "category", dict(Session.Mode.choices)),
            "note": Column(_("What the organiser has noted about the session")),
        },
        sessions,
        key=("session",),
    ),
)
datasets.add(
    "attendance",
    Dataset(
        _("Attendance"),
        {
            "person": Column(_("Study pseudonym of the person who was present"), "person"),
            "session": SESSION_KEY,
            "theme": THEME,
            "kind": SESSION_KIND,
            "date": Column(_("Day of the session; empty when it is not known"), "date"),
            "minutes": Column(_("Minutes present; empty when not measured"), "integer"),
            "source": Column(_("How the presence is known"), "category", dict(Attendance.Source.choices)),
        },
        attendance,
        refers={"session": "sessions"},
    ),
)
