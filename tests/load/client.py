"""The benchmarks' own people: one process, uvloop, WebSockets in C. ``Busy`` tells whether it keeps up."""

import asyncio
import json
import os
import random
import re
from time import perf_counter, process_time
from uuid import uuid4

from picows import WSListener, WSMsgType, ws_connect

SAMPLED = 40
NUMBERED = re.compile(rb"#(\d+) ")
WORDS = "jotta viesti on yhtä pitkä kuin oikeassa huoneessa on tapana"
TEXT = WSMsgType.TEXT


def percentile(values, share):
    """In milliseconds; NaN of nothing."""
    values = sorted(values)
    return 1000 * values[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def most_in_a_second(times):
    """The most events that fall within any second."""
    first = most = 0
    for last, at in enumerate(times):
        while at - times[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


class Person(WSListener):
    """Of the bare and the naive server: every frame is one message, and one's own coming back is its ack."""

    def __init__(self, crowd):
        self.crowd = crowd
        self.delivered = 0
        self.looks = False
        self.numbers = []
        self.waiting = {}
        self.then = None
        self.arrived = asyncio.get_running_loop().create_future()
        self.closed = None

    def on_ws_connected(self, transport):
        self.transport = transport
        self.is_in()

    def is_in(self):
        if not self.arrived.done():
            self.arrived.set_result(perf_counter())

    def on_ws_disconnected(self, transport):
        handshake = transport.close_handshake
        received = handshake and handshake.recv
        self.closed = received.code if received else 1006
        if not self.arrived.done():
            self.arrived.set_exception(ConnectionError(f"turned away with {self.closed}"))

    def on_ws_frame(self, transport, frame):
        self.delivered += 1
        if self.looks:
            self.look(frame.get_payload_as_bytes())

    def look(self, payload):
        """Which messages these are, and how long they took."""
        now = perf_counter()
        for number in self.crowd.numbers_in(payload):
            self.numbers.append(number)
            if number in self.crowd.sent:
                self.crowd.latencies.append(now - self.crowd.sent[number])
            if number in self.waiting:
                self.settled(number, now)

    def settled(self, deed, now):
        self.crowd.acks.append(now - self.waiting.pop(deed))
        if self.then:
            self.then()

    def say(self, number):
        self.looks = True
        self.waiting[number] = perf_counter()
        self.send(
            {"seq": 1000 + number, "kind": "said", "who": "k3v9aaaaaaaaaaaa", "text": f"#{number} {WORDS * 2}"[:150]}
        )

    def send(self, frame):
        self.transport.send(TEXT, json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode())


class Member(Person):
    """Of the house's own room: speaks docs/protocol.md."""

    def __init__(self, crowd):
        super().__init__(crowd)
        self.answered = 0
        self.tallied = []
        self.counted = []
        self.refused = []
        self.run = None

    def on_ws_connected(self, transport):
        self.transport = transport

    def on_ws_frame(self, transport, frame):
        if frame.msg_type != TEXT:
            return
        payload = frame.get_payload_as_bytes()
        if payload.startswith(b'{"events"'):
            self.delivered += self.crowd.told_in(payload)
            if self.looks:
                self.look(payload)
            if b'"kind":"poll.opened"' in payload:
                opened = next(e for e in json.loads(payload)["events"] if e["kind"] == "poll.opened")
                self.run = opened["data"]["run"]
        elif payload.startswith(b'{"ack"'):
            self.settled(payload[8:44].decode(), perf_counter())
        elif payload.startswith(b'{"tick"'):
            self.tick(payload)
        elif payload.startswith(b'{"refused"'):
            self.refused.append(payload)

    def tick(self, payload):
        now = perf_counter()
        if b'"here"' in payload:
            self.counted.append(now)
        if b'"answered"' in payload:
            self.tallied.append(now)
            tallies = json.loads(payload)["tick"]["polls"]
            self.answered = next((tally["answered"] for tally in tallies if tally["run"] == self.run), self.answered)
        self.is_in()

    def say(self, number):
        self.do("say", text=f"#{number} {WORDS}")

    def do(self, name, **fields):
        deed = str(uuid4())
        self.waiting[deed] = perf_counter()
        self.send({"do": name, "id": deed, **fields})


class Crowd:
    """Everybody in one room, and what they have measured together."""

    def __init__(self, make=Member):
        self.make = make
        self.people = []
        self.sent = {}
        self.latencies = []
        self.acks = []
        self._count = 0
        self._read = self._counted = (b"", ())

    async def come(self, addresses, *, sampled=SAMPLED):
        """Everybody at once; ``addresses`` are (url, headers). Returns seconds until each was in."""
        began = perf_counter()
        made = await asyncio.gather(*(self._come(url, headers) for url, headers in addresses))
        self.people += made
        for person in random.sample(made, min(sampled, len(made))):
            person.looks = True
        return [await person.arrived - began for person in made]

    async def _come(self, url, headers):
        _transport, person = await ws_connect(
            lambda: self.make(self), url, extra_headers=headers, websocket_handshake_timeout=90
        )
        return person

    def say(self, person):
        self._count += 1
        self.sent[self._count] = perf_counter()
        person.say(self._count)

    def told_in(self, payload):
        """How many messages a frame tells; counted once for all who get the same."""
        if payload != self._counted[0]:
            self._counted = (payload, payload.count(b'"kind":"chat.said"'))
        return self._counted[1]

    def numbers_in(self, payload):
        """Which messages these are, likewise."""
        if payload != self._read[0]:
            self._read = (payload, [int(number) for number in NUMBERED.findall(payload)])
        return self._read[1]

    def forget(self):
        """Begin a new measurement."""
        for person in self.people:
            person.delivered = 0
            person.numbers.clear()
            person.then = None
        self.sent.clear()
        self.latencies.clear()
        self.acks.clear()

    async def settle(self, timeout=30):
        """Wait until everything sent has been answered and has reached everybody; False when it has not in time."""
        return await until(
            lambda: not any(p.waiting for p in self.people) and all(p.delivered >= len(self.sent) for p in self.people),
            timeout,
        )

    def closed(self):
        """How many have lost their line."""
        return sum(person.closed is not None for person in self.people)

    def missing(self):
        """Deliveries short of (or, negative, beyond) every message once to everybody, by number where looked at."""
        short = sum(len(self.sent) - person.delivered for person in self.people)
        looked = [person for person in self.people if person.looks and len(person.numbers) >= len(self.sent)]
        return short + sum(sorted(person.numbers) != sorted(self.sent) for person in looked)

    def leave(self):
        for person in self.people:
            person.transport.disconnect(False)


class Busy:
    """How much of its core this process has used: near 1 would mean that the client, not the server, is measured."""

    def __enter__(self):
        self._began, self._used = perf_counter(), process_time()
        return self

    def __exit__(self, *_error):
        self.share = round((process_time() - self._used) / (perf_counter() - self._began), 2)


async def until(condition, timeout):
    end = perf_counter() + timeout
    while not condition():
        if perf_counter() > end:
            return False
        await asyncio.sleep(0.02)
    return True


def report(**figures):
    """One measurement as one line, for people and for ``tests.load``."""
    print(json.dumps(figures), flush=True)


def pin(core):
    """Keep this process on one core, where there are two."""
    if os.cpu_count() > 1:
        os.sched_setaffinity(0, {core})
