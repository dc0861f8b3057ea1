"""Checking every row before any is written."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation, User
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code
from coaching.programmes.models import MEMBERS, Enrolment, Pseudonym, Role
from groups.models import Membership, Subgroup
from groups.people_import.table import COLUMNS, in_any_language, in_own_language

ROLES = {
    Role.PARTICIPANT: {"fi": ("osallistuja", "ammattilainen"), "sv": ("deltagare",), "en": ("participant",)},
    Role.DEVELOPER_CLIENT: {
        "fi": ("kehittäjäasiakas",),
        "sv": ("utvecklarklient",),
        "en": ("developer-client", "developer_client"),
    },
    Role.COACH: {"fi": ("valmentaja",), "sv": ("coach",), "en": ("coach",)},
}
ROLE_WORDS = {"": Role.PARTICIPANT} | in_any_language(ROLES)


@dataclass(frozen=True)
class BadCell:
    """What is wrong in one cell. The cell's content is never repeated: it may be what must not be told."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Planned:
    """What one good row will do."""

    row: int
    name: str
    email: str | None
    pseudonym: str
    role: str
    organisation: Organisation | None
    subgroup: Subgroup | None
    person: User | None
    enrols: bool
    joins: bool

    @property
    def changes(self):
        return self.person is None or self.enrols or self.joins


def check(programme, rows):
    """(planned, bad): what each row would do, and everything that is wrong. Only without ``bad`` may it be done."""
    known = _Known(programme)
    planned, bad = [], []
    for row in rows:
        wrong = list(_wrong(row, known))
        bad += wrong
        if not wrong:
            planned.append(known.plan(row))
    return planned, bad


class _Known:
    """What the programme has already, read once for all rows."""

    def __init__(self, programme):
        self.organisations = {}
        for organisation in Organisation.objects.all():
            self.organisations[organisation.key] = self.organisations[organisation.name.lower()] = organisation
        self.subgroups = {}
        for subgroup in Subgroup.objects.filter(programme=programme):
            for word in (subgroup.key, subgroup.name.lower(), str(subgroup.number)):
                self.subgroups[word] = subgroup
        self.people = {person.email: person for person in User.objects.exclude(email=None)}
        pseudonyms = Pseudonym.objects.filter(programme=programme).select_related("person")
        self.pseudonyms = {pseudonym.name.lower(): pseudonym.person for pseudonym in pseudonyms}
        self.enrolled = set(Enrolment.objects.filter(programme=programme).values_list("person_id", "role"))
        self.members = set(Membership.objects.current().filter(programme=programme).values_list("person_id", flat=True))
        self.emails_in_table, self.pseudonyms_in_table = set(), set()

    def plan(self, row):
        role, email = ROLE_WORDS[row.role.lower()], row.email.lower() or None
        person = self.people.get(email) if email else self.pseudonyms.get(row.pseudonym.lower())
        return Planned(
            row=row.number,
            name=row.name or row.pseudonym,
            email=email,
            pseudonym=row.pseudonym,
            role=role,
            organisation=self.organisations.get(row.organisation.lower()),
            subgroup=self.subgroups.get(row.subgroup.lower()),
            person=person,
            enrols=person is None or (person.pk, role) not in self.enrolled,
            joins=bool(row.subgroup) and role in MEMBERS and (person is None or person.pk not in self.members),
        )


def _wrong(row, known):
    for column in COLUMNS:
        value = getattr(row, column)
        if holds_identity_code(value):
            yield BadCell(row.number, column, str(IDENTITY_CODE_REFUSED))
        elif len(value) > 80:
            yield BadCell(row.number, column, _("Longer than 80 characters."))
    role = ROLE_WORDS.get(row.role.lower())
    if role is None:
        told = ", ".join(in_own_language(spoken) for spoken in ROLES.values())
        yield BadCell(row.number, "role", _("Not a role known here. Use one of: {words}.").format(words=told))
    yield from _wrong_identity(row, role, known)
    if row.organisation and row.organisation.lower() not in known.organisations:
        yield BadCell(row.number, "organisation", _("There is no such organisation here."))
    if row.organisation and role == Role.DEVELOPER_CLIENT:
        yield BadCell(row.number, "organisation", _("A developer-client has no organisation."))
    if row.subgroup and row.subgroup.lower() not in known.subgroups:
        yield BadCell(row.number, "subgroup", _("There is no such subgroup in this programme."))


def _wrong_identity(row, role, known):
    email, pseudonym = row.email.lower(), row.pseudonym.lower()
    if email:
        try:
            validate_email(email)
        except ValidationError:
            yield BadCell(row.number, "email", _("Not an e-mail address."))
        if email in known.emails_in_table:
            yield BadCell(row.number, "email", _("The same address is on an earlier row."))
        known.emails_in_table.add(email)
    if not row.name and role != Role.DEVELOPER_CLIENT:
        yield BadCell(row.number, "name", _("The name is missing."))
    if not email and role != Role.DEVELOPER_CLIENT:
        yield BadCell(row.number, "email", _("The e-mail is missing: only a developer-client can do without."))
    if not pseudonym and role == Role.DEVELOPER_CLIENT:
        yield BadCell(row.number, "pseudonym", _("A developer-client needs a pseudonym."))
    if pseudonym:
        owner = known.pseudonyms.get(pseudonym)
        if pseudonym in known.pseudonyms_in_table or (owner and email and owner.email != email):
            yield BadCell(row.number, "pseudonym", _("Somebody else has this pseudonym already."))
        known.pseudonyms_in_table.add(pseudonym)
