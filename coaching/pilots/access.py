"""Who may do what with pilots and guidance visits.

Everybody of the programme sees that a pilot exists; what was agreed in it is
its own people's and the guides'. Coaches see counts. The evaluator gets the
export and nothing else.
"""

import rules

from coaching.pilots.models import Pilot
from coaching.programmes.access import holds, is_developer, is_organiser, takes_part
from coaching.programmes.models import Role


@rules.predicate
def is_open_to(user, pilot):
    return pilot is not None and Pilot.objects.open_to(user).filter(pk=pilot.pk).exists()


@rules.predicate
def is_in(user, pilot):
    return pilot is not None and Pilot.objects.joined_by(user).filter(pk=pilot.pk).exists()


@rules.predicate
def made_the_visit(user, visit):
    return visit is not None and visit.visitor_id is not None and visit.visitor_id == user.pk


@rules.predicate
def guides_its_pilot(user, visit):
    return visit is not None and is_developer(user, visit.pilot)


@rules.predicate
def organises_its_pilot(user, visit):
    return visit is not None and is_organiser(user, visit.pilot)


rules.add_perm("pilots.see", takes_part)
rules.add_perm("pilots.see_inside", is_open_to)
rules.add_perm("pilots.suggest", takes_part)
rules.add_perm("pilots.edit", is_open_to)
rules.add_perm("pilots.ask_clients", is_open_to)
rules.add_perm("pilots.write_out", is_open_to)
rules.add_perm("pilots.give_feedback", is_in)
rules.add_perm("pilots.choose_people", is_developer)
rules.add_perm("pilots.log_visit", is_developer)
rules.add_perm("pilots.see_visit_notes", is_developer)
rules.add_perm("pilots.see_visit_counts", holds(Role.COACH, Role.DEVELOPER, Role.ORGANISER))
rules.add_perm("pilots.change_visit", (made_the_visit & guides_its_pilot) | organises_its_pilot)
