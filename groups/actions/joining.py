"""Coming into a subgroup by a join link."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.accounts.actions import new_person
from coaching.accounts.login_codes import new_login_code
from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.programmes.consents import ASKED
from coaching.programmes.models import MEMBERS, Consent, Enrolment, Pseudonym, Role
from coaching.programmes.names import names_in
from groups.models import JoinLink, Membership, Subgroup, SubgroupCoach


@transaction.atomic
def join_as_new(*, link, name="", pseudonym="", email="", language="fi"):
    """Make an account and join with it; returns (person, personal code).

    A developer-client gives no name: the pseudonym is all the house knows.
    The code is None for a person with an e-mail, who needs none.
    """
    person = new_person(name=name or pseudonym, email=email, language=language)
    join(link=link, person=person, pseudonym=pseudonym)
    return person, None if person.email else new_login_code(person)


@transaction.atomic
def join(*, link, person, pseudonym=""):
    """Make the person a member of the link's subgroup, with the consent to take part.

    Uses are counted under the link's lock, so no link lets in one too many. A
    person who is a member of the programme already keeps the role they have.
    """
    link = JoinLink.objects.select_for_update().select_related(None).get(pk=link.pk)
    refuse_unless_open(link)
    subgroup = link.subgroup
    refuse_whom_it_does_not_suit(person, subgroup)
    enrol(person, subgroup.programme, link.role)
    if pseudonym:
        take_pseudonym(person, subgroup.programme, pseudonym)
    membership = become_member(person, subgroup)
    consent_to_taking_part(person, subgroup.programme)
    link.uses_left -= 1
    link.save(update_fields=["uses_left"])
    record("groups.joined", actor=person, target=subgroup, scope=subgroup.programme_id)
    return membership


def refuse_unless_open(link):
    """Refused with the first reason why nobody can join by this link now."""
    if link.closed_at is not None:
        raise Refused("link_closed", _("This join code has been closed. Ask your coach for a new one."))
    if link.expires_at < timezone.now():
        raise Refused("link_expired", _("This join code is out of date. Ask your coach for a new one."))
    if link.uses_left < 1:
        raise Refused("link_used_up", _("This join code has been used as many times as it can. Ask for a new one."))


def refuse_whom_it_does_not_suit(person, subgroup):
    programme = subgroup.programme
    own = Subgroup.objects.filter(memberships__in=Membership.objects.current().filter(person=person))
    elsewhere = own.filter(programme=programme).first()
    if elsewhere == subgroup or SubgroupCoach.objects.filter(person=person, subgroup=subgroup).exists():
        raise Refused("already_here", _("You are already in this subgroup."))
    if elsewhere:
        raise Refused(
            "in_another",
            _("You are already in the subgroup “{name}”. Ask the organiser if you want to move.").format(
                name=elsewhere.name
            ),
        )
    if Enrolment.objects.filter(person=person, programme=programme, role=Role.EVALUATOR).exists():
        raise Refused("evaluator", _("You evaluate this programme, so you cannot be a member of a subgroup."))


def enrol(person, programme, role):
    """Enrol a newcomer in the link's role; one whose part has ended cannot come back by a link."""
    enrolments = Enrolment.objects.filter(person=person, programme=programme, role__in=MEMBERS)
    if enrolments.current().exists():
        return
    if enrolments.exists():
        raise Refused("ended", _("Your part in this programme has ended. Ask the organiser to open it again."))
    Enrolment.objects.get_or_create(person=person, programme=programme, role=role)  # another window may be first


def take_pseudonym(person, programme, name):
    """One pseudonym a person, nobody else's, and nobody else's own name either."""
    shown = names_in(programme.pk, Enrolment.objects.filter(programme=programme).values_list("person_id", flat=True))
    shown.pop(person.pk, None)
    if name.casefold() in {other.casefold() for other in shown.values()}:
        raise pseudonym_taken()
    try:
        with transaction.atomic():
            Pseudonym.objects.create(programme=programme, person=person, name=name)
    except IntegrityError:
        raise pseudonym_taken() from None


def consent_to_taking_part(person, programme):
    purpose = Consent.Purpose.TAKING_PART
    Consent.objects.get_or_create(
        programme=programme,
        person=person,
        purpose=purpose,
        withdrawn_at=None,
        defaults={"version": ASKED[purpose].version},
    )


def pseudonym_taken():
    return Refused("pseudonym_taken", _("Somebody here already goes by this pseudonym. Choose another one."))


def become_member(person, subgroup):
    try:
        with transaction.atomic():
            return Membership.objects.create(person=person, subgroup=subgroup, programme=subgroup.programme)
    except IntegrityError:
        raise Refused("already_here", _("You are already in a subgroup of this programme.")) from None
