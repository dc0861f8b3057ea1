"""Issuing tokens, taking them back, and noting what they were used for."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import log_access
from coaching.evaluation.api.models import Token, TokenUse

LONGEST = timedelta(days=366)
SUMMARIES = "summaries"
"""What a token names beside tables: the figures of finished packages."""
ALWAYS = ("sessions",)
"""Tables that are the frame of all others; every token reads them."""


@transaction.atomic
def issue(*, by, study, person, tables, ends):
    """Make a token and return it with its secret, which is shown once. ``person`` must be able to export now."""
    if not person.has_perm("evaluation.export", study):
        raise Refused("not_an_evaluator", _("A token is given to somebody who evaluates the programme today."))
    if not timezone.localdate() <= ends <= timezone.localdate() + LONGEST:
        raise Refused("ends", _("Choose a last day from today on, within a year."))
    secret = f"dk_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        study=study,
        person=person,
        tables=sorted(tables),
        token_hash=hashed(secret),
        ending=secret[-4:],
        ends=ends,
        made_by=by,
    )
    _log("evaluation.token_issued", by, token, tables=token.tables, ends=ends.isoformat())
    return token, secret


@transaction.atomic
def revoke(*, by, token):
    """From this moment the token gives nothing. Twice is once."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _log("evaluation.token_revoked", by, token)


def find(secret):
    """The token in force with this secret, or None."""
    token = Token.objects.select_related("study__programme", "person").filter(token_hash=hashed(secret)).first()
    return token if token and token.is_in_force else None


@transaction.atomic
def note_use(token, table, rows=0):
    """Count one request; the access log gets a row for the first of a day to each table, whatever the number."""
    today, now = timezone.localdate(), timezone.now()
    same = TokenUse.objects.filter(token=token, day=today, table=table)
    more = {"requests": F("requests") + 1, "rows": F("rows") + rows, "last_at": now}
    if same.update(**more):
        return
    _use, first = TokenUse.objects.get_or_create(
        token=token, day=today, table=table, defaults={"rows": rows, "last_at": now}
    )
    if first:
        _log("evaluation.token_used", token.person, token, table=table)
    else:
        same.update(**more)


def hashed(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def _log(deed, by, token, **details):
    study = token.study
    log_access(deed, actor=by, subject=f"study:{study.key}", scope=study.programme_id, token=token.pk, **details)
