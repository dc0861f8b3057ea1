"""The porter: lets people in, in a thread of its own, so that many who come do not hold up those who are in."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from django.db import Error, OperationalError, connection
from django.db.utils import InterfaceError

from realtime.admission import admit_together

AT_ONCE = 64


class Porter:
    """Whoever comes while some are being let in is let in with the next, all together."""

    def __init__(self, loop):
        self._loop = loop
        self._waiting = []
        self._busy = None
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="room-porter")

    async def admit(self, ask):
        """The admission, or the code to close with."""
        answer = self._loop.create_future()
        self._waiting.append((ask, answer))
        if self._busy is None:
            self._busy = self._loop.create_task(self._serve())
        return await answer

    async def ask(self, function, *args):
        """Ask who somebody is and what they may."""
        return await self._loop.run_in_executor(self._desk, partial(read, function, *args))

    async def close(self):
        for _ask, answer in self._waiting:
            answer.cancel()
        self._waiting.clear()
        await self._loop.run_in_executor(self._desk, close)
        self._desk.shutdown()

    async def _serve(self):
        try:
            while self._waiting:
                together, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
                await self._let_in(together)
        finally:
            self._busy = None

    async def _let_in(self, together):
        try:
            admissions = await self.ask(admit_together, [ask for ask, _answer in together])
        except Exception as error:
            away = isinstance(error, (OperationalError, InterfaceError))
            if len(together) > 1 and not away:  # what one has brought along must not turn the others away
                for one in together:
                    await self._let_in([one])
                return
            for _ask, answer in _still_there(together):
                answer.set_exception(error)
        else:
            answers = dict(zip((answer for _ask, answer in together), admissions, strict=True))
            for _ask, answer in _still_there(together):
                answer.set_result(answers[answer])


def _still_there(together):
    return [(ask, answer) for ask, answer in together if not answer.done()]


def read(function, *args, **kwargs):
    """Call with a connection that works: one that was lost while idle is opened anew, once."""
    try:
        return function(*args, **kwargs)
    except Error:
        connection.close()
        return function(*args, **kwargs)


def close():
    """Close the connection of the thread that calls this."""
    connection.close()
