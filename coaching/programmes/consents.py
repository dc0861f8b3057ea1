"""What people are asked to agree to, in words, by version. A changed text gets a new version, asked anew."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.history import record
from coaching.programmes.models import Consent

Purpose = Consent.Purpose


@dataclass(frozen=True)
class Asked:
    """One thing asked: its present version and what a yes means."""

    version: int
    title: Any
    meaning: Any


ASKED = {
    Purpose.TAKING_PART: Asked(
        1,
        _("I take part in the programme"),
        _("What you write is shown to your own subgroup, and in common discussions to everybody in the programme."),
    ),
    Purpose.EVALUATION: Asked(
        1,
        _("What I write and answer may be used in the evaluation"),
        _(
            "An outside evaluator gets it under a number, without your name or pseudonym. Without this, "
            "a placeholder stands in its place."
        ),
    ),
    Purpose.QUOTATION: Asked(
        1,
        _("My words may be quoted in reports"),
        _("Only under a number, and only when nobody can be recognised from them."),
    ),
    Purpose.INTERVIEW: Asked(
        1, _("I may be asked for an interview"), _("The evaluator may ask you. You can still say no then.")
    ),
    Purpose.ARCHIVING: Asked(
        1,
        _("My answers may be archived for later research"),
        _("Without your name, in an archive of research data, after the programme has ended."),
    ),
}


CHOSEN = {purpose: asked for purpose, asked in ASKED.items() if purpose != Purpose.TAKING_PART}
"""What one may choose freely; taking part is agreed to on joining and ends by leaving."""


def in_force(programme, person):
    """{purpose: when given} of the consents that hold, under the present texts."""
    consents = Consent.objects.filter(programme=programme, person=person, withdrawn_at__isnull=True)
    return {c.purpose: c.given_at for c in consents if c.version == ASKED[c.purpose].version}


def has_answered(programme, person):
    """Whether the person has ever said yes or no here: the asking then stays out of the way."""
    return Consent.objects.filter(programme=programme, person=person).exclude(purpose=Purpose.TAKING_PART).exists()


@transaction.atomic
def decide(*, by, programme, purposes):
    """Set which of the free purposes hold: new ones are given, missing ones withdrawn from this moment on.

    A first "no" to the evaluation is kept too, so that the person is not asked again.
    """
    now = timezone.now()
    held = in_force(programme, by)
    own = Consent.objects.filter(programme=programme, person=by, purpose__in=CHOSEN)
    own.filter(withdrawn_at__isnull=True).exclude(purpose__in=set(purposes) & set(held)).update(withdrawn_at=now)
    for purpose in purposes:
        if purpose not in held:
            Consent.objects.create(programme=programme, person=by, purpose=purpose, version=ASKED[purpose].version)
    if Purpose.EVALUATION not in purposes and not own.filter(purpose=Purpose.EVALUATION).exists():
        Consent.objects.create(
            programme=programme,
            person=by,
            purpose=Purpose.EVALUATION,
            version=ASKED[Purpose.EVALUATION].version,
            given_at=now,
            withdrawn_at=now,
        )
    record("programmes.decided_consents", actor=by, target=programme, scope=programme.pk)
