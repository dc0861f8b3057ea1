"""Answers of any length in the same small memory: files in ranges, and exports as they are written.

Django buffers a synchronous iterator whole under ASGI; here it is pulled piece
by piece from a thread of its own, never more than one piece ahead of the reader.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import blake2s

from django.db import connections
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

PIECE = 256 * 1024
# A player asks "from here on" and then reads as slowly as it plays, or not at all while it is paused. It gets
# this much and asks again, so that no paused player keeps a thread and an open file.
OPEN_RANGE = 4 * 1024 * 1024
_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


class Streamed(StreamingHttpResponse):
    """Sends what a synchronous generator yields, under ASGI and WSGI alike.

    Under ASGI the generator runs in one thread, in the language of the view
    that made it. At the end, or when the reader leaves, it is closed in that
    thread, and so is the database connection it used.
    """

    def __init__(self, parts, **values):
        super().__init__(parts, **values)
        self._parts = parts
        self._language = translation.get_language()

    async def __aiter__(self):
        self._resource_closers.remove(self._parts.close)
        thread = ThreadPoolExecutor(1, "streamed", translation.activate, (self._language,))
        loop = asyncio.get_running_loop()
        try:
            while (part := await loop.run_in_executor(thread, next, self._parts, None)) is not None:
                yield part
        finally:
            closed = thread.submit(self._close_parts)
            thread.shutdown(wait=False)
            await asyncio.shield(asyncio.wrap_future(closed))

    def _close_parts(self):
        try:
            self._parts.close()
        finally:
            connections.close_all()


def streamed(parts, content_type, filename):
    """A download of what a generator of bytes yields; small parts go out together, 256 KiB at a time."""
    response = Streamed(_gathered(parts), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["Cache-Control"] = "no-store"
    return response


def ranged_file(request, file, content_type, filename=None, inline=True):
    """A stored file (a FieldFile), whole or the one range asked for; 404 when the storage has lost it.

    Answers 206, 304, 412 and 416 as HTTP says, and HEAD without reading the file.
    Several ranges at once get the whole file.
    """
    size, changed = _size_and_change(file)
    etag = f'"{blake2s(f"{file.name} {size} {changed}".encode(), digest_size=12).hexdigest()}"'
    response = get_conditional_response(request, etag, int(changed), None)
    if response is None:
        wanted = _wanted(request, size, etag, int(changed))
        response = _file_response(request, file, size, wanted, content_type)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    if disposition := content_disposition_header(not inline, filename or ""):
        response["Content-Disposition"] = disposition
    return response


def _size_and_change(file):
    try:
        return file.size, file.storage.get_modified_time(file.name).timestamp()
    except FileNotFoundError as lost:
        raise Http404(file.name) from lost


def _wanted(request, size, etag, changed):
    """(first, last) of the range asked for; () when the whole is to be sent, None when there is no such range."""
    match = _RANGE.fullmatch(request.headers.get("Range", "")) if request.method == "GET" else None
    if not match or match.groups() == ("", "") or not _unchanged(request.headers.get("If-Range"), etag, changed):
        return ()
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) and size else None
    first, last = int(first), int(last) if last else int(first) + OPEN_RANGE - 1
    if match[2] and last < first:
        return ()
    return (first, min(last, size - 1)) if first < size else None


def _unchanged(if_range, etag, changed):
    """Whether a part of the file still belongs with the parts the reader already has."""
    return if_range is None or if_range == etag or parse_http_date_safe(if_range) == changed


def _file_response(request, file, size, wanted, content_type):
    if wanted is None:
        return HttpResponse(status=416, content_type=content_type, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    length = last - first + 1
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        response = Streamed(_pieces(file, first, length), content_type=content_type, status=206 if wanted else 200)
    if wanted:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = length
    return response


def _pieces(file, first, length):
    if hasattr(file.storage, "bucket"):
        yield from _bucket_pieces(file, first, length)
        return
    with file.storage.open(file.name) as stored:
        stored.seek(first)
        while length > 0 and (piece := stored.read(min(PIECE, length))):
            length -= len(piece)
            yield piece


def _bucket_pieces(file, first, length):
    """Object storage is asked for the very range; its own file object would fetch the whole first."""
    if length:
        key = file.storage._normalize_name(file.name)
        answer = file.storage.bucket.Object(key).get(Range=f"bytes={first}-{first + length - 1}")
        with closing(answer["Body"]) as body:
            yield from body.iter_chunks(PIECE)


def _gathered(parts):
    waiting = bytearray()
    with closing(parts):
        for part in parts:
            waiting += part
            if len(waiting) >= PIECE:
                yield bytes(waiting)
                waiting.clear()
    if waiting:
        yield bytes(waiting)
