"""What is done with accounts: made, kept up to date, forgotten."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.history import log_access
from coaching.core.registries import personal_data

RENAMING = []
"""Functions called with a person who is about to get another name, as they still are: upper floors add theirs."""


@transaction.atomic
def new_person(*, name, email="", language="fi"):
    """An account; without an e-mail its owner needs a personal code to come back (``login_codes``).

    Refuses an e-mail that another account has: only its owner may use it.
    """
    try:
        with transaction.atomic():
            return User.objects.create_user(display_name=name, email=email or None, language=language)
    except IntegrityError:
        raise Refused(
            "email_taken",
            _("This e-mail already has an account here. Log in with it first, then open this link again."),
        ) from None


@transaction.atomic
def keep_settings(*, person):
    """Save the person's changed name and language."""
    before = User.objects.select_for_update().get(pk=person.pk)
    if before.display_name != person.display_name:
        for renaming in RENAMING:
            renaming(before)
    person.save(update_fields=["display_name", "language"])
    return person


@transaction.atomic
def forget(*, person):
    """Forget the person, in every app, for good.

    Each app's own ``erase`` runs first, the top floors before the lower ones;
    last the account loses its name, e-mail and every way in. The row stays,
    nameless, so that discussions remain readable and figures equal.
    """
    log_access("accounts.forgotten", actor=person, subject=f"user:{person.pk}")
    for data in reversed(personal_data.values()):
        data.erase(person)
    person.refresh_from_db()
    person.forgotten_at = timezone.now()
    person.save()
    return person
