"""Making the objects of a plan's entries, each once."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def make(plan, entry, kind, model, values, **where):
    """Get or make the object of an entry by its key, and remember it for the sections that refer to it.

    Once anything in the plan is wrong nothing more is written, and the answer
    is None; the entry is checked all the same.
    """
    key = entry.text("key")
    thing = model(key=key, **where, **{name: value for name, value in values.items() if value is not None})
    check(entry, thing)
    if not plan.problems:
        thing, _made = model.objects.get_or_create(key=key, **where, defaults=values)
    remember(plan, entry, kind, key, thing)
    return None if plan.problems else thing


def check(entry, thing):
    """Note what the columns refuse: too long, not an address, not a key. What is missing has been told already."""
    empty = [field.name for field in thing._meta.fields if field.is_relation or not getattr(thing, field.attname)]
    try:
        thing.clean_fields(exclude=empty)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            entry.problem(_("“{key}”: {why}").format(key=name, why=" ".join(messages)), name)


def remember(plan, entry, kind, key, thing):
    """Let later sections refer to the thing, also when it was not written because something else is wrong."""
    if (kind, key) in plan.things:
        entry.problem(_("The key “{key}” is used twice.").format(key=key), "key")
    plan.things[kind, key] = thing
    return thing
