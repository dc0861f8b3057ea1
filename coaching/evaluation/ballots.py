"""What polls may tell: no answer of a few, nor of the few who have not consented, nor which answers came together."""

from collections import defaultdict
from itertools import groupby

from coaching.core.suppression import TOTAL, hidden_answers


def answer_of(row):
    """What the row counts towards: (part, option, value, whether it was written); sortable."""
    return row.get("part", 1), row["option"] or 0, row.get("value") or 0, bool(row.get("text"))


def hidden_beside_rows(ballots, withheld, threshold, also=()):
    """The same where the rows of all but the ``withheld`` are told: the tally less the rows is these.

    How many they are may be known, as of all rows; what they answered is not.
    """
    of_all = hidden_answers(ballots, threshold, also=also)
    return of_all | (hidden_answers(ballots, threshold, withheld, also) - {TOTAL})


def unlinked(rows, threshold):
    """The rows of polls, run by run; where nobody is told each is a ballot of its own, and answers of few are left out.

    Those of the forgotten in a run with names are left out later, as they need a consent that nobody can give.
    They come in the order of the answers, or their order would tell what came together.
    """
    for _run, of_run in groupby(rows, key=lambda row: row["run"]):
        nobodys = []
        for row in of_run:
            if row["person"] is None:
                nobodys.append(row)
            else:
                yield row
        ballots = defaultdict(set)
        for row in nobodys:
            ballots[row["ballot"]].add(answer_of(row))
        hidden = hidden_answers(ballots, threshold)
        told = sorted((row for row in nobodys if answer_of(row) not in hidden), key=answer_of)
        yield from (row | {"ballot": number} for number, row in enumerate(told, start=1))
