"""What is done in a programme."""

from django.db import transaction

from coaching.core.history import record
from coaching.programmes.models import Attendance, Session

FORMAL = {Session.Kind.LECTURE, Session.Kind.WORKSHOP, Session.Kind.PLENARY, Session.Kind.EVENT}


@transaction.atomic
def attend(*, person, session, source, minutes=None):
    """Note that the person was there: once a session, with the larger of the minutes told.

    A lecture, workshop, plenary or event counts as formal learning; what a
    digikahvit counts as, the live room says.
    """
    attendance, made = Attendance.objects.get_or_create(
        session=session, person=person, defaults={"source": source, "minutes": minutes}
    )
    if not made and (minutes or 0) > (attendance.minutes or 0):
        attendance.minutes = minutes
        attendance.save(update_fields=["minutes"])
    if session.kind in FORMAL:
        once = f"session:{session.pk}"
        record(
            "programmes.attended",
            actor=person,
            target=session,
            scope=session.programme_id,
            minutes=attendance.minutes or planned_minutes(session),
            once=once,
        )
    return attendance


def planned_minutes(session):
    """How long the session was to last; None when its times are not known."""
    if not (session.starts_at and session.ends_at):
        return None
    return round((session.ends_at - session.starts_at).total_seconds() / 60)
