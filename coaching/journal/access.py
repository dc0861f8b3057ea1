"""Who may open a notebook: its owner, and nobody else."""

import rules

from coaching.programmes.access import takes_part
from coaching.programmes.models import Enrolment, Programme, Role


def notebooks_of(user):
    """Programmes in which the user keeps a notebook today: in all roles but the evaluator's."""
    if not user.is_authenticated:
        return Programme.objects.none()
    roles = Enrolment.objects.current().filter(person=user).exclude(role=Role.EVALUATOR)
    return Programme.objects.filter(pk__in=roles.values("programme_id"))


@rules.predicate
def is_own(user, entry):
    return user.is_authenticated and entry is not None and entry.person_id == user.pk


rules.add_perm("journal.keep", takes_part)
rules.add_perm("journal.change", is_own)
