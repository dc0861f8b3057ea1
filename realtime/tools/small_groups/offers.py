"""What small groups offer to the rest of the house."""

from coaching.core.registries import PersonalData, personal_data
from realtime.tools.small_groups.models import CoachWord, GroupPlace, NotesVersion, SmallGroup
from realtime.tools.small_groups.own_data import export_groups, forget_in_groups

personal_data.add(
    "small_groups",
    PersonalData(
        covers=(SmallGroup, GroupPlace, NotesVersion, CoachWord), export=export_groups, erase=forget_in_groups
    ),
)
