"""What the queue offers to the rest of the house."""

from coaching.core.registries import PersonalData, personal_data
from realtime.tools.queue.models import Turn
from realtime.tools.queue.own_data import export_turns, forget_turns

personal_data.add("speaking_turns", PersonalData(covers=(Turn,), export=export_turns, erase=forget_turns))
