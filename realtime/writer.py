"""The writer: one thread with its own database connection that commits what has queued up, together.

A deed alone waits for nobody; while one commit is on its way to the disk the
next ones gather. Answers are given only after the commit.
"""

import logging
import queue
import random
import threading
from time import monotonic, sleep

from django.db import Error, OperationalError, connection
from django.db.utils import InterfaceError
from django.utils.translation import gettext_lazy as _

from coaching.core.errors import Refused
from realtime.attendance import TookPart
from realtime.deeds import Deed, Outcome, do_together, failed
from realtime.doorbell import use
from realtime.limits import LIMITS

log = logging.getLogger("digikahvit.realtime")
STOP = object()


class Writer:
    """``submit`` deeds (or a chore, a callable) from any thread; ``deed.answer`` is called here with the outcome.

    Its commits ring ``bell``, or the process's own.
    """

    def __init__(self, bell=None):
        self._bell = bell
        self._queue = queue.SimpleQueue()
        self._thread = None
        self._attended = TookPart()
        self._crowd = 0
        self._began = 0.0
        self.at_work = False
        self._starting = threading.Lock()

    def submit(self, job):
        """Queue a job; refuses a deed when too much is waiting already."""
        if isinstance(job, Deed) and self._queue.qsize() >= LIMITS.deeds_waiting:
            raise Refused("busy", _("There is too much going on right now. It is sent again in a moment."))
        self._queue.put(job)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="room-writer", daemon=True)
                self._thread.start()

    def stop(self):
        """Commit what is waiting and end the thread; its connection is closed."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(STOP)
            thread.join()

    def _run(self):
        use(self._bell)
        try:
            while True:
                jobs = self._gather()
                self._work([job for job in jobs if job is not STOP])
                self.at_work = False
                if STOP in jobs:
                    return
        finally:
            while self._attended:
                self._note()
            connection.close()

    def _gather(self):
        jobs = [self._next()]
        self.at_work = True
        if self._crowd > 1:
            self._let_them_come()
        while len(jobs) < LIMITS.deeds_a_commit:
            try:
                jobs.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return jobs

    def _next(self):
        """The next job; while none comes, those who took part are noted as having been there."""
        while self._attended:
            try:
                return self._queue.get(timeout=LIMITS.seconds_until_noted)
            except queue.Empty:
                self._note()
        return self._queue.get()

    def _note(self):
        try:
            self._try(self._attended.note_some, until=monotonic() + LIMITS.seconds_to_commit)
        except Exception:  # their words are kept, and the writer must go on
            log.exception("Who was there could not be noted")
            self._attended.give_up()

    def _let_them_come(self):
        """After commits of many, those who were answered write again in a moment: together they cost half as much."""
        now = grown = monotonic()
        until, seen = now + LIMITS.seconds_to_gather, 0
        while (waiting := self._queue.qsize()) + 1 < self._crowd and now < min(until, grown + LIMITS.seconds_of_quiet):
            if waiting > seen:
                seen, grown = waiting, now
            sleep(0.002)
            now = monotonic()

    def _work(self, jobs):
        deeds = [job for job in jobs if isinstance(job, Deed)]
        began, self._began = self._began, monotonic()
        is_storm = len(deeds) > LIMITS.deeds_a_second_in_a_storm * (self._began - began)
        self._crowd = max(len(deeds), self._crowd * 3 // 4) if is_storm else 0
        if deeds:
            self._commit(deeds)
        if len(self._attended) >= LIMITS.people_noted_at_once:
            self._note()
        for chore in jobs:
            if not isinstance(chore, Deed):
                self._chore(chore)

    def _commit(self, deeds):
        try:
            until = deeds[0].came + LIMITS.seconds_to_commit
            outcomes = self._try(lambda: do_together(deeds, self._attended), until=until)
        except Error as error:
            log.warning("Deeds were refused, the database did not take them: %s", type(error).__name__)
            refusal = Refused("try_again", _("The server could not save this just now. It is sent again in a moment."))
            outcomes = [Outcome(refusal=refusal)] * len(deeds)
        except Exception:  # a bug that undid a whole commit: find the deed it is in, and let the others through
            if len(deeds) > 1:
                for deed in deeds:
                    self._commit([deed])
                return
            log.exception("The deed %s failed at its commit", deeds[0].name)
            outcomes = [Outcome(refusal=failed())]
        for deed, outcome in zip(deeds, outcomes, strict=True):
            deed.answer(outcome)

    def _chore(self, chore):
        try:
            self._try(chore, until=monotonic() + LIMITS.seconds_to_commit)
        except Exception:  # nobody waits for a chore's answer, and the writer must go on
            log.exception("A chore of the live rooms failed")

    def _try(self, work, *, until):
        """Work, again after a pause while the database is away or locked; the last error when time is up.

        Doing a deed again is safe even when the first commit did reach the
        disk: the deed's id is found in the log.
        """
        pause = 0.02
        while True:
            try:
                return work()
            except (OperationalError, InterfaceError):
                connection.close()
                if monotonic() + pause > until:
                    raise
                sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311  (spread, not secrecy)
                pause = min(pause * 2, 1)
