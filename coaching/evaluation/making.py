"""Making a package in the background: claimed, built aside, stored whole, written down. Nothing is ever left half."""

import logging
import tempfile

from django.core.files import File
from django.db import OperationalError, transaction
from django.utils import timezone, translation
from django_tasks import task

from coaching.core.history import log_access
from coaching.evaluation.filters import Filter
from coaching.evaluation.models import Extraction
from coaching.evaluation.package import build

logger = logging.getLogger("digikahvit.evaluation")


@task()
def make_extraction(pk, attempt):
    """Make one package. A run that another has overtaken leaves no trace."""
    mine = Extraction.objects.filter(pk=pk, attempt=attempt)
    if not mine.filter(state=Extraction.State.WAITING).update(state=Extraction.State.RUNNING, seen_at=timezone.now()):
        return
    extraction = mine.select_related("study__programme").get()
    try:
        with tempfile.TemporaryDirectory(prefix="extraction-") as folder, translation.override(extraction.language):
            _store(extraction, build(extraction, folder, _teller(mine)))
    except Exception:
        mine.filter(state=Extraction.State.RUNNING).update(state=Extraction.State.FAILED, finished_at=timezone.now())
        raise


def _teller(mine):
    def tick(tables, rows):
        """Best effort: SQLite refuses to write while this very connection reads and another has just written."""
        try:
            mine.update(tables_done=tables, rows_done=rows, seen_at=timezone.now())
        except OperationalError:
            logger.info("a sign of life was skipped")

    return tick


def _store(extraction, built):
    """Put the file away and write down what came out; if this run was overtaken, take the file back."""
    storage = extraction.file.storage
    name = extraction.file.field.generate_filename(extraction, f"{extraction}{built.path.suffix}")
    with built.path.open("rb") as file:
        name = storage.save(name, File(file))
    try:
        with transaction.atomic():
            done = Extraction.objects.filter(pk=extraction.pk, attempt=extraction.attempt).update(
                state=Extraction.State.DONE,
                file=name,
                counts=built.counts,
                rows_done=sum(built.counts.values()),
                tables_done=len(built.counts),
                sha256=built.sha256,
                finished_at=timezone.now(),
            )
            if done:
                log_export(extraction, built.counts, built.sha256, formats=extraction.formats, number=extraction.number)
    except BaseException:
        storage.delete(name)
        raise
    if not done:
        storage.delete(name)


def log_export(extraction, counts, sha256, **details):
    """The row of the access log for what was taken out: filter, rows of each table, and the hash of the file."""
    log_access(
        "evaluation.exported",
        actor=extraction.asked_by,
        subject=f"study:{extraction.study.key}",
        scope=extraction.study.programme_id,
        **Filter.of(extraction).details,
        datasets=sorted(counts),
        rows=counts,
        sha256=sha256,
        **details,
    )
