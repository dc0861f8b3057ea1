"""The forms of pilots."""

from coaching.pilots.forms.feedback import ClientForm, WorkerForm
from coaching.pilots.forms.pilots import PersonForm, StepForm, SuggestForm, part_form
from coaching.pilots.forms.record import MonthForm, RiskForm, ToolForm
from coaching.pilots.forms.visits import VisitForm

__all__ = [
    "ClientForm",
    "MonthForm",
    "PersonForm",
    "RiskForm",
    "StepForm",
    "SuggestForm",
    "ToolForm",
    "VisitForm",
    "WorkerForm",
    "part_form",
]
