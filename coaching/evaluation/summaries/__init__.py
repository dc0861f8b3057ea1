"""The summary tables: counts of everybody, with small groups hidden. Nothing here tells of one person.

Every figure is counted and guarded here, once; pages, files, packages and the
report show these same tables.
"""

from coaching.evaluation.summaries.activity import activity
from coaching.evaluation.summaries.attendance import attendance
from coaching.evaluation.summaries.changes import changes
from coaching.evaluation.summaries.delivery import pilots, records, sessions, visits
from coaching.evaluation.summaries.frame import Frame, Together
from coaching.evaluation.summaries.people import circles, consent, reach, sources
from coaching.evaluation.summaries.polls import polls
from coaching.evaluation.summaries.surveys import feedback, responses
from coaching.evaluation.summaries.table import COLUMNS, Row, Table, own_table, shortly

__all__ = ["COLUMNS", "Row", "Table", "own_table", "rows", "shortly", "tables", "told"]


def tables(study, extract, snapshot, narrowed=False, before=None):
    """Every summary of the study that has something to count, in the language in force.

    Narrowed as the snapshot says, fewer of them; who has joined and who has
    consented is always told of everybody. What counts people is gathered from
    all of them first, as it is decided on together, and with what has been
    told ``before`` (``Frame``).
    """
    frame = Frame(study.programme_id, study.threshold, extract, snapshot, narrowed, before or {})
    together, people, attended = _of_people(frame)
    found = [table for told in people for table in told()]
    found += attended.tables()
    if not narrowed:
        found += activity(frame, attended)
        found += feedback(frame)
    found += [
        *sessions(frame),
        *visits(frame),
        *pilots(frame),
        *records(frame),
        *polls(frame),
        *changes(frame, together),
    ]
    return [table for table in found if table.rows]


def told(study, extract, snapshot, narrowed, before):
    """{family: [the units that a figure counts]} of those figures that another filter counts in another way.

    Visits to sessions are not among them: a filter is refused for what they tell.
    """
    frame = Frame(study.programme_id, study.threshold, extract, snapshot, narrowed, before)
    together, _people, _attended = _of_people(frame)
    for _table in (*visits(frame), *changes(frame, together)):
        pass
    frame.told["people"] += together.all_told
    return frame.told


def _of_people(frame):
    together = Together(frame.threshold, frame.before.get("people", ()))
    people = [reach(frame, together), consent(frame, together)]
    if not frame.narrowed:
        people += [circles(frame, together), sources(frame, together), responses(frame, together)]
    return together, people, attendance(frame, together)


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
