"""Being at sessions: told by oneself, ticked on a list, or counted by hand."""

from django.db import transaction

from coaching.core.history import forget, record, record_together
from coaching.core.storing import store
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
        record(
            "programmes.attended",
            actor=person,
            target=session,
            scope=session.programme_id,
            minutes=attendance.minutes or planned_minutes(session),
            once=once(session),
        )
    return attendance


def attend_together(*, people, session, source):
    """``attend`` for many at once; whoever has been noted already is left as they are."""
    rows = [Attendance(session_id=session.pk, person_id=person.pk, source=source) for person in people]
    store(rows, once=True)
    if session.kind in FORMAL:
        record_together(
            "programmes.attended",
            actors=people,
            target=session,
            scope=session.programme_id,
            minutes=planned_minutes(session),
            once=once(session),
        )


@transaction.atomic
def tick_list(*, by, session, among, present):
    """Note by a list who of ``among`` was there. Only what a list has told is taken back by leaving out a tick."""
    told = Attendance.objects.filter(session=session, person__in=among)
    gone = told.filter(source=Attendance.Source.LIST).exclude(person__in=present)
    for attendance in gone.select_related("person"):
        forget("programmes.attended", actor=attendance.person, once=once(session))
    gone.delete()
    known = set(told.values_list("person_id", flat=True))
    for person in present:
        if person.pk not in known:
            attend(person=person, session=session, source=Attendance.Source.LIST)
    record("programmes.ticked_list", actor=by, target=session, scope=session.programme_id)


@transaction.atomic
def count_heads(*, by, session, headcount, is_estimate, note):
    """Keep how many were counted, whether it is "about", and what is to be said of it."""
    session.headcount, session.headcount_is_estimate, session.note = headcount, is_estimate, note
    session.save(update_fields=["headcount", "headcount_is_estimate", "note", "changed_at"])
    record("programmes.counted_heads", actor=by, target=session, scope=session.programme_id)
    return session


def planned_minutes(session):
    """How long the session was to last; None when its times are not known."""
    if not (session.starts_at and session.ends_at):
        return None
    return round((session.ends_at - session.starts_at).total_seconds() / 60)


def once(session):
    return f"session:{session.pk}"
