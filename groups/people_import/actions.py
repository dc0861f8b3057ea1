"""Doing what was shown: all rows or none."""

from django.db import transaction

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.history import log_access
from coaching.programmes.models import Enrolment, Pseudonym, Role
from groups.models import Membership, SubgroupCoach
from groups.people_import.checks import check


@transaction.atomic
def import_people(*, by, programme, rows):
    """Bring the people of the rows into the programme; doing it twice changes nothing the second time.

    The table is checked anew here, so that what happened since the preview is
    seen. Returns what was done, a Planned for each row that changed something.
    """
    planned, bad = check(programme, rows)
    if bad:
        raise Refused("bad_rows", bad[0].message)
    done = [one for one in planned if one.changes]
    for one in done:
        _bring_in(programme, one)
    log_access(
        "groups.imported_people", actor=by, subject=f"programme:{programme.pk}", scope=programme.pk, rows=len(done)
    )
    return done


def _bring_in(programme, one):
    person = one.person or User.objects.create_user(
        display_name=one.name,
        email=one.email,
        language=programme.page_language,
    )
    if one.pseudonym:
        Pseudonym.objects.get_or_create(programme=programme, person=person, defaults={"name": one.pseudonym})
    if one.enrols:
        Enrolment.objects.create(programme=programme, person=person, role=one.role, organisation=one.organisation)
    if one.subgroup and one.role == Role.COACH:
        SubgroupCoach.objects.get_or_create(subgroup=one.subgroup, person=person)
    elif one.joins:
        Membership.objects.create(programme=programme, person=person, subgroup=one.subgroup)
