"""How much an address may try. Counted by one atomic step: a rush never waits for a lock, nor is refused for one."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

TRIES = 10
TRIES_AT_A_DOOR = 300
SECONDS = 10 * 60
TOO_MANY = _("Too many wrong codes from this connection. Wait ten minutes and try again.")

GUESTS = 200
LOG_INS = 300
MINUTE = 60
ANSWERS = 60
TOO_MANY_ANSWERS = _("Very many answers come from this connection right now. Wait ten minutes and send again.")
TOO_MANY_GUESTS = _("Very many guests come from this connection right now. Wait ten minutes and try again.")
TOO_MANY_LOG_INS = _("Very many log in from this connection right now. Wait a minute and try again.")


def is_blocked(request, what, of_address=TRIES):
    """Whether too many wrong codes have come; right ones never count, so a whole office may join at once.

    Where more are taken from an address, ten from one browser are enough: one does not close the others out.
    """
    address, browser = key_of(request, what), _browser_key(request, what)
    counts = cache.get_many([address, browser])
    return counts.get(address, 0) >= of_address or counts.get(browser, 0) >= TRIES


def note_wrong_try(request, what):
    """Count one, of the address and of the browser; the ten minutes start from the first."""
    if not request.session.session_key:
        request.session.create()
    count(key_of(request, what), SECONDS)
    count(_browser_key(request, what), SECONDS)


def is_one_log_in_too_many(request):
    """Count one asking to be logged in, and tell whether it is more than an office of people asks in a minute."""
    return count(key_of(request, "log_in"), MINUTE) > LOG_INS


def is_one_guest_too_many(request):
    """Count a guest who comes in, and tell whether a room full of people from this address has come already."""
    return count(key_of(request, "guest"), SECONDS) > GUESTS


def is_one_answer_too_many(request, what):
    """Count an answer given without a log-in, and tell whether a whole waiting room has answered already."""
    return count(key_of(request, f"answer:{what}"), SECONDS) > ANSWERS


def count(key, seconds):
    """One more; tells how many it makes. The time starts from the first."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # its time ended between the two
        return 1


def key_of(request, what):
    return f"tries:{what}:{get_adapter().get_client_ip(request)}"


def _browser_key(request, what):
    return f"tries:{what}:browser:{request.session.session_key}"
