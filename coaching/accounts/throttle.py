"""How many wrong codes an address may try: right ones never count, so a whole office may join at once."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

TRIES = 10
SECONDS = 10 * 60
TOO_MANY = _("Too many wrong codes from this connection. Wait ten minutes and try again.")


def is_blocked(request, what):
    return cache.get(_key(request, what), 0) >= TRIES


def note_wrong_try(request, what):
    """Count one; the ten minutes start from the first."""
    key = _key(request, what)
    cache.add(key, 0, SECONDS)
    cache.incr(key)


def _key(request, what):
    return f"wrong-tries:{what}:{get_adapter().get_client_ip(request)}"
