"""What the evaluation knows of a person.

The pseudonym itself is not handed out: beside a name it would open the key.
"""

from coaching.evaluation.models import Extraction, StudyPerson


def export(person):
    return {
        "studies_with_a_pseudonym": list(
            StudyPerson.objects.filter(person=person).order_by("pk").values_list("study__name", flat=True)
        ),
        "packages_asked_for": [
            {"study": study, "number": number, "at": at.isoformat()}
            for study, number, at in Extraction.objects.filter(asked_by=person)
            .order_by("pk")
            .values_list("study__name", "number", "asked_at")
        ],
    }


def erase(person):
    """The line of the key goes, so nothing taken out can be joined to the person; packages stay as they are."""
    StudyPerson.objects.filter(person=person).delete()
    Extraction.objects.filter(asked_by=person).update(asked_by=None)
