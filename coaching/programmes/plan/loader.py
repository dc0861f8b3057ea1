"""Loading a plan: all of it in one transaction, or nothing."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from coaching.core.registries import plan_sections
from coaching.programmes.plan.reader import Plan, Problem, WrongPlan


def load_plan(path, *, move_days=0):
    """Make what the plan names and the database lacks; what is there already is left as it is.

    Loading twice therefore changes nothing. WrongPlan lists everything wrong
    in the file, and then nothing has been written. Returns the programme.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongPlan([Problem(str(path), 1, error.strerror)]) from None
    except UnicodeDecodeError:
        raise WrongPlan([Problem(str(path), 1, _("The file is not text in UTF-8."))]) from None
    plan = Plan(text, path.name, timedelta(days=move_days))
    with transaction.atomic():
        for section in sorted(plan_sections.values(), key=lambda section: section.order):
            section.load(plan)
            if plan.programme is None:
                break
        else:
            plan.refuse_unread()
        if plan.problems:
            raise WrongPlan(plan.problems)
    return plan.programme
