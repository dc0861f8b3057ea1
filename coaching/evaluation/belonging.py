"""In which subgroup somebody was on a day: what one did stays where one was then.

Counted by where people are now, a move would take all that somebody has ever
done from one subgroup's figures to another's, and figures from before and after
it would tell what this one person had done.
"""

from collections import defaultdict

from coaching.core.registries import Extract, datasets


class Belonging:
    """Everybody's times in the subgroups of a programme, read once; subgroups by name, in their order."""

    def __init__(self, programme_id):
        self._times = defaultdict(list)
        rows = list(datasets["memberships"].rows(Extract(programme_id))) if "memberships" in datasets else []
        for row in sorted(rows, key=lambda row: (row["until"] is None, row["since"])):
            self._times[row["person"]].append((row["since"], row["subgroup"]))
        self.names = list(dict.fromkeys(row["subgroup"] for row in rows))

    def on(self, person, day):
        """The subgroup they were in when the day began; their first one before it, and where no day is known."""
        times = self._times.get(person)
        if not times:
            return None
        return next((name for since, name in reversed(times) if day and since < day), times[0][1])

    def now(self):
        """{person: the subgroup they are in, or were in last}."""
        return {person: times[-1][1] for person, times in self._times.items()}

    def ever(self, person):
        return {name for _since, name in self._times.get(person, ())}
