"""The one answer to "what is this person called here?". Nothing else may decide a shown name."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from coaching.accounts.models import User
from coaching.core.ready import Ready
from coaching.programmes.models import Pseudonym

_of_people = Ready(
    lambda people, programme_id: (
        User.objects.filter(pk__in=people)
        .annotate(pseudonym=_pseudonym_in(programme_id))
        .values_list("pk", "display_name", "forgotten_at", "pseudonym")
    )
)


def _pseudonym_in(programme_id):
    return Subquery(Pseudonym.objects.filter(programme_id=programme_id, person=OuterRef("pk")).values("name"))


def names_in(programme_id, people):
    """{person id: shown name} for the given ids, in one query: the pseudonym where there is one."""
    return {
        pk: pseudonym or (display_name if not forgotten else _("Somebody who has left"))
        for pk, display_name, forgotten, pseudonym in _of_people(set(people) - {None}, programme_id)
    }


def names_in_order(programme_id, people):
    """[(id, shown name), …] in the order of the names, for choosing among them."""
    return sorted(names_in(programme_id, people).items(), key=lambda pair: str(pair[1]).casefold())


def name_in(programme_id, person_id):
    """The shown name of one person; a person who is gone is "Somebody who has left"."""
    return names_in(programme_id, [person_id]).get(person_id) or _("Somebody who has left")
