"""Who may see and take out what. Every rule asks for an enrolment that holds today."""

import rules

from coaching.programmes.access import is_evaluator, is_organiser

rules.add_perm("evaluation.see", is_evaluator | is_organiser)
rules.add_perm("evaluation.export", is_evaluator)
rules.add_perm("evaluation.see_log", is_organiser)
rules.add_perm("evaluation.destroy_key", is_organiser)
