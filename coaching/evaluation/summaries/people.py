"""Whom the programme has reached, and who has consented to its evaluation."""

from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation
from coaching.evaluation.extract import consenting
from coaching.evaluation.summaries.table import counted, grouped
from coaching.programmes.models import MEMBERS, Enrolment


def reach(study):
    """Members by the kind of their employer. Those without one (all developer-clients) are in the total only."""
    members = Enrolment.objects.filter(programme=study.programme_id, role__in=MEMBERS)
    kinds = dict(members.order_by("organisation").values_list("person_id", "organisation__kind"))
    groups = grouped(kinds.items())
    return counted(
        study,
        key="reach",
        title=_("Members by kind of employer"),
        counts=_(
            "People who have joined the programme as members at any time. "
            "Those without an employer in the programme are counted in the last row only."
        ),
        head=_("Kind of employer"),
        labels={kind: str(label).capitalize() for kind, label in Organisation.Kind.choices if kind in groups},
        groups=groups,
    )


def consent(study):
    members = set(
        Enrolment.objects.filter(programme=study.programme_id, role__in=MEMBERS).values_list("person_id", flat=True)
    )
    yes = consenting(study.programme_id) & members
    return counted(
        study,
        key="consent",
        title=_("Consent to the evaluation"),
        counts=_("Members of the programme, by whether their consent to the evaluation is in force now."),
        head=_("Consent"),
        labels={True: _("Has consented"), False: _("Has not consented")},
        groups={True: yes, False: members - yes},
    )
