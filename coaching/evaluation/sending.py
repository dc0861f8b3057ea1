"""One table sent while it is being read: nothing is stored, memory stays flat, and the log tells what left."""

import hashlib
from contextlib import closing

from coaching.core.history import log_access
from coaching.evaluation.codebook import Table
from coaching.evaluation.extract import WHOLE, Snapshot, all_datasets, asked, clean_rows
from coaching.evaluation.formats import WRITERS


class Pieces:
    """A file that keeps only what has not been taken yet, and the hash of all that went through."""

    def __init__(self):
        self._waiting = bytearray()
        self.hash = hashlib.sha256()

    def write(self, data):
        self._waiting += data
        self.hash.update(data)

    def flush(self):
        """Nothing to do: what waits is taken by ``take``."""

    def take(self):
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


def table_parts(*, by, study, name, kind, chosen=WHOLE):
    """The bytes of one table in a streamed format.

    The log gets a row before the first byte and another after the last; when
    the reader leaves in the middle, that one says so and counts what was sent.
    """
    dataset = all_datasets()[name]
    details = {"dataset": name, "format": kind, **chosen.details}
    _log("evaluation.export_began", by, study, **details)
    sent, count, complete = Pieces(), 0, False
    extract = asked(study, chosen)
    try:
        writer = WRITERS[kind](sent, Table.of(name, dataset, extract))
        with closing(clean_rows(dataset, extract, Snapshot.of(study, chosen))) as rows:
            for row in rows:
                writer.write(row)
                count += 1
                yield sent.take()
        writer.close()
        yield sent.take()
        complete = True
    finally:
        _log(
            "evaluation.exported",
            by,
            study,
            **details,
            rows={name: count},
            sha256=sent.hash.hexdigest(),
            complete=complete,
        )


def _log(deed, by, study, **details):
    log_access(deed, actor=by, subject=f"study:{study.key}", scope=study.programme_id, **details)
