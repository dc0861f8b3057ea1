"""Who may do what with surveys.

Members answer what concerns them. Organisers write instruments and send waves;
coaches see how many have answered and remind. Nobody but the person sees what
the person answered; the evaluator gets the export and nothing else.
"""

import rules

from coaching.programmes.access import is_coach, is_organiser
from coaching.surveys.audience import concerns, sees
from coaching.surveys.models import BlankSheet, Sheet


@rules.predicate
def is_asked(user, wave):
    return wave is not None and user.is_authenticated and concerns(wave, user)


@rules.predicate
def looks_after(user, wave):
    return wave is not None and is_coach(user, wave) and sees(wave, user)


@rules.predicate
def has_taken_part(user, wave):
    """Whoever answered sees the results; of an anonymous wave, whoever was asked."""
    if wave is None or not user.is_authenticated:
        return False
    if wave.survey.is_anonymous:
        return concerns(wave, user) and BlankSheet.objects.filter(wave=wave).exists()
    return Sheet.objects.filter(wave=wave, person=user, sent_at__isnull=False).exists() and concerns(wave, user)


rules.add_perm("surveys.answer", is_asked)
rules.add_perm("surveys.see_counts", is_coach)
rules.add_perm("surveys.remind", looks_after)
rules.add_perm("surveys.see_results", looks_after | has_taken_part)
rules.add_perm("surveys.write", is_organiser)
