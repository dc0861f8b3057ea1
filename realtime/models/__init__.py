"""Rooms with their logs, and what each tool keeps."""

from realtime.models.rooms import Event, Room, Stay
from realtime.tools.chat.models import Message
from realtime.tools.guests.models import Guest, GuestDoor
from realtime.tools.moderation.models import HeldMessage, Restraint
from realtime.tools.mood.models import Felt, Wish
from realtime.tools.polls.models import Anonymity, Ballot, Poll, PollRun, Reveal
from realtime.tools.questions.models import PrivateQuestion, Question, QuestionBacker
from realtime.tools.queue.models import Turn
from realtime.tools.script.models import ScriptItem, ScriptPoint
from realtime.tools.small_groups.models import CoachWord, GroupNotes, GroupPlace, GroupSet, NotesVersion, SmallGroup
from realtime.tools.wall.models import Heading, Mark, Note, Wall
from realtime.video.models import VideoPerson, VideoRoom

__all__ = [
    "Anonymity",
    "Ballot",
    "CoachWord",
    "Event",
    "Felt",
    "GroupNotes",
    "GroupPlace",
    "GroupSet",
    "Guest",
    "GuestDoor",
    "Heading",
    "HeldMessage",
    "Mark",
    "Message",
    "Note",
    "NotesVersion",
    "Poll",
    "PollRun",
    "PrivateQuestion",
    "Question",
    "QuestionBacker",
    "Restraint",
    "Reveal",
    "Room",
    "ScriptItem",
    "ScriptPoint",
    "SmallGroup",
    "Stay",
    "Turn",
    "VideoPerson",
    "VideoRoom",
    "Wall",
    "Wish",
]
