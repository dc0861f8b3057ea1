"""Sessions as iCalendar: one, all of a theme, or a person's feed. No participant is ever named in them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing

ZONE = ZoneInfo(settings.TIME_ZONE)
SALT = "programmes.calendar"


def calendar(sessions, *, address):
    """The dated ones of the sessions as bytes; ``address(session)`` gives the page's full address."""
    from icalendar import Calendar, Timezone  # slow to load

    made = Calendar()
    made.add("prodid", "-//Digikahvit//FI")
    made.add("version", "2.0")
    made.add_component(Timezone.from_tzinfo(ZONE))
    for session in sessions:
        if session.starts_at and session.ends_at:
            made.add_component(_event(session, address(session)))
    return made.to_ical()


def _event(session, address):
    from icalendar import Event

    event = Event()
    event.add("uid", f"session-{session.pk}@digikahvit")
    event.add("dtstamp", session.changed_at)
    event.add("sequence", session.changes)
    event.add("summary", session.title)
    event.add("dtstart", session.starts_at.astimezone(ZONE))
    event.add("dtend", session.ends_at.astimezone(ZONE))
    event.add("location", session.place or session.get_mode_display())
    event.add("url", address)
    return event


def feed_token(person):
    """The secret part of a person's feed address; it dies when they change their log-in secrets."""
    return signing.dumps([person.pk, person.get_session_auth_hash()[:12]], salt=SALT)


def person_of_feed(token, people):
    """The person a feed address belongs to, or None when the address is made up or no longer holds."""
    try:
        pk, secret = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = people.filter(pk=pk, is_active=True).first()
    return person if person and person.get_session_auth_hash()[:12] == secret else None
