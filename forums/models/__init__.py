"""Discussions: threads, what was written in them, what was set on it, and how far each person has read."""

from forums.models.attachment import Attachment
from forums.models.audience import TAKES_PART, kept_by, open_to, taken_part_in
from forums.models.marks import Mention, Reaction, Report
from forums.models.move import Move
from forums.models.post import Post, PostVersion
from forums.models.reading import Digest, Following, MailChoice, ReadMark
from forums.models.thread import Kind, Thread

__all__ = [
    "TAKES_PART",
    "Attachment",
    "Digest",
    "Following",
    "Kind",
    "MailChoice",
    "Mention",
    "Move",
    "Post",
    "PostVersion",
    "Reaction",
    "ReadMark",
    "Report",
    "Thread",
    "kept_by",
    "open_to",
    "taken_part_in",
]
