"""What the project file of texts says of itself, in the reader's language."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coaching.evaluation.formats.refi.project import About


def about_texts(extraction):
    study = extraction.study
    made_at = timezone.localtime().replace(microsecond=0)

    def memo(withheld):
        parts = [
            _("Made {at}, package {number} of the study “{study}”.").format(
                at=made_at.isoformat(), number=extraction.number, study=study.name
            ),
            _(
                "People go by the study's pseudonyms. Names on the programme's list, e-mail addresses and phone "
                "numbers have been taken out of the texts; other people and places may still be recognised."
            ),
            ngettext(
                "{count} line is a placeholder: its writer has not consented to the evaluation.",
                "{count} lines are placeholders: their writers have not consented to the evaluation.",
                withheld,
            ).format(count=withheld),
        ]
        return "\n\n".join(parts)

    return About(
        name=f"{study.name} {extraction.number}",
        user=_("The evaluation's export"),
        description=study.question,
        memo=memo,
        made_at=made_at,
        namespace=study.namespace,
        words={
            "kind": _("Material"),
            "subgroup": _("Subgroup"),
            "theme": _("Theme"),
            "role": _("Role"),
            "memo": _("How this material was made"),
        },
    )
