"""Writing history and the access log."""

from django.contrib.contenttypes.models import ContentType

from coaching.core.models import AccessLog, History
from coaching.core.registries import verbs
from coaching.core.storing import store


def record(verb, *, actor, target, scope=None, minutes=None, once=None):
    """Write a deed into history; call it inside the verb's transaction.

    With ``once`` the same deed of the same actor is kept a single time, and
    its minutes are the larger of the two.
    """
    verbs[verb]  # a verb nobody declared is a bug, found at its first use
    values = {
        "target_type": ContentType.objects.get_for_model(target),
        "target_id": target.pk,
        "scope": scope,
        "minutes": minutes,
    }
    if once is None:
        return History.objects.create(verb=verb, actor=actor, **values)
    row, made = History.objects.get_or_create(verb=verb, actor=actor, once=once, defaults=values)
    if not made and (minutes or 0) > (row.minutes or 0):
        row.minutes = minutes
        row.save(update_fields=["minutes"])
    return row


def record_together(verb, *, actors, target, scope=None, minutes=None, once):
    """``record`` for many at once, each kept a single time; what has been kept already stays as it is."""
    verbs[verb]
    kind = ContentType.objects.get_for_model(target)
    same = {"verb": verb, "target_type_id": kind.pk, "target_id": target.pk, "scope": scope, "minutes": minutes}
    rows = [History(actor_id=actor.pk, once=once, **same) for actor in actors]
    store(rows, once=True)


def forget(verb, *, actor, once):
    """Take back a deed kept a single time, when it turns out not to have happened."""
    History.objects.filter(verb=verb, actor=actor, once=once).delete()


def log_access(deed, *, actor, subject, scope=None, **details):
    """Add a row to the access log. ``details`` are figures and codes, never what somebody wrote."""
    return AccessLog.objects.create(deed=deed, actor=actor, subject=subject, scope=scope, details=details)
