"""What is done in the discussions."""

from forums.actions.order import close, hand_over, hide, reopen, restore
from forums.actions.reading import mark_read
from forums.actions.writing import draft_for_new_thread, edit, open_thread, reply

__all__ = [
    "close",
    "draft_for_new_thread",
    "edit",
    "hand_over",
    "hide",
    "mark_read",
    "open_thread",
    "reopen",
    "reply",
    "restore",
]
