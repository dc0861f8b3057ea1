"""Who may watch and who keeps the shelf."""

import rules

from coaching.programmes.access import is_coach, takes_part


@rules.predicate
def is_published(user, recording):
    return recording is not None and recording.is_published


rules.add_perm("lectures.see", takes_part)
rules.add_perm("lectures.watch", (takes_part & is_published) | is_coach)
rules.add_perm("lectures.edit", is_coach)
