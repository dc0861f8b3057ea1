"""A project file from the rows of many tables: a text for each discussion, a case for each person."""

import uuid
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coaching.evaluation.formats.refi.markup import write_project
from coaching.evaluation.formats.refi.shelf import Shelf, clean
from coaching.evaluation.formats.values import plain

# Tables whose rows tell something lasting of a person, and the column that does.
TRAITS = {"people": "role", "memberships": "subgroup"}


@dataclass(frozen=True)
class About:
    """What the whole project says of itself, in the reader's language; ``memo(withheld)`` tells how it was made."""

    name: str
    user: str
    description: str
    memo: Callable[[int], str]
    made_at: datetime
    namespace: uuid.UUID
    words: dict

    def guid(self, *name):
        """The same thing has the same GUID in every package of a study, and nobody outside can work it out."""
        return str(uuid.uuid5(self.namespace, ":".join(map(str, name))))


class Project:
    """It grows as tables pass through, on disk in ``folder``; ``close`` writes the file.

    With ``selections`` each person's words are marked in the texts, as the person's.
    """

    def __init__(self, path, folder, about, datasets, selections=False):
        self._path = path
        self._about = about
        self._selections = selections
        self._place = folder / f"{path.stem}.sqlite3"
        self._shelf = Shelf(self._place)
        self._readings = {name: dataset.reading for name, dataset in datasets.items() if dataset.reading}
        self._kinds = {}
        self._withheld = 0

    def taker(self, table) -> Callable[[dict], Any] | None:
        """What takes this table's rows, or None when there is nothing in it for a project."""
        own = self._readings.get(table.name)
        takers = [self._lines_of(table, own)] if own else []
        if own and own.title and not own.titles:
            takers.append(self._heads_of(table, own))
        takers += [self._heads_of(table, other) for other in self._readings.values() if other.titles == table.name]
        if table.name in TRAITS:
            takers.append(self._traits_of(table, TRAITS[table.name]))
        return (lambda row: [take(row) for take in takers]) if takers else None

    def close(self):
        """Texts first, then the project that points at them."""
        with zipfile.ZipFile(self._path, "w", zipfile.ZIP_DEFLATED) as archive:
            self._write_texts(archive)
            memo = self._about.memo(self._withheld)
            with archive.open("project.qde", "w", force_zip64=True) as out:
                write_project(out, self._shelf, self._about, memo)
        self._shelf.close()
        self._place.unlink()

    def _lines_of(self, table, reading):
        self._kinds[table.name] = table.title
        nobody = {code for variable in table.variables if variable.kind == "person" for code in variable.missing}
        speaks = any(variable.kind == "person" for variable in table.variables)
        absent = {code for variable in table.variables if variable.name in reading.words for code in variable.missing}

        def take(row):
            said = [row[name] for name in reading.words if row[name]]
            if not said:
                return
            self._withheld += any(words in absent for words in said)
            person = None if row.get("person") in nobody else row.get("person")
            label = f"{row.get('person') or '–'}: " if speaks else ""
            where = clean(row.get("subgroup")), clean(row.get("theme"))
            key, place = row[reading.source], plain(row[reading.order])
            text = "\n".join(map(clean, said))
            self._shelf.put("line", table.name, key, place, person, label, text, *where)

        return take

    def _heads_of(self, table, reading):
        labels = next(variable.labels for variable in table.variables if variable.name == reading.title)

        def take(row):
            where = clean(row.get("subgroup")), clean(row.get("theme"))
            title = labels.get(row[reading.title], row[reading.title])
            self._shelf.put("head", reading.source, row[reading.source], clean(title), *where)

        return take

    def _traits_of(self, table, column):
        labels = next(variable.labels for variable in table.variables if variable.name == column)
        return lambda row: self._shelf.put("trait", row["person"], column, clean(labels.get(row[column], row[column])))

    def _write_texts(self, archive):
        text = None
        for kind, key, place, person, label, said, *where in self._shelf.lines():
            if text is None or text.of != (kind, key):
                if text:
                    text.close()
                head = self._shelf.head(self._readings[kind].source, key)
                text = Text(archive, (kind, key), self._about.guid("text", kind, key), head, where)
                name = f"{self._kinds[kind]} {key}" + (f": {head[0]}" if head[0] else "")
                self._shelf.put("text", text.guid, self._kinds[kind], name, *text.where)
            first, past = text.say(label, said)
            if person:
                self._shelf.put("speaker", person, text.guid)
                if self._selections:
                    guid = self._about.guid("selection", kind, key, place, text.turn(place))
                    self._shelf.put("selection", guid, text.guid, person, first, past)
        if text:
            text.close()
        self._shelf.index_selections()


class Text:
    """One plain text in the folder of sources, written line by line; its length is counted in signs."""

    def __init__(self, archive, of, guid, head, where):
        self.of, self.guid = of, guid
        self.where = [own or borrowed for own, borrowed in zip(where, head[1:], strict=True)]
        self._out = archive.open(f"sources/{guid}.txt", "w", force_zip64=True)
        self._length = 0
        self._last = None, 0
        if head[0]:
            self._write(f"{head[0]}\n\n")

    def say(self, label, said):
        """Write a turn; where its words begin and where they are past."""
        first = self._length + len(label)
        self._write(f"{label}{said}\n\n")
        return first, first + len(said)

    def turn(self, place):
        """Which turn this is at its place: two may have been on the same day."""
        last, count = self._last
        self._last = place, count + 1 if place == last else 1
        return self._last[1]

    def close(self):
        self._out.close()

    def _write(self, text):
        self._out.write(text.encode())
        self._length += len(text)
