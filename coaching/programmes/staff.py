"""Roles of the programme's people over time, and the links that let staff in."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.login_codes import new_login_code
from coaching.core.errors import Refused
from coaching.core.history import log_access, record
from coaching.programmes.models import MEMBERS, Enrolment, Invitation, Role

INVITED = (Role.COACH, Role.DEVELOPER, Role.EVALUATOR, Role.ORGANISER)
"""Members come by their subgroup's own link; these roles come by an invitation."""


@transaction.atomic
def give_role(*, by, programme, person, role, starts=None, ends=None):
    """Give the person a role, or give it anew with other dates. Written into the access log."""
    enrolment, _made = Enrolment.objects.update_or_create(
        programme=programme, person=person, role=role, defaults={"starts": starts, "ends": ends}
    )
    _logged("programmes.gave_role", by, programme, person, role)
    record("programmes.enrolled", actor=person, target=programme, scope=programme.pk)
    return enrolment


@transaction.atomic
def end_role(*, by, enrolment):
    """End a role with yesterday as its last day; the person's other roles and all they wrote stay.

    The last organiser cannot be ended: nobody could then look after the programme.
    """
    programme = enrolment.programme
    organisers = Enrolment.objects.current().filter(programme=programme, role=Role.ORGANISER)
    if enrolment.role == Role.ORGANISER and not organisers.exclude(pk=enrolment.pk).exists():
        raise Refused("last_organiser", _("This is the programme's last organiser. Invite another one first."))
    enrolment.ends = timezone.localdate() - timedelta(days=1)
    enrolment.save(update_fields=["ends"])
    _logged("programmes.ended_role", by, programme, enrolment.person, enrolment.role)
    return enrolment


@transaction.atomic
def new_member_code(*, by, programme, person):
    """A new personal code for a member of the programme who has lost theirs.

    It opens the whole account, so only for somebody who is a member here and nothing
    else anywhere: nobody may come into another programme as somebody else.
    """
    more = Enrolment.objects.filter(person=person).exclude(programme=programme, role__in=MEMBERS)
    if person.is_superuser or person.is_staff or more.exists():
        raise Refused(
            "more_than_a_member",
            _("This person has other roles too, and a code would open those. They can log in by e-mail."),
        )
    return new_login_code(person, by=by)


@transaction.atomic
def invite(*, by, programme, role, days=14, starts=None, ends=None):
    """Make an invitation and return it with its secret, which is shown once: only its hash is kept."""
    if role not in INVITED:
        raise Refused("not_invited", _("Members come by their subgroup's own link."))
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        programme=programme,
        role=role,
        token_hash=hashed(token),
        made_by=by,
        expires_at=timezone.now() + timedelta(days=days),
        role_starts=starts,
        role_ends=ends,
    )
    log_access("programmes.invited", actor=by, subject=f"invitation:{invitation.pk}", scope=programme.pk, role=role)
    return invitation, token


def find_invitation(token):
    """The invitation of a link that still works; Refused tells why it does not."""
    invitation = Invitation.objects.select_related("programme").filter(token_hash=hashed(token)).first()
    if invitation is None:
        raise Refused("no_invitation", _("There is no such invitation. Check that the whole link came along."))
    if invitation.used_at:
        raise Refused("used", _("This invitation has been used. If by you, just log in; if not, ask for a new one."))
    if invitation.expires_at < timezone.now():
        raise Refused("expired", _("This invitation is too old. Ask whoever sent it for a new one."))
    return invitation


@transaction.atomic
def accept(*, token, person):
    """Take the invitation's role; a link works once, whoever is first."""
    invitation = find_invitation(token)
    _refuse_both_sides(invitation, person)
    taken = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(
        used_at=timezone.now(), used_by=person
    )
    if not taken:
        return find_invitation(token)
    give_role(
        by=invitation.made_by,
        programme=invitation.programme,
        person=person,
        role=invitation.role,
        starts=invitation.role_starts,
        ends=invitation.role_ends,
    )
    return invitation


def _refuse_both_sides(invitation, person):
    """An evaluator sees no names and no raw words; somebody who takes part sees both. Nobody is both at once."""
    roles = set(
        Enrolment.objects.current().filter(programme=invitation.programme, person=person).values_list("role", flat=True)
    )
    others = roles - {Role.EVALUATOR}
    if (invitation.role == Role.EVALUATOR and others) or (invitation.role != Role.EVALUATOR and roles - others):
        raise Refused(
            "both_sides",
            _("An evaluator comes from outside: you cannot evaluate a programme that you take part in."),
        )


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _logged(deed, by, programme, person, role):
    log_access(deed, actor=by, subject=f"user:{person.pk}", scope=programme.pk, role=role)
