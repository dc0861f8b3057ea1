"""What is written into a pilot's lists: tools, risks, figures by month."""

from django.db import transaction

from coaching.core.history import record
from coaching.pilots.actions.pilots import refuse_owner_from_elsewhere
from coaching.pilots.models import Figure


@transaction.atomic
def keep_tool(*, by, pilot, tool, **values):
    """A new tool (``tool`` is unsaved) or a change of one."""
    return _keep(by, pilot, tool, values)


@transaction.atomic
def keep_risk(*, by, pilot, risk, **values):
    """A new risk (``risk`` is unsaved) or a change of one; its owner is of the pilot, or was before."""
    owner = values.get("owner")
    if owner and owner.pk != risk.owner_id:
        refuse_owner_from_elsewhere(pilot, owner)
    return _keep(by, pilot, risk, values)


@transaction.atomic
def remove(*, by, pilot, thing):
    """Take a tool or a risk out of the record."""
    thing.delete()
    _edited(by, pilot)


@transaction.atomic
def keep_month(*, by, pilot, month, figures):
    """``figures``: {kind: (value, whether it is an estimate)}; a value of None takes the figure away."""
    for kind, (value, is_estimate) in figures.items():
        if value is None:
            Figure.objects.filter(pilot=pilot, month=month, kind=kind).delete()
        else:
            told = {"value": value, "is_estimate": is_estimate}
            Figure.objects.update_or_create(pilot=pilot, month=month, kind=kind, defaults=told)
    _edited(by, pilot)


def _keep(by, pilot, thing, values):
    thing.pilot = pilot
    for name, value in values.items():
        setattr(thing, name, value)
    thing.save()
    _edited(by, pilot)
    return thing


def _edited(by, pilot):
    record("pilots.edited", actor=by, target=pilot, scope=pilot.programme_id)
