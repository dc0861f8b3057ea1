"""Members who move, and members who chair."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import record
from groups.models import Membership, Subgroup


@transaction.atomic
def move(*, by, person, subgroup, to):
    """Close the membership in one subgroup and open one in another of the same programme.

    What the person wrote stays where it was written; from now on they see the
    new subgroup and no longer the old one.
    """
    if to.programme_id != subgroup.programme_id:
        raise Refused("another_programme", _("A member can be moved only within the programme."))
    old = Membership.objects.current().select_for_update().filter(person=person, subgroup=subgroup).first()
    if old is None:
        raise Refused("not_a_member", _("This person is no longer in the subgroup. Open the page again."))
    if to == subgroup:
        raise Refused("same_subgroup", _("The person is in this subgroup already. Choose another one."))
    now = timezone.now()
    old.until = now
    old.save(update_fields=["until"])
    Subgroup.objects.filter(pk=subgroup.pk, chair=person).update(chair=None)
    new = Membership.objects.create(person=person, subgroup=to, programme=to.programme, since=now)
    record("groups.moved", actor=by, target=new, scope=to.programme_id)
    return new


@transaction.atomic
def choose_chair(*, by, subgroup, person):
    """Make a member the chair, or nobody when ``person`` is None."""
    if person and not Membership.objects.current().filter(person=person, subgroup=subgroup).exists():
        raise Refused("not_a_member", _("This person is no longer in the subgroup. Open the page again."))
    subgroup.chair = person
    subgroup.save(update_fields=["chair"])
    record("groups.chair_chosen", actor=by, target=subgroup, scope=subgroup.programme_id)
    return subgroup
