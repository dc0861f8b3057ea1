"""Who may be ticked at a session: the members of the subgroups that the one who ticks looks after."""

from dataclasses import dataclass

from coaching.accounts.models import User
from coaching.programmes.models import Attendance
from coaching.programmes.names import names_in
from groups.access import subgroup_of
from groups.models import Membership, Subgroup


@dataclass(frozen=True)
class Line:
    """One person on the list; ``own_word`` when they have told or the room has seen that they were there."""

    person_id: int
    name: str
    present: bool
    own_word: bool


def list_for(user, session):
    """[(subgroup, [Line, …])] by shown names, in five queries whatever the number."""
    own = subgroup_of(session)
    subgroups = [own] if own else list(Subgroup.objects.visible_to(user).filter(programme=session.programme_id))
    members = list(Membership.objects.current().filter(subgroup__in=subgroups).values_list("subgroup_id", "person_id"))
    names = names_in(session.programme_id, {person for _subgroup, person in members})
    sources = dict(Attendance.objects.filter(session=session).values_list("person_id", "source"))
    lines = {subgroup.pk: [] for subgroup in subgroups}
    for subgroup, person in members:
        source = sources.get(person)
        told = source not in (None, Attendance.Source.LIST)
        lines[subgroup].append(Line(person, names[person], present=bool(source), own_word=told))
    return [
        (subgroup, sorted(lines[subgroup.pk], key=lambda line: line.name.casefold()))
        for subgroup in subgroups
        if lines[subgroup.pk]
    ]


def people_on(lists):
    return User.objects.filter(pk__in=[line.person_id for _subgroup, lines in lists for line in lines])
