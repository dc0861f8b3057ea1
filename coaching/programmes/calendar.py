"""Sessions as iCalendar: one, all of a theme, or a person's feed. No participant is ever named in them."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import transaction

from coaching.core.history import record
from coaching.programmes.models import CalendarFeed

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
    """The secret part of a person's feed address; it dies when they renew it or change their log-in secrets.

    None when they have ended it.
    """
    feed = feed_of(person)
    return signing.dumps([person.pk, person.get_session_auth_hash()[:12], feed.address], salt=SALT) if feed.on else None


def feed_of(person):
    return CalendarFeed.objects.filter(person=person).first() or CalendarFeed(person=person)


def person_of_feed(token, people):
    """The person a feed address belongs to, or None when the address is made up or no longer holds."""
    try:
        pk, secret, address = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = people.filter(pk=pk, is_active=True).first()
    if person is None or person.get_session_auth_hash()[:12] != secret:
        return None
    feed = feed_of(person)
    return person if feed.on and feed.address == address else None


@transaction.atomic
def change_feed(*, by, on):
    """A new address for one's own feed (``on``), or none; the one before is dead at once."""
    feed, _made = CalendarFeed.objects.select_for_update().get_or_create(person=by)
    feed.address, feed.on = feed.address + 1, on
    feed.save()
    record("programmes.renewed_feed" if on else "programmes.ended_feed", actor=by, target=feed)
    return feed
