"""Who is signed in, for many at once: the same questions as Django's own middleware asks of one."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from coaching.accounts.models import User


def people_of(logins):
    """{session key: person} of those that hold: not expired, the account active, its password not changed since."""
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects
    rows = sessions.filter(session_key__in=logins, expire_date__gt=timezone.now())
    told = {row.session_key: row.get_decoded() for row in rows}
    known = {
        key: data for key, data in told.items() if data.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    }
    people = User.objects.filter(is_active=True).in_bulk({int(data[SESSION_KEY]) for data in known.values()})
    return {
        key: people[int(data[SESSION_KEY])]
        for key, data in known.items()
        if int(data[SESSION_KEY]) in people and _holds(data, people[int(data[SESSION_KEY])])
    }


def _holds(data, person):
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
