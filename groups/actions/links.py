"""Join links: made by those who coach or organise, limited in days and in uses."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from coaching.accounts.models import fresh_code
from coaching.core.history import record
from groups.models import JoinLink


@transaction.atomic
def make_link(*, by, subgroup, role, days, uses):
    """A new way into the subgroup for so many people, open until the end of the last day."""
    last_day = timezone.localtime() + timedelta(days=days)
    link = JoinLink(
        subgroup=subgroup,
        role=role,
        made_by=by,
        expires_at=last_day.replace(hour=23, minute=59, second=59, microsecond=0),
        uses_left=uses,
    )
    while not link.pk:
        link.code = fresh_code(groups=2)
        try:
            with transaction.atomic():
                link.save()
        except IntegrityError:  # the same eight signs twice, once in some million million times
            continue
    record("groups.link_made", actor=by, target=link, scope=subgroup.programme_id)
    return link


@transaction.atomic
def close_link(*, by, link):
    """Nobody can join by it from now on; those who have joined stay."""
    if link.closed_at is None:
        link.closed_at = timezone.now()
        link.save(update_fields=["closed_at"])
        record("groups.link_closed", actor=by, target=link, scope=link.subgroup.programme_id)
    return link


@transaction.atomic
def open_link_again(*, by, link):
    """Takes back a closing; what else limits the link stays as it was."""
    if link.closed_at is not None:
        link.closed_at = None
        link.save(update_fields=["closed_at"])
        record("groups.link_opened_again", actor=by, target=link, scope=link.subgroup.programme_id)
    return link
