"""Loading a plan: all of it in one transaction, or nothing."""

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.registries import plan_sections
from coaching.programmes.plan.problems import Problem, WrongPlan
from coaching.programmes.plan.reader import Plan


def load_plan(path, *, move_days=0):
    """Make what the plan names and the database lacks; what is there already is left as it is.

    Loading twice therefore changes nothing. WrongPlan lists everything wrong
    in the file, and then nothing has been written. Returns the programme.
    """
    path = Path(path)
    plan = Plan(_text_of(path), path.name, timedelta(days=move_days))
    with transaction.atomic():
        for section in sorted(plan_sections.values(), key=lambda section: section.order):
            _load(section, plan)
        plan.refuse_unread()
        if plan.problems:
            raise WrongPlan(plan.problems)
    return plan.programme


def _text_of(path):
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise WrongPlan([Problem(str(path), 1, _("There is no such file, or it cannot be read."))]) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise WrongPlan([Problem(path.name, line, _("The file is not text in UTF-8."))]) from None


def _load(section, plan):
    """A verb that refuses what a section asks of it does not say where: the plan's first line stands for it."""
    try:
        section.load(plan)
    except Refused as refusal:
        plan.problem(str(refusal.message), 1)
        raise WrongPlan(plan.problems) from None
