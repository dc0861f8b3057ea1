"""Who may see and take out what. Every rule asks for an enrolment that holds today."""

import rules
from django.db.models import Max

from coaching.evaluation.models import Study
from coaching.programmes.access import is_coach, is_evaluator, is_organiser
from coaching.surveys.counting import THRESHOLDS

rules.add_perm("evaluation.see", is_evaluator | is_organiser)
rules.add_perm("evaluation.export", is_evaluator)
rules.add_perm("evaluation.see_figures", is_evaluator | is_coach)
rules.add_perm("evaluation.see_log", is_organiser)
rules.add_perm("evaluation.destroy_key", is_organiser)
rules.add_perm("evaluation.interview", is_evaluator)
rules.add_perm("evaluation.issue_tokens", is_organiser)


def largest_threshold(programme_id):
    """The surveys' results hide what any study of the programme would."""
    return Study.objects.filter(programme=programme_id).aggregate(Max("threshold", default=0))["threshold__max"]


THRESHOLDS.append(largest_threshold)
