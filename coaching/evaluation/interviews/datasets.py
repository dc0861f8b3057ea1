"""Interviews for the package: the register, and what was said.

Both consents must hold: to being asked, here, and to the evaluation, in
``extract.py``, which is told whose consent a row needs without the row naming them.
"""

from django.utils.translation import gettext_lazy as _

from coaching.core.languages import CONTENT_LANGUAGES
from coaching.core.registries import UNTOLD, Column, Dataset, Reading, datasets
from coaching.evaluation.interviews.actions import may_be_asked
from coaching.evaluation.interviews.models import Interview, Transcript

AT_A_TIME = 50


def interview_rows(extract):
    interviewers = {}
    found = _found(extract)
    with_text = set(Transcript.objects.filter(interview__in=found).values_list("interview_id", flat=True))
    for interview in found.order_by("study_id", "number"):
        interviewer = interview.interviewer_id
        yield {
            "interview": interview.number,
            "interviewed_as": interview.kind,
            "date": interview.held_on,
            "language": interview.language,
            "interviewer": interviewer and interviewers.setdefault(interviewer, len(interviewers) + 1),
            "has_text": interview.pk in with_text,
            UNTOLD: [interview.person_id],
        }


def transcript_rows(extract):
    """A row for each paragraph."""
    told = Transcript.objects.filter(interview__in=_found(extract)).select_related("interview")
    for transcript in told.order_by("interview__study_id", "interview__number").iterator(AT_A_TIME):
        paragraphs = filter(None, map(str.strip, transcript.text.splitlines()))
        for number, paragraph in enumerate(paragraphs, start=1):
            yield {
                "interview": transcript.interview.number,
                "number": number,
                "text": paragraph,
                UNTOLD: [transcript.interview.person_id],
            }


def _found(extract):
    """Interviews of those who consent to it now, within the days."""
    asked = may_be_asked(extract.programme_id)
    return Interview.objects.filter(extract.days("held_on"), study__programme=extract.programme_id, person__in=asked)


NUMBER = Column(_("Number of the interview, by chance; it stands for the person and points at no pseudonym"), "integer")

datasets.add(
    "interviews",
    Dataset(
        title=_("Interviews"),
        columns={
            "interview": NUMBER,
            "interviewed_as": Column(_("What the person was interviewed as"), "category", dict(Interview.Kind.choices)),
            "date": Column(_("Day of the interview"), "date"),
            "language": Column(_("Language of the interview"), "category", dict(CONTENT_LANGUAGES)),
            "interviewer": Column(_("Which interviewer, from 1; empty when they have left"), "integer"),
            "has_text": Column(_("Whether what was said is in the transcripts"), "boolean"),
        },
        rows=interview_rows,
        key=("interview",),
    ),
)
datasets.add(
    "interview_transcripts",
    Dataset(
        title=_("What was said in the interviews"),
        columns={
            "interview": NUMBER,
            "number": Column(_("Place of the paragraph in the interview, from 1"), "integer"),
            "text": Column(_("What was said, names taken out"), "words"),
        },
        rows=transcript_rows,
        key=("interview", "number"),
        refers={"interview": "interviews"},
        reading=Reading("interview", order="number", words=("text",), title="interviewed_as", titles="interviews"),
    ),
)
