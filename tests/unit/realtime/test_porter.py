"""The porter: what one person brings to the door is not the others' trouble."""

import asyncio

from django.db import DataError, OperationalError

from realtime.hub.porter import Porter


class _Desk(Porter):
    """A porter whose database cannot read one of the asks, as PostgreSQL cannot read NUL; ``error`` is what it says."""

    def __init__(self, loop, error):
        super().__init__(loop)
        self.error = error
        self.times = 0

    async def ask(self, function, *args):
        [asks] = args
        self.times += 1
        if "bad" in asks:
            raise self.error
        return [f"in: {ask}" for ask in asks]


async def let_in(error):
    desk = _Desk(asyncio.get_running_loop(), error)
    answers = await asyncio.gather(*(desk.admit(ask) for ask in ("a", "bad", "b")), return_exceptions=True)
    return answers, desk.times


async def test_what_the_database_cannot_read_turns_away_only_who_brought_it():
    error = DataError("NUL")

    assert await let_in(error) == (["in: a", error, "in: b"], 4)


async def test_a_database_that_is_away_is_asked_once_for_all():
    error = OperationalError("away")

    assert await let_in(error) == ([error] * 3, 1)
