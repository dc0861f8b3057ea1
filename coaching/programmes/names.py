"""The one answer to "what is this person called here?". Nothing else may decide a shown name."""

from django.utils.translation import gettext as _

from coaching.accounts.models import User
from coaching.core.ready import Ready
from coaching.programmes.models import Pseudonym

_of_people = Ready(lambda people: User.objects.filter(pk__in=people).values_list("pk", "display_name", "forgotten_at"))
_pseudonyms = Ready(
    lambda people, programme_id: Pseudonym.objects.filter(programme_id=programme_id, person__in=people).values_list(
        "person_id", "name"
    )
)


def names_in(programme_id, people):
    """{person id: shown name} for the given ids, in two queries: the pseudonym where there is one."""
    people = set(people) - {None}
    names = {
        pk: display_name if not forgotten else _("Somebody who has left")
        for pk, display_name, forgotten in _of_people(people)
    }
    names.update(_pseudonyms(people, programme_id))
    return names


def names_in_order(programme_id, people):
    """[(id, shown name), …] in the order of the names, for choosing among them."""
    return sorted(names_in(programme_id, people).items(), key=lambda pair: str(pair[1]).casefold())


def name_in(programme_id, person_id):
    """The shown name of one person; a person who is gone is "Somebody who has left"."""
    return names_in(programme_id, [person_id]).get(person_id) or _("Somebody who has left")
