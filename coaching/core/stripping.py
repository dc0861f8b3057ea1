"""Pictures within documents: dot for dot as they were, without what camera and programs wrote beside them.

A document turns its pictures itself, so they stay as they lie; where and when they were taken, by whom and with
what goes, and so does what was hung on behind the picture.
"""

import gzip
import io
import struct
import zlib

from PIL import Image, UnidentifiedImageError

from coaching.core.drawings import is_emf, is_svg, is_wmf, plain_emf, plain_svg, plain_wmf

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TELLS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
_WEBP_TELLS = {b"EXIF", b"XMP "}
_WEBP_FLAGS = 0x08 | 0x04  # "there is EXIF", "there is XMP"
_LARGEST_UNPACKED = 40 * 1024 * 1024
_END, _SCAN, _COMMENT, _COLOURS = 0xD9, 0xDA, 0xFE, 0xE2
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_KEPT_APPS = {0xE0, 0xEE}  # JFIF, and how Adobe's colours are to be read


def stripped(content):
    """The picture without what tells of its making; what is no picture of a kind that tells comes back as it is.

    ValueError when a picture is so broken that what it tells cannot be found.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    if content.startswith((b"II*\0", b"MM\0*")):
        return _tiff(content)
    if content.startswith((b"GIF87a", b"GIF89a")):
        return _gif(content)
    return _drawing(content)


def _drawing(content):
    if content.startswith(b"\x1f\x8b"):
        return gzip.compress(stripped(_unpacked(content)), mtime=0)
    if is_svg(content):
        return plain_svg(content, stripped)
    if is_emf(content):
        return plain_emf(content)
    return plain_wmf(content) if is_wmf(content) else content


def _unpacked(content):
    """What a packed drawing (.emz, .wmz, .svgz) holds."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            inside = packed.read(_LARGEST_UNPACKED + 1)
    except zlib.error as error:
        raise ValueError("the drawing cannot be unpacked") from error
    if len(inside) > _LARGEST_UNPACKED or inside.startswith(b"\x1f\x8b"):
        raise ValueError("the drawing holds more than can be looked through")
    return inside


def _jpeg(content):
    kept, place = [content[:2]], 2
    while place < len(content):
        if content[place] != 0xFF:
            raise ValueError("no marker where a JPEG must have one")
        marker = content[place + 1]
        if marker == _END:
            break
        if marker == 0xFF or marker in _ALONE:
            place += 1 if marker == 0xFF else 2
            continue
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == _SCAN:
            end = _end_of_scan(content, end)
        if not _tells(marker, content[place + 4 : end]):
            kept.append(content[place:end])
        place = end
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_scan(content, place):
    """Where the next marker stands; within a scan 0xFF stands for itself before 0, and before the restart marks."""
    while (place := content.find(b"\xff", place)) != -1 and place + 1 < len(content):
        if content[place + 1] and content[place + 1] not in _ALONE:
            return place
        place += 2
    return len(content)


def _tells(marker, data):
    if marker == _COLOURS:
        return not data.startswith(b"ICC_PROFILE\0")
    return marker == _COMMENT or (0xE0 <= marker <= 0xEF and marker not in _KEPT_APPS)


def _png(content):
    kept, place = [_PNG], len(_PNG)
    while place < len(content):
        length, name = struct.unpack_from(">I4s", _whole(content, place, 8), 0)
        chunk = _whole(content, place, 12 + length)
        kept += [] if name in _PNG_TELLS else [chunk]
        place += len(chunk)
        if name == b"IEND":
            break
    return b"".join(kept)


def _webp(content):
    kept, place = [], 12
    while place < len(content):
        name, length = struct.unpack_from("<4sI", _whole(content, place, 8), 0)
        chunk = content[place : place + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
        kept += [] if name in _WEBP_TELLS else [chunk]
        place += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _tiff(content):
    """Written anew from its dots, since a TIFF keeps everything in one drawer."""
    with Image.open(io.BytesIO(content), formats=["TIFF"]) as image:
        dots = Image.frombytes(image.mode, image.size, image.tobytes())
        if image.getpalette():
            dots.putpalette(image.getpalette())
    kept = io.BytesIO()
    dots.save(kept, "TIFF", compression="tiff_lzw" if dots.mode != "1" else "group4")
    return kept.getvalue()


def _gif(content):
    """Written anew with all its frames, times and turns; what is noted in it and behind it goes."""
    kept = io.BytesIO()
    try:
        with Image.open(io.BytesIO(content), formats=["GIF"]) as image:
            image.save(kept, "GIF", save_all=True, comment=b"", optimize=False)
    except (UnidentifiedImageError, SyntaxError) as error:
        raise ValueError("the picture cannot be read") from error
    return kept.getvalue()


def _whole(content, place, length):
    if place + length > len(content):
        raise ValueError("the picture ends in the middle")
    return content[place : place + length]
