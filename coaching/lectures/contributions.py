"""What the lectures offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import (
    Dataset,
    Panel,
    PersonalData,
    PlanSection,
    Verb,
    datasets,
    panels,
    personal_data,
    plan_sections,
    verbs,
)
from coaching.lectures import export
from coaching.lectures.models import Upload, Watching
from coaching.lectures.panels import missed, overdue_captions, theme_shelf
from coaching.lectures.plan import load_recordings

verbs.add("lectures.watched", Verb(_("{actor} watched {target}"), learning="formal"))
verbs.add("lectures.recording_added", Verb(_("{actor} made a place for {target}")))
verbs.add("lectures.recording_edited", Verb(_("{actor} changed the details of {target}")))
verbs.add("lectures.uploaded", Verb(_("{actor} sent a file for {target}")))
verbs.add("lectures.captioned", Verb(_("{actor} added captions to {target}")))
verbs.add("lectures.captions_removed", Verb(_("{actor} removed captions from {target}")))
verbs.add("lectures.published", Verb(_("{actor} published {target}")))
verbs.add("lectures.withdrawn", Verb(_("{actor} hid {target} from the members")))
verbs.add("lectures.material_added", Verb(_("{actor} added the material {target}")))
verbs.add("lectures.material_removed", Verb(_("{actor} removed a material from {target}")))

panels.add("lectures_shelf", Panel("theme", "lectures/_shelf.html", theme_shelf, order=30))
panels.add("lectures_missed", Panel("front", "lectures/_missed.html", missed, slot="missed", order=20))
panels.add(
    "lectures_overdue_captions",
    Panel("programme", "lectures/_overdue_captions.html", overdue_captions, slot="side", order=60),
)

datasets.add("recordings_watched", Dataset(_("Recordings watched"), export.COLUMNS, export.watched_rows))
personal_data.add(
    "recordings_watched", PersonalData((Watching,), export=export.watched_by, erase=export.forget_watched)
)
personal_data.add("recordings_sent", PersonalData((Upload,), export=export.sent_by, erase=export.forget_sent))

plan_sections.add("recordings", PlanSection(load_recordings, order=20))
