"""Verbs of pilots, their visits, their record and their feedback."""

from coaching.pilots.actions.feedback import answer_as_client, answer_as_worker, close_link, open_link
from coaching.pilots.actions.pilots import (
    add_person,
    add_step,
    change_step,
    edit,
    finish_step,
    move,
    remove_person,
    remove_step,
    reopen_step,
    suggest,
)
from coaching.pilots.actions.record import keep_month, keep_risk, keep_tool, remove
from coaching.pilots.actions.visits import change_visit, log_visit, take_back_visit

__all__ = [
    "add_person",
    "add_step",
    "answer_as_client",
    "answer_as_worker",
    "change_step",
    "change_visit",
    "close_link",
    "edit",
    "finish_step",
    "keep_month",
    "keep_risk",
    "keep_tool",
    "log_visit",
    "move",
    "open_link",
    "remove",
    "remove_person",
    "remove_step",
    "reopen_step",
    "suggest",
    "take_back_visit",
]
