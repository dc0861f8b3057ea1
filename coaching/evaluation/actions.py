"""What an evaluator and an organiser do with a study."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import get_language

from coaching.core.history import log_access
from coaching.evaluation.difference import refuse_small_difference
from coaching.evaluation.extract import WHOLE
from coaching.evaluation.formats import USUAL
from coaching.evaluation.making import make_extraction
from coaching.evaluation.models import Extraction, Study, StudyPerson
from coaching.evaluation.pseudonyms import refuse_without_key


@transaction.atomic
def ask_package(*, by, study, datasets, formats=USUAL, chosen=WHOLE, kind=Extraction.Kind.PACKAGE):
    """Ask for a package; it is made in the background. Asked for twice, the one on its way is given again.

    A filter whose summaries would tell of a few people is refused.
    """
    study = Study.objects.select_for_update().get(pk=study.pk)
    refuse_without_key(study)
    if kind == Extraction.Kind.PACKAGE:
        refuse_small_difference(study, chosen)
    wanted = {
        **chosen.values,
        "kind": kind,
        "language": get_language() or "fi",
        "datasets": sorted(datasets),
        "formats": list(formats),
    }
    for extraction in study.extractions.filter(asked_by=by, state=Extraction.State.WAITING):
        if all(getattr(extraction, name) == value for name, value in wanted.items()):
            return extraction
    last = study.extractions.aggregate(last=Max("number"))["last"] or 0
    extraction = study.extractions.create(number=last + 1, asked_by=by, **wanted)
    _enqueue(extraction)
    return extraction


@transaction.atomic
def retry(*, by, extraction):
    """Make a package again that failed or whose worker died; one that is being made is left alone."""
    extraction = Extraction.objects.select_for_update().get(pk=extraction.pk)
    refuse_without_key(extraction.study)
    if not extraction.may_be_retried:
        return extraction
    Extraction.objects.filter(pk=extraction.pk).update(
        state=Extraction.State.WAITING,
        attempt=F("attempt") + 1,
        asked_by=by,
        tables_done=0,
        rows_done=0,
        finished_at=None,
        seen_at=timezone.now(),
    )
    extraction.refresh_from_db()
    _enqueue(extraction)
    return extraction


def note_download(*, by, extraction):
    """A finished package leaves the house once more."""
    log_access(
        "evaluation.downloaded",
        actor=by,
        subject=f"study:{extraction.study.key}",
        scope=extraction.study.programme_id,
        number=extraction.number,
        rows=extraction.counts,
        sha256=extraction.sha256,
    )


@transaction.atomic
def destroy_key(*, by, study):
    """Forget which pseudonym is whom, for good. ``by`` is None when the study's own date has come.

    Packages already made remain, and nobody can join them to people any more.
    """
    study = Study.objects.select_for_update().get(pk=study.pk)
    if study.key_destroyed_at:
        return study
    forgotten, _by_model = StudyPerson.objects.filter(study=study).delete()
    study.key_destroyed_at = timezone.now()
    study.save(update_fields=["key_destroyed_at"])
    log_access(
        "evaluation.key_destroyed",
        actor=by,
        subject=f"study:{study.key}",
        scope=study.programme_id,
        lines=forgotten,
        planned=study.key_destroyed_on and study.key_destroyed_on.isoformat(),
    )
    return study


def destroy_due_keys():
    """Destroy the keys whose day has come; returns those studies."""
    due = Study.objects.filter(key_destroyed_at__isnull=True, key_destroyed_on__lte=timezone.localdate())
    return [destroy_key(by=None, study=study) for study in due]


def _enqueue(extraction):
    transaction.on_commit(lambda: make_extraction.enqueue(extraction.pk, extraction.attempt))
