"""What walls offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import (
    Column,
    Dataset,
    Panel,
    PersonalData,
    Reading,
    Verb,
    datasets,
    panels,
    personal_data,
    verbs,
)
from realtime.tools.wall.models import Colour, Names, Note
from realtime.tools.wall.panels import walls_of_theme
from realtime.tools.wall.personal import export_notes, forget_writer
from realtime.tools.wall.rows import note_rows

verbs.add("realtime.put_up_wall", Verb(_("{actor} put up a wall")))
verbs.add("realtime.closed_wall", Verb(_("{actor} closed a wall")))
verbs.add("realtime.hid_note", Verb(_("{actor} hid a note on a wall")))

panels.add(
    "theme_walls", Panel(page="theme", order=42, template="realtime/wall/_panel_theme.html", context=walls_of_theme)
)

NOTES = Dataset(
    title=_("Notes on the walls of the live rooms"),
    columns={
        "wall": Column(_("The number of the wall"), kind="integer"),
        "session": Column(_("The session, by its key")),
        "subgroup": Column(_("The subgroup whose session it was; empty for the whole programme")),
        "title": Column(_("The wall's title")),
        "question": Column(_("The question on the wall")),
        "names": Column(
            _("What was promised when the wall was put up"), kind="category", categories=dict(Names.choices)
        ),
        "heading": Column(_("The heading the note was gathered under; empty for none")),
        "note": Column(_("The note's number on its wall; on an anonymous wall the order is random"), kind="integer"),
        "small_group": Column(_("The small group that wrote it; empty for a note of one person's own")),
        "person": Column(_("Who wrote it; empty on an anonymous wall and for a small group's"), kind="person"),
        "at": Column(_("When it was written; empty on an anonymous wall"), kind="datetime"),
        "colour": Column(_("The note's colour"), kind="category", categories=dict(Colour.choices)),
        "text": Column(_("What the note says"), kind="words"),
        "picture": Column(
            _("What the note's picture shows, in its writer's words; empty without a picture"), kind="words"
        ),
        "likes": Column(_("How many liked it"), kind="integer"),
        "dots": Column(_("How many dots it was given"), kind="integer"),
    },
    rows=note_rows,
    key=("wall", "note"),
    refers={"session": "sessions"},
    reading=Reading("wall", order="note", words=("text", "picture"), title="title"),
)

datasets.add("wall_notes", NOTES)
personal_data.add("wall_notes", PersonalData(covers=(Note,), export=export_notes, erase=forget_writer))
