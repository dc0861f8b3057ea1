"""What an evaluator does with interviews: note one, put away what was said, take it away again."""

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from coaching.core.history import log_access
from coaching.core.languages import of_language
from coaching.core.text_guard import IDENTITY_CODE_REFUSED, holds_identity_code
from coaching.evaluation.extract import consenting, masker_of
from coaching.evaluation.interviews.marks import find_marks, replace
from coaching.evaluation.interviews.models import Interview, Transcript
from coaching.evaluation.interviews.words import words_of
from coaching.evaluation.models import Study
from coaching.evaluation.pseudonyms import pseudonyms_of, refuse_without_key
from coaching.programmes.models import Consent

INTERVIEWEE = {"fi": "[haastateltava]", "sv": "[intervjuad]", "en": "[interviewee]"}
NUMBERS = range(100, 1000)
NO_CONSENT = _("This person does not consent to being interviewed, or no longer does. Nothing was stored.")


def may_be_asked(programme_id):
    """Who consents to being asked for an interview now."""
    return consenting(programme_id, Consent.Purpose.INTERVIEW)


@transaction.atomic
def register(*, by, study, person, kind, held_on, language):
    """Note an interview that ``by`` has made; only of somebody who consents to being asked.

    Numbers are the programme's: the tables of all its studies are one.
    """
    study = Study.objects.select_for_update().get(pk=study.pk)
    if person.pk not in may_be_asked(study.programme_id):
        raise Refused("no_consent", NO_CONSENT)
    taken = set(Interview.objects.filter(study__programme=study.programme_id).values_list("number", flat=True))
    free = [number for number in NUMBERS if number not in taken]
    if not free:
        raise Refused("too_many", _("A programme holds at most 900 interviews."))
    interview = Interview.objects.create(
        study=study,
        number=secrets.choice(free),
        person=person,
        kind=kind,
        held_on=held_on,
        language=language,
        interviewer=by,
    )
    _log("evaluation.interview_registered", by, interview)
    return interview


def masked(interview, text):
    """The text without the names on the programme's list: pseudonyms of who consents, else a name in brackets.

    The interviewee has no pseudonym there, or the study's pseudonym would say who was interviewed.
    """
    study, interviewee = interview.study, of_language(INTERVIEWEE, interview.language)
    numbers = pseudonyms_of(study, consenting(study.programme_id)) | {interview.person_id: interviewee}
    return masker_of(study.programme_id, numbers, interview.language)(text)


@transaction.atomic
def keep_transcript(*, by, interview, text, decided, apart=()):
    """Put away what was said, once every mark has been decided; ``decided`` and ``apart`` are as in ``marks``.

    What comes in is not stored: only what is left when names have been taken out.
    """
    interview = Interview.objects.select_for_update(of=("self",)).select_related("study").get(pk=interview.pk)
    refuse_without_key(interview.study)
    if interview.person_id not in may_be_asked(interview.study.programme_id):
        raise Refused("no_consent", NO_CONSENT)
    if holds_identity_code(text):
        raise Refused("identity_code", IDENTITY_CODE_REFUSED)
    if Transcript.objects.filter(interview=interview).exists():
        raise Refused("stored", _("This interview has its text already. Remove that first if this one is better."))
    without_names, words = masked(interview, text), words_of(interview.language)
    if {mark.key for mark in find_marks(without_names, words, apart)} - decided.keys():
        raise Refused("undecided", _("Something in the text is still to be decided."))
    kept = replace(without_names, words, decided, apart)
    transcript = Transcript.objects.create(interview=interview, text=kept)
    _log("evaluation.transcript_stored", by, interview)
    return transcript


def note_reading(*, by, interview):
    """Somebody looked at what another has said."""
    _log("evaluation.transcript_read", by, interview)


@transaction.atomic
def remove_transcript(*, by, interview):
    """What was said is gone for good; packages made before stay as they are."""
    if Transcript.objects.filter(interview=interview).delete()[0]:
        _log("evaluation.transcript_removed", by, interview)


@transaction.atomic
def remove_interview(*, by, interview):
    _log("evaluation.interview_removed", by, interview)
    interview.delete()


def _log(deed, by, interview):
    study = interview.study
    subject = f"study:{study.key}"
    log_access(deed, actor=by, subject=subject, scope=study.programme_id, interview=interview.number)
