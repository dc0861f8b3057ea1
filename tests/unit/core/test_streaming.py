import asyncio
import threading
from contextlib import aclosing

import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import connections
from django.db.models.fields.files import FieldFile, FileField
from django.http import Http404
from django.utils import translation
from storages.backends.s3 import S3Storage

from coaching.core import streaming
from coaching.core.streaming import PIECE, ranged_file, streamed

BODY = bytes(range(200))


@pytest.fixture
def stored(tmp_path):
    storage = FileSystemStorage(tmp_path)
    storage.save("luento.mp4", ContentFile(BODY))
    return FieldFile(None, FileField(storage=storage), "luento.mp4")


@pytest.fixture
def ask(rf, stored):
    """ask("bytes=0-9", If_Range=…) → the answer to a GET with these headers."""

    def ask(wanted=None, method="GET", **headers):
        values = {name.replace("_", "-"): value for name, value in headers.items()}
        if wanted:
            values["Range"] = wanted
        return ranged_file(rf.generic(method, "/", headers=values), stored, "video/mp4", "luento.mp4")

    return ask


def _seen(response):
    return response.status_code, response.headers.get("Content-Range"), b"".join(response)


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (None, (200, None, BODY)),
        ("bytes=0-0", (206, "bytes 0-0/200", BODY[:1])),
        ("bytes=10-19", (206, "bytes 10-19/200", BODY[10:20])),
        ("bytes=199-", (206, "bytes 199-199/200", BODY[199:])),
        ("bytes=150-999", (206, "bytes 150-199/200", BODY[150:])),
        ("bytes=-5", (206, "bytes 195-199/200", BODY[195:])),
        ("bytes=-500", (206, "bytes 0-199/200", BODY)),
        ("bytes=200-", (416, "bytes */200", b"")),
        ("bytes=-0", (416, "bytes */200", b"")),
        ("bytes=9-3", (200, None, BODY)),
        ("bytes=-", (200, None, BODY)),
        ("bytes=0-1,5-6", (200, None, BODY)),
        ("seconds=0-1", (200, None, BODY)),
        ("bytes=" + "9" * 5000 + "-", (200, None, BODY)),
    ],
)
def test_a_range_is_answered_as_http_says(ask, wanted, answer):
    assert _seen(ask(wanted)) == answer


def test_an_open_range_gets_a_bounded_part_so_that_a_player_asks_again(ask, monkeypatch):
    monkeypatch.setattr(streaming, "OPEN_RANGE", 64)

    assert _seen(ask("bytes=100-")) == (206, "bytes 100-163/200", BODY[100:164])


def test_the_length_is_that_of_the_part(ask):
    assert [ask()["Content-Length"], ask("bytes=1-4")["Content-Length"]] == ["200", "4"]


def test_head_tells_everything_and_sends_nothing(ask):
    response = ask("bytes=0-9", method="HEAD")

    assert (response.status_code, response["Content-Length"], response["Accept-Ranges"], response.content) == (
        200,
        "200",
        "bytes",
        b"",
    )


@pytest.mark.parametrize(("name", "status"), [("ETag", 206), ("Last-Modified", 206), (None, 200)])
def test_if_range_joins_parts_of_the_same_file_only(ask, name, status):
    validator = ask()[name] if name else '"another"'

    assert ask("bytes=0-9", If_Range=validator).status_code == status


def test_what_the_reader_has_is_not_sent_again(ask):
    response = ask(If_None_Match=ask()["ETag"])

    assert (response.status_code, response["ETag"]) == (304, ask()["ETag"])


def test_a_changed_file_has_another_etag(ask, stored):
    before = ask()["ETag"]
    stored.storage.delete("luento.mp4")
    stored.storage.save("luento.mp4", ContentFile(BODY + b"more"))

    assert ask()["ETag"] != before


def test_an_empty_file_is_sent_whole(ask, stored):
    stored.storage.delete("luento.mp4")
    stored.storage.save("luento.mp4", ContentFile(b""))

    assert [_seen(ask()), _seen(ask("bytes=0-"))] == [(200, None, b""), (416, "bytes */0", b"")]


def test_a_lost_file_is_not_found(ask, stored):
    stored.storage.delete("luento.mp4")

    with pytest.raises(Http404):
        ask()


def test_a_name_may_have_our_letters(rf, stored):
    response = ranged_file(rf.get("/"), stored, "video/mp4", "yö.mp4", inline=False)

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''y%C3%B6.mp4"


def test_object_storage_is_asked_for_the_range_only():
    storage = S3Storage(bucket_name="tallenteet", access_key="a", secret_key="b", region_name="eu-north-1")
    wanted = {"Bucket": "tallenteet", "Key": "luento.mp4", "Range": "bytes=10-13"}
    with Stubber(storage.bucket.meta.client) as stub:
        stub.add_response("get_object", {"Body": StreamingBody(_Raw(BODY[10:14]), 4)}, wanted)
        pieces = list(streaming._pieces(FieldFile(None, FileField(storage=storage), "luento.mp4"), 10, 4))

    assert pieces == [BODY[10:14]]


class _Raw:
    """What comes over the network, as urllib3 hands it out."""

    def __init__(self, body):
        self.body = body

    def read(self, size=None):
        part, self.body = self.body[:size], self.body[size or len(self.body) :]
        return part

    def close(self):
        self.body = b""


class Source:
    """A generator of parts that tells how far it has run, where, and how it ended."""

    def __init__(self, parts, size=PIECE):
        self.parts, self.size, self.made, self.closed = parts, size, 0, threading.Event()
        self.threads, self.language = set(), None

    def __iter__(self):
        try:
            self.language = translation.get_language()
            while self.made < self.parts:
                self.made += 1
                self.threads.add(threading.get_ident())
                yield bytes(self.size)
        finally:
            self.threads.add(threading.get_ident())
            self.closed.set()


def test_an_export_arrives_whole_without_asgi(rf):
    response = streamed((b"%d;" % number for number in range(3)), "text/csv", "viestit.csv")

    assert (response.getvalue(), response["Content-Disposition"]) == (b"0;1;2;", 'attachment; filename="viestit.csv"')


async def test_the_source_is_never_more_than_one_piece_ahead_of_the_reader():
    source = Source(1000)
    response = streamed(iter(source), "text/csv", "viestit.csv")

    ahead = []
    async with aclosing(aiter(response)) as parts:
        for read in range(1, 21):
            await anext(parts)
            await asyncio.sleep(0)
            ahead.append(source.made - read)

    assert max(ahead) <= 1
    assert source.made <= 21


async def test_small_parts_are_sent_together():
    source = Source(PIECE, size=2)

    sizes = [len(part) async for part in streamed(iter(source), "text/csv", "viestit.csv")]

    assert sizes == [PIECE, PIECE]


async def test_a_reader_who_leaves_ends_the_source_in_its_own_thread():
    source = Source(1000)
    async with aclosing(aiter(streamed(iter(source), "text/csv", "viestit.csv"))) as parts:
        await anext(parts)

    assert source.closed.is_set()
    assert len(source.threads - {threading.get_ident()}) == 1


async def test_a_cancelled_answer_ends_the_source_too():
    source, begun = Source(10**9), asyncio.Event()

    async def send():
        async with aclosing(aiter(streamed(iter(source), "text/csv", "viestit.csv"))) as parts:
            async for _part in parts:
                begun.set()

    sending = asyncio.create_task(send())
    await begun.wait()
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)

    assert source.closed.is_set()
    assert len(source.threads) == 1


async def test_the_source_speaks_the_language_of_the_page():
    source = Source(1)
    with translation.override("sv"):
        response = streamed(iter(source), "text/csv", "viestit.csv")

    assert [len(part) async for part in response] == [PIECE]
    assert source.language == "sv"


class _Connection:
    """Stands where a database connection would, and tells who closed it."""

    closed_by = None

    def close(self):
        self.closed_by = threading.get_ident()


async def test_the_database_connection_of_the_thread_is_closed_there(monkeypatch):
    monkeypatch.setitem(connections.settings, "elsewhere", {})
    used, threads = _Connection(), []

    def rows():
        connections["elsewhere"] = used
        threads.append(threading.get_ident())
        yield b"row"

    assert [part async for part in streamed(rows(), "text/csv", "viestit.csv")] == [b"row"]
    assert [used.closed_by] == threads


async def test_a_source_that_fails_breaks_the_answer_off():
    def rows():
        yield b"x" * PIECE
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        [part async for part in streamed(rows(), "text/csv", "viestit.csv")]
