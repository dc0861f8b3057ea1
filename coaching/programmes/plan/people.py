"""The people of a plan, enrolled in their roles, and the made-up consents of a demonstration."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation, User
from coaching.programmes.consents import ASKED
from coaching.programmes.models import Consent, Enrolment, Pseudonym, Role
from coaching.programmes.plan.making import check, remember

EVALUATION = Consent.Purpose.EVALUATION


@dataclass(frozen=True)
class Told:
    """What the plan tells of one person."""

    person: User
    pseudonym: str
    role: str
    organisation: Organisation | None
    starts: date | None
    ends: date | None


def load_people(plan):
    """A person is known again by e-mail, one without by the pseudonym; who is there already stays as they are."""
    known = _Known(plan.programme)
    told = [_told(plan, entry, known) for entry in plan.section("people")]
    if plan.problems:
        return
    new = {id(one.person): one.person for one in told if one.person.pk is None}
    User.objects.bulk_create(new.values())
    Pseudonym.objects.bulk_create(
        Pseudonym(programme=plan.programme, person=one.person, name=one.pseudonym)
        for one in {one.pseudonym: one for one in told}.values()
        if one.pseudonym and id(one.person) in new
    )
    Enrolment.objects.bulk_create(
        Enrolment(
            programme=plan.programme,
            person=one.person,
            role=one.role,
            organisation=one.organisation,
            starts=one.starts,
            ends=one.ends,
        )
        for one in told
        if (one.person.pk, one.role) not in known.enrolled
    )


class _Known:
    """Who is there already, read once for the whole plan, and who the plan has told of so far."""

    def __init__(self, programme):
        pseudonyms = Pseudonym.objects.filter(programme=programme).select_related("person")
        self.by_pseudonym = {pseudonym.name: pseudonym.person for pseudonym in pseudonyms}
        self.by_email = {person.email: person for person in User.objects.exclude(email=None)}
        self.enrolled = set(Enrolment.objects.filter(programme=programme).values_list("person_id", "role"))

    def person(self, name, email, pseudonym, language):
        person = self.by_email.get(email) if email else self.by_pseudonym.get(pseudonym)
        if person is None:
            person = User(display_name=name or "", email=email, language=language)
            person.set_unusable_password()
        if email:
            self.by_email[email] = person
        if pseudonym:
            self.by_pseudonym.setdefault(pseudonym, person)
        return person


def _told(plan, entry, known):
    name, role = entry.text("name"), entry.choice("role", Role.values)
    email = (entry.text("email", required=False) or "").lower() or None
    pseudonym = entry.text("pseudonym", required=role == Role.DEVELOPER_CLIENT)
    organisation = entry.reference("organisation", "organisation", required=False)
    if role == Role.DEVELOPER_CLIENT and organisation:
        entry.problem(_("A developer-client has no organisation."), "organisation")
    if not email and not pseudonym:
        entry.problem(_("A person needs an e-mail or a pseudonym."))
    person = known.person(name, email, pseudonym, plan.programme.page_language)
    if pseudonym and known.by_pseudonym[pseudonym] is not person and known.by_pseudonym[pseudonym] != person:
        entry.problem(_("Somebody else has the pseudonym “{name}”.").format(name=pseudonym), "pseudonym")
    check(entry, person)
    remember(plan, entry, "person", entry.text("key"), person)
    return Told(
        person,
        pseudonym,
        role,
        organisation,
        entry.day("from", required=False),
        entry.day("until", required=False),
    )


def load_consents(plan):
    """Made-up people's consents to the evaluation; real people give theirs themselves."""
    people = [plan.found("person", key, line) for key, line in plan.texts("consents")]
    if plan.problems:
        return
    asked = Consent.objects.filter(programme=plan.programme, purpose=EVALUATION)
    answered = set(asked.values_list("person_id", flat=True))
    Consent.objects.bulk_create(
        Consent(programme=plan.programme, person=person, purpose=EVALUATION, version=ASKED[EVALUATION].version)
        for person in dict.fromkeys(people)
        if person.pk not in answered
    )
