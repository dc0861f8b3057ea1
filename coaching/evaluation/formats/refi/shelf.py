"""What a project file is made of, kept on disk until it can be written in the order the standard wants."""

import re
import sqlite3

# What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TABLES = """
create table line (kind text, key, place, person text, label text, said text, subgroup text, theme text);
create table head (source text, key, title text, subgroup text, theme text, primary key (source, key)) without rowid;
create table trait (person text, name text, value text, unique (person, name, value));
create table text (guid text, kind text, name text, subgroup text, theme text);
create table speaker (person text, guid text, unique (person, guid));
create table selection (guid text, source text, person text, first integer, past integer);
"""
GROUPINGS = ("kind", "subgroup", "theme")


def clean(text):
    """As a project file holds it: line feeds alone, and no sign that XML forbids."""
    return _FORBIDDEN.sub("", str(text or "").replace("\r\n", "\n").replace("\r", "\n"))


class Shelf:
    """A small database in a file of its own; memory does not grow with what is put there."""

    def __init__(self, path):
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_TABLES} begin;")

    def close(self):
        self._base.close()

    def put(self, table, *values):
        """One more row; what is there already stays as it was."""
        self._base.execute(f"insert or ignore into {table} values ({', '.join('?' * len(values))})", values)  # noqa: S608

    def lines(self):
        """(kind, key, place, person, label, said, subgroup, theme), text by text, each in its own order."""
        return self._base.execute(
            "select kind, key, place, person, label, said, subgroup, theme from line order by 1, 2, 3, rowid"
        )

    def head(self, source, key):
        """(title, subgroup, theme) of what a text belongs to; empty ones when nothing is known."""
        asked = "select title, subgroup, theme from head where source = ? and key = ?"
        return self._base.execute(asked, (source, key)).fetchone() or ("", "", "")

    def texts(self):
        """(guid, kind, name, subgroup, theme) in the order they were written."""
        return self._base.execute("select guid, kind, name, subgroup, theme from text order by rowid")

    def texts_with(self, grouping, value):
        return self._firsts(f"select guid from text where {grouping} = ? order by rowid", value)  # noqa: S608

    def values_of(self, grouping):
        """Every different kind, subgroup or theme that some text has."""
        return list(self._firsts(f"select distinct {grouping} from text where {grouping} != '' order by 1"))  # noqa: S608

    def speakers(self):
        return list(self._firsts("select distinct person from speaker order by 1"))

    def texts_of(self, person):
        return self._firsts("select guid from speaker where person = ? order by rowid", person)

    def index_selections(self):
        """Once all are there: they are asked for text by text and person by person."""
        self._base.execute("create index selection_source on selection (source)")
        self._base.execute("create index selection_person on selection (person)")

    def selections_in(self, source):
        """(guid, first, past) of what people said in a text: places in signs, the second one past the end."""
        return self._base.execute("select guid, first, past from selection where source = ? order by first", (source,))

    def selections_of(self, person):
        return self._firsts("select guid from selection where person = ? order by rowid", person)

    def traits_of(self, person):
        """[(name, value)], several values of one name in one."""
        asked = "select name, group_concat(value, '; ') from trait where person = ? group by name order by name"
        return self._base.execute(asked, (person,)).fetchall()

    def traits(self):
        return list(self._firsts("select distinct name from trait order by 1"))

    def _firsts(self, asked, *values):
        return (row[0] for row in self._base.execute(asked, values))
