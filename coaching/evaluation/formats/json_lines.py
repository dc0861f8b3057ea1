"""JSON lines: one object a line, UTF-8; true types, nothing added to any text."""

import json

from coaching.evaluation.formats.values import plain


class JsonLinesWriter:
    suffix = "jsonl"
    media_type = "application/jsonl; charset=utf-8"

    def __init__(self, file, table):
        self._file = file
        self._columns = [variable.name for variable in table.variables]

    def write(self, row):
        values = {name: plain(row[name]) for name in self._columns}
        self._file.write(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    def close(self):
        self._file.flush()
