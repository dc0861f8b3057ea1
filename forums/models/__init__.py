"""Discussions: threads, what was written in them, how it was changed, and how far each person has read."""

from forums.models.audience import TAKES_PART, kept_by, open_to, taken_part_in
from forums.models.post import Post, PostVersion
from forums.models.reading import ReadMark
from forums.models.thread import Kind, Thread

__all__ = [
    "TAKES_PART",
    "Kind",
    "Post",
    "PostVersion",
    "ReadMark",
    "Thread",
    "kept_by",
    "open_to",
    "taken_part_in",
]
