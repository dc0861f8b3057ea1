"""What is done in the discussions."""

from forums.actions.attaching import detach
from forums.actions.marks import react
from forums.actions.order import (
    REPORTED,
    close,
    hand_over,
    has_reported,
    hide,
    leave_be,
    move,
    reopen,
    report,
    restore,
)
from forums.actions.reading import choose_mail, follow, mark_read, see_mentions
from forums.actions.writing import draft_for_new_thread, edit, open_thread, reply

__all__ = [
    "REPORTED",
    "choose_mail",
    "close",
    "detach",
    "draft_for_new_thread",
    "edit",
    "follow",
    "hand_over",
    "has_reported",
    "hide",
    "leave_be",
    "mark_read",
    "move",
    "open_thread",
    "react",
    "reopen",
    "reply",
    "report",
    "restore",
    "see_mentions",
]
