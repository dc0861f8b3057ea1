"""The summary tables: counts of everybody, with small groups hidden. Nothing here tells of one person."""

from coaching.evaluation.summaries.attendance import attendance
from coaching.evaluation.summaries.changes import changes
from coaching.evaluation.summaries.people import consent, reach
from coaching.evaluation.summaries.polls import poll_tallies
from coaching.evaluation.summaries.table import COLUMNS, Row, Table, own_table, shortly
from coaching.evaluation.summaries.visits import visits

__all__ = ["COLUMNS", "Row", "Table", "own_table", "rows", "shortly", "tables"]


def tables(study, extract, snapshot):
    """Every summary of the study that has something to count, in the language in force.

    Narrowed as the snapshot says; who has joined and who has consented is always told of everybody.
    """
    found = [reach(study), consent(study), *attendance(study, extract, snapshot.keeps)]
    found += [*visits(study, extract), *poll_tallies(study, extract, snapshot.mask, snapshot.keeps)]
    found += changes(study, extract, snapshot)
    return [table for table in found if table.rows]


def rows(tables):
    """The tables as one long list, for files."""
    for table in tables:
        for row in table.all_rows:
            for column, value in table.cells(row):
                yield {
                    "table": table.key,
                    "title": table.title,
                    "counts": table.counts,
                    "row": row.label,
                    "column": column,
                    "value": value,
                    "hidden": value is None,
                }
