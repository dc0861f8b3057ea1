"""What one does with one's own notebook. It leaves no history: nobody learns even that something was written."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.journal.models import Entry


@transaction.atomic
def write(*, by, programme, client, **values):
    """A new note; sent again with the same ``client`` it changes nothing and the first is returned."""
    entry, _made = Entry.objects.get_or_create(client=client, defaults={"person": by, "programme": programme, **values})
    if entry.person_id != by.pk:
        raise Refused("client_taken", _("Please open the form again and send it from there."))
    return entry


@transaction.atomic
def rewrite(*, entry, **values):
    """Change a note. A promise whose words change is open again."""
    if values.get("promise", entry.promise) != entry.promise:
        entry.kept_at = None
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save()
    return entry


@transaction.atomic
def keep_promise(*, entry):
    if not entry.promise:
        raise Refused("no_promise", _("There is no promise in this note."))
    entry.kept_at = entry.kept_at or timezone.now()
    entry.save(update_fields=["kept_at"])
    return entry


@transaction.atomic
def reopen_promise(*, entry):
    entry.kept_at = None
    entry.save(update_fields=["kept_at"])
    return entry


@transaction.atomic
def throw_away(*, entry):
    entry.delete()
