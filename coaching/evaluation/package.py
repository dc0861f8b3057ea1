"""Building the evaluator's package in a folder of its own: every table, codebook, summaries, read-me, sums."""

import hashlib
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone

from coaching.evaluation import codebook, summaries
from coaching.evaluation.extract import Snapshot, all_datasets, asked, clean_rows
from coaching.evaluation.formats import WRITERS

A_TICK = 1000  # rows between two signs of life
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Built:
    """A finished file, the rows of each table in it, and its SHA-256."""

    path: Path
    counts: dict
    sha256: str


def build(extraction, folder, tick):
    """Make what was asked in ``folder``; ``tick(tables, rows)`` is told how far it is. Memory stays flat."""
    folder = Path(folder)
    study = extraction.study
    chosen = {name: dataset for name, dataset in all_datasets().items() if name in extraction.datasets}
    extract = asked(study, extraction.since, extraction.until)
    snapshot = Snapshot.of(study)
    counts = {}
    for name, dataset in chosen.items():
        rows = clean_rows(dataset, extract, snapshot)
        before = sum(counts.values())
        counts[name] = _write_tables(folder, name, dataset.columns, rows, extraction.formats, tick, len(counts), before)
    tick(len(counts), sum(counts.values()))
    if extraction.kind == extraction.Kind.TABLE:
        [path] = folder.iterdir()
    else:
        _write_codebook(folder, chosen, extraction.formats)
        _write_summaries(folder, summaries.tables(study, extract, snapshot.mask), extraction.formats)
        _write_readme(folder, extraction, chosen, counts)
        path = _zipped(folder)
    return Built(path, counts, digest(path))


def digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write_tables(folder, name, columns, rows, formats, tick, tables, before):
    """One table in all its formats, the rows gone through once; returns how many."""
    count = 0
    with ExitStack() as stack:
        writers = [_writer(stack, folder, name, columns, kind) for kind in formats]
        for count, row in enumerate(rows, start=1):
            for writer in writers:
                writer.write(row)
            if count % A_TICK == 0:
                tick(tables, before + count)
    return count


def _writer(stack, folder, name, columns, kind):
    file = stack.enter_context((folder / f"{name}.{kind}").open("wb"))
    writer = WRITERS[kind](file, columns)
    stack.callback(writer.close)
    return writer


def _write_codebook(folder, datasets, formats):
    entries = codebook.codebook(datasets)
    _write_tables(
        folder, "codebook", codebook.COLUMNS, codebook.rows(entries), {*formats} - {"jsonl"} or {"csv"}, _still, 0, 0
    )
    (folder / "codebook.json").write_bytes(codebook.as_json(entries))


def _write_summaries(folder, tables, formats):
    _write_tables(folder, "summaries", summaries.COLUMNS, summaries.rows(tables), formats, _still, 0, 0)


def _write_readme(folder, extraction, datasets, counts):
    tables = [{"name": name, "title": dataset.title, "rows": counts[name]} for name, dataset in datasets.items()]
    text = render_to_string(
        "evaluation/README.txt",
        {
            "extraction": extraction,
            "study": extraction.study,
            "tables": tables,
            "made_at": timezone.localtime().replace(microsecond=0),
        },
    )
    (folder / "README.txt").write_text(text, encoding="utf-8")


def _zipped(folder):
    """All files of the folder in one archive, with their sums in MANIFEST.sha256; each is removed once it is in."""
    path = folder / "package.zip"
    files = sorted(file for file in folder.iterdir())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        sums = []
        for file in files:
            sums.append(f"{digest(file)}  {file.name}\n")
            archive.write(file, file.name)
            file.unlink()
        archive.writestr("MANIFEST.sha256", "".join(sums))
    return path


def _still(_tables, _rows):
    """Small tables need no sign of life."""
