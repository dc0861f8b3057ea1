"""Building the evaluator's package in a folder of its own: tables, texts, codebook, summaries, read-me, sums."""

import hashlib
import zipfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from coaching.evaluation import codebook, summaries
from coaching.evaluation.difference import told_before
from coaching.evaluation.extract import WHOLE, Snapshot, all_datasets, asked, clean_rows
from coaching.evaluation.filters import Filter, in_words, offered
from coaching.evaluation.formats import PROJECTS, WRITERS
from coaching.evaluation.formats.data_package import data_package
from coaching.evaluation.formats.refi import Project
from coaching.evaluation.texts import about_texts
from coaching.programmes.masking import stand_ins_in

A_TICK = 1000  # rows between two signs of life
PACKED = {".xlsx", ".qdpx"}  # archives themselves: packing them once more costs time and saves nothing


@dataclass(frozen=True)
class Built:
    """A finished file, the rows of each table in it, and its SHA-256."""

    path: Path
    counts: dict
    sha256: str


def build(extraction, folder, tick):
    """Make what was asked in ``folder``; ``tick(tables, rows)`` is told how far it is. Memory stays flat."""
    folder = Path(folder)
    chosen = {name: dataset for name, dataset in all_datasets().items() if name in extraction.datasets}
    narrowed = Filter.of(extraction)
    extract = asked(extraction.study, narrowed)
    snapshot = Snapshot.of(extraction.study, narrowed)
    making = Making(folder, extraction, tick, chosen, extract)
    for name, dataset in chosen.items():
        making.write_dataset(name, clean_rows(dataset, extract, snapshot))
    making.finish_texts()
    if extraction.kind == extraction.Kind.TABLE:
        [path] = folder.iterdir()
    else:
        before = told_before(extraction)
        making.write_about(summaries.tables(extraction.study, extract, snapshot, narrowed != WHOLE, before))
        path = making.zipped()
    return Built(path, making.counts, digest(path))


def digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Making:
    """One package on its way: the folder it grows in, and how far it is."""

    def __init__(self, folder, extraction, tick, datasets, extract):
        self.counts = {}
        self._folder = folder
        self._extraction = extraction
        self._tick = tick
        self._tables = codebook.codebook(datasets, extract)
        self._formats = [kind for kind in extraction.formats if kind in WRITERS]
        self._projects = [
            Project(folder / name, folder, about_texts(extraction), datasets, selections=kind == "qdpx-selections")
            for kind, name in PROJECTS.items()
            if kind in extraction.formats
        ]

    def write_dataset(self, name, rows):
        table = self._tables[name]
        takers = [take for project in self._projects if (take := project.taker(table))]
        self.counts[name] = self._write(table, rows, self._formats, takers, sum(self.counts.values()))
        self._say()

    def finish_texts(self):
        for project in self._projects:
            project.close()
            self._say()

    def write_about(self, tables):
        """What explains the tables: codebook, summaries, consents as counts, descriptor, read-me."""
        own = [summaries.own_table("summaries", _("Summaries"))]
        self._write(own[0], summaries.rows(tables), self._formats or ["csv"])
        consents = [table for table in tables if table.key == "consent"]
        own.append(summaries.own_table("consent_summary", _("Consents as counts")))
        self._write(own[1], summaries.rows(consents), ["csv"])
        book = {**self._tables, **{table.name: table for table in own}}
        self._write(codebook.own_table(), codebook.rows(book), ["xlsx"])
        self._put("codebook.json", codebook.as_json(book))
        if "csv" in self._formats:
            self._put("datapackage.json", self._descriptor(book.values()))
        self._put("README.txt", self._readme().encode())

    def zipped(self):
        """All files of the folder in one archive, with their sums in MANIFEST.sha256; each goes once it is in."""
        path = self._folder / "package.zip"
        files = sorted(self._folder.iterdir())
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = []
            for file in files:
                sums.append(f"{digest(file)}  {file.name}\n")
                archive.write(file, file.name, zipfile.ZIP_STORED if file.suffix in PACKED else None)
                file.unlink()
                self._say()
            archive.writestr("MANIFEST.sha256", "".join(sums))
        return path

    def _write(self, table, rows, formats, more=(), before=None):
        """One table in all its formats and to ``more`` takers, the rows gone through once; returns how many."""
        count = 0
        with ExitStack() as stack:
            takers = [*(self._writer(stack, table, kind).write for kind in formats), *more]
            for count, row in enumerate(rows, start=1):
                for write in takers:
                    write(row)
                if before is not None and count % A_TICK == 0:
                    self._tick(len(self.counts), before + count)
        return count

    def _writer(self, stack, table, kind):
        file = stack.enter_context((self._folder / f"{table.file}.{kind}").open("wb"))
        writer = WRITERS[kind](file, table)
        stack.callback(writer.close)
        return writer

    def _descriptor(self, tables):
        extraction = self._extraction
        return data_package(
            name=str(extraction),
            title=extraction.study.name,
            description=extraction.study.question,
            created=timezone.now(),
            tables=list(tables),
            whole=extraction.is_whole,
        )

    def _readme(self):
        tables = [
            {"name": table.file, "title": table.title, "rows": self.counts[table.name]}
            for table in self._tables.values()
        ]
        narrowed = in_words(Filter.of(self._extraction), offered(self._extraction.study))
        context = {
            "narrowed": narrowed,
            "extraction": self._extraction,
            "study": self._extraction.study,
            "tables": tables,
            "stand_ins": stand_ins_in(self._extraction.study.programme.language),
        }
        return render_to_string(
            "evaluation/README.txt", context | {"made_at": timezone.localtime().replace(microsecond=0)}
        )

    def _put(self, name, data):
        (self._folder / name).write_bytes(data)

    def _say(self):
        self._tick(len(self.counts), sum(self.counts.values()))
