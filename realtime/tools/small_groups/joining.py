"""Joining two texts that were written at the same time from the same one: nothing of either is lost."""

from difflib import SequenceMatcher


def joined(base, theirs, mine):
    """Both changes in one text, line by line; where both changed the same place, theirs comes first, then mine."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    start, lines = base.splitlines(), []
    changes = _changes(start, theirs.splitlines()), _changes(start, mine.splitlines())
    at = 0
    while at <= len(start):
        lines += _both([], *(_put_in(side, at) for side in changes))
        end = _end_of(changes, at)
        if end == at:
            lines += start[at : at + 1]
        else:
            lines += _both(start[at:end], *(_part(side, start, at, end) for side in changes))
        at = max(end, at + 1)
    return "\n".join(lines)


def _changes(start, lines):
    """(first, after, new lines) of what differs, in order."""
    codes = SequenceMatcher(None, start, lines, autojunk=False).get_opcodes()
    return [(first, after, lines[to:past]) for tag, first, after, to, past in codes if tag != "equal"]


def _put_in(side, at):
    """What one side has put in before a line, without touching any."""
    return [line for first, after, new in side if first == after == at for line in new]


def _end_of(changes, at):
    """How far the place reaches that is changed from ``at`` on: as far as changes of either side overlap."""
    end = max([at, *(after for side in changes for first, after, _new in side if first == at)])
    while (wider := max([end, *(after for side in changes for first, after, _new in side if at < first < end)])) > end:
        end = wider
    return end


def _part(side, start, at, end):
    """What one side has made of the lines from ``at`` to ``end``."""
    lines, here = [], at
    for first, after, new in side:
        if at <= first < end and (first, after) != (at, at):
            lines += start[here:first] + new
            here = after
    return lines + start[here:end]


def _both(before, theirs, mine):
    if theirs in (before, mine):
        return mine
    if mine == before:
        return theirs
    return theirs + [line for line in mine if line not in theirs]
