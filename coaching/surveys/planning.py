"""Planning when an instrument is asked, and of whom: waves made, moved and taken away."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.keys import free_key
from coaching.programmes.models import MEMBERS
from coaching.surveys.audience import ANY
from coaching.surveys.editing import held
from coaching.surveys.models import Wave


@transaction.atomic
def plan_wave(*, by, survey, kind, opens_at, closes_at, audience):
    """A new wave of the instrument."""
    if not survey.items.exists():
        raise Refused("empty", _("Add a question first."))
    wave = Wave.objects.create(
        survey=survey,
        key=free_key(survey.waves.all(), kind.replace("_", "-"), kind),
        kind=kind,
        opens_at=opens_at,
        closes_at=closes_at,
        audience=audience,
    )
    record("surveys.wave_planned", actor=by, target=wave, scope=survey.programme_id)
    return wave


@transaction.atomic
def change_wave(*, by, wave, kind, opens_at, closes_at, audience):
    """Other days and other people. Once there are answers nobody is left out and nothing answered is shut in or out.

    What is over stays over when it has been answered: its results have been
    shown, and results that change with one more answer tell whose it was.
    """
    survey, wave = held(wave.survey), Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.has_answers:
        _refuse_answered(wave, kind, opens_at, audience)
    wave.kind, wave.opens_at, wave.closes_at, wave.audience = kind, opens_at, closes_at, audience
    wave.save()
    record("surveys.wave_changed", actor=by, target=wave, scope=survey.programme_id)
    return wave


def _refuse_answered(wave, kind, opens_at, audience):
    if wave.is_over:
        raise Refused("survey_over", _("Its time has ended and the results have been shown. Plan a new wave instead."))
    if kind != wave.kind or opens_at > timezone.now():
        raise Refused(
            "wave_begun", _("Somebody has begun to answer: its first day and its place in the programme stay.")
        )
    if not covers(audience, wave.audience):
        raise Refused("wave_begun", _("Somebody has begun to answer: people may be added, nobody left out."))


def covers(wider, audience):
    """Whether everybody of an audience is in the wider one, by how they are written."""
    roles, asked = set(wider.get("roles") or MEMBERS), set(audience.get("roles") or MEMBERS)
    circles = audience.get("circles", {})
    return asked <= roles and all(
        name in circles and (ANY in keys or set(circles[name]) <= set(keys))
        for name, keys in wider.get("circles", {}).items()
    )


@transaction.atomic
def remove_wave(*, by, wave):
    """A wave nobody has answered goes, with what was sent about it."""
    survey, wave = held(wave.survey), Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.has_answers:
        raise Refused("wave_begun", _("Somebody has begun to answer, so it stays. Its last day can be changed."))
    record("surveys.wave_removed", actor=by, target=survey, scope=survey.programme_id)
    wave.delete()
