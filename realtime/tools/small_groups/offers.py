"""What small groups offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import Column, Dataset, PersonalData, Verb, datasets, personal_data, verbs
from realtime.tools.small_groups.models import CoachWord, GroupPlace, NotesVersion, SmallGroup
from realtime.tools.small_groups.own_data import export_groups, forget_in_groups
from realtime.tools.small_groups.rows import notes_rows

verbs.add("realtime.made_groups", Verb(_("{actor} prepared small groups")))
verbs.add("realtime.opened_groups", Verb(_("{actor} opened small groups")))
verbs.add("realtime.closed_groups", Verb(_("The small groups ended")))

NOTES = Dataset(
    title=_("Notes of the small groups, as they stood at the end"),
    columns={
        "session": Column(_("The session, by its key")),
        "subgroup": Column(_("The subgroup whose session it was; empty for the whole programme")),
        "groups": Column(_("The set of groups, as the coach named it")),
        "small_group": Column(_("The group, by its name")),
        "task": Column(_("The task's place among the coach's tasks, from 1"), kind="integer"),
        "task_text": Column(_("The task, in the coach's words")),
        "at": Column(_("When it was last saved"), kind="datetime"),
        "person": Column(_("Who saved it last, or one who wrote in it and has not consented"), kind="person"),
        "text": Column(
            _("What the group wrote together; left out unless everybody who wrote has consented"), kind="words"
        ),
    },
    rows=notes_rows,
)
datasets.add("small_group_notes", NOTES)

personal_data.add(
    "small_groups",
    PersonalData(
        covers=(SmallGroup, GroupPlace, NotesVersion, CoachWord), export=export_groups, erase=forget_in_groups
    ),
)
