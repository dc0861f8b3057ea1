"""What an organiser, and of their own sessions a coach, plans."""

from django.db import transaction
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.keys import free_key
from coaching.programmes.models import Session, Theme
from groups.models import Subgroup, SubgroupSession

IN_CALENDARS = ("title", "starts_at", "ends_at", "mode", "place", "join_url")
"""What a calendar shows of a session: whoever has it there is told again when one of these changes."""


@transaction.atomic
def plan_theme(*, by, programme, **values):
    key = free_key(programme.themes.all(), values["name"], "teema")
    return _planned(by, Theme.objects.create(programme=programme, key=key, **values))


@transaction.atomic
def change_theme(*, by, theme, **values):
    """Its key stays, and with it what packages were narrowed by."""
    return _changed(by, _stored(theme), values)


@transaction.atomic
def plan_subgroup(*, by, programme, **values):
    key = free_key(Subgroup.objects.filter(programme=programme), values["name"], "alaryhma")
    return _planned(by, Subgroup.objects.create(programme=programme, key=key, **values))


@transaction.atomic
def change_subgroup(*, by, subgroup, **values):
    """Its name stays once somebody or something is in it: packages have been narrowed by it."""
    subgroup = _stored(subgroup)
    if is_used(subgroup) and values.get("name", subgroup.name) != subgroup.name:
        raise Refused("is_used", _("The subgroup is known by its name already, so the name stays."))
    return _changed(by, subgroup, values)


@transaction.atomic
def plan_sessions(*, by, programme, subgroups=(), **values):
    """One session for everybody, or one for each of the subgroups, at the same time and alike."""
    made = []
    for subgroup in subgroups or [None]:
        key = free_key(programme.sessions.all(), values["title"], values["kind"])
        session = Session.objects.create(programme=programme, key=key, whole_programme=subgroup is None, **values)
        if subgroup:
            SubgroupSession.objects.create(session=session, subgroup=subgroup)
        made.append(_planned(by, session))
    return made


@transaction.atomic
def change_session(*, by, session, **values):
    """Change when, where and how it is held; calendars that have it are told when that is what changed."""
    session = _stored(session)
    moved = any(name in values and getattr(session, name) != values[name] for name in IN_CALENDARS)
    return _changed(by, session, values | {"changes": session.changes + moved})


@transaction.atomic
def take_away(*, by, thing):
    """Take away a theme, session or subgroup made by mistake; refused once anything hangs on it."""
    if is_used(thing):
        raise Refused("is_used", _("There is something in it already, so it stays. You can change it."))
    record("groups.took_away", actor=by, target=thing.programme, scope=thing.programme_id)
    thing.delete()


def is_used(thing):
    """Whether any row of the house points at the thing; that a session is a subgroup's own is part of itself."""
    own = {SubgroupSession} if isinstance(thing, Session) else set()
    fields = thing._meta.get_fields(include_hidden=True)
    pointing = (field for field in fields if field.auto_created and not field.concrete)
    return any(
        one.related_model._base_manager.filter(**{one.field.name: thing}).exists()
        for one in pointing
        if not one.many_to_many and one.related_model not in own
    )


def _planned(by, thing):
    record("groups.planned", actor=by, target=thing, scope=thing.programme_id)
    return thing


def _stored(thing):
    """As it stands in the database: a form has written what was typed onto its own copy."""
    return type(thing).objects.select_for_update().get(pk=thing.pk)


def _changed(by, thing, values):
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()
    record("groups.changed_plan", actor=by, target=thing, scope=thing.programme_id)
    return thing
