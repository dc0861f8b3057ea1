"""Who may do what in a programme."""

import rules

from coaching.programmes.models import MEMBERS, Enrolment, Programme, Role


def programme_of(thing):
    """The programme a thing belongs to (a programme, or anything with ``programme``)."""
    return thing if isinstance(thing, Programme) else thing.programme


def roles_of(user, programme):
    """The roles the user holds in the programme today; one query."""
    if not user.is_authenticated:
        return frozenset()
    if user.is_superuser:
        return frozenset({Role.ORGANISER})
    return frozenset(
        Enrolment.objects.current().filter(person=user, programme=programme).values_list("role", flat=True)
    )


def holds(*wanted):
    """A predicate: the user holds one of these roles in the thing's programme."""

    @rules.predicate(name=" or ".join(wanted))
    def predicate(user, thing):
        return thing is not None and not roles_of(user, programme_of(thing)).isdisjoint(wanted)

    return predicate


is_organiser = holds(Role.ORGANISER)
is_coach = holds(Role.COACH, Role.ORGANISER)
is_developer = holds(Role.DEVELOPER, Role.ORGANISER)
is_evaluator = holds(Role.EVALUATOR)
is_member = holds(*MEMBERS)
takes_part = holds(*MEMBERS, Role.COACH, Role.DEVELOPER, Role.ORGANISER)


rules.add_perm("programmes.take_part", takes_part)
rules.add_perm("programmes.attend", takes_part)
rules.add_perm("programmes.consent", is_member | is_coach | is_developer)
rules.add_perm("programmes.invite_staff", is_organiser)
rules.add_perm("programmes.see_people", is_organiser)
rules.add_perm("programmes.import_people", is_organiser)
