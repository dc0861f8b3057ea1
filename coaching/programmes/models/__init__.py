"""Programmes, their themes and sessions, and who takes part as what."""

from coaching.programmes.models.enrolment import (
    MEMBERS,
    Consent,
    Enrolment,
    ForgottenName,
    Invitation,
    Pseudonym,
    Role,
)
from coaching.programmes.models.feed import CalendarFeed
from coaching.programmes.models.programme import Figure, Programme, Theme
from coaching.programmes.models.session import Attendance, Session

__all__ = [
    "MEMBERS",
    "Attendance",
    "CalendarFeed",
    "Consent",
    "Enrolment",
    "Figure",
    "ForgottenName",
    "Invitation",
    "Programme",
    "Pseudonym",
    "Role",
    "Session",
    "Theme",
]
