"""Looking into picture and sound files with PyAV."""

import io
from bisect import bisect_right
from dataclasses import dataclass

import av
from django.utils.translation import gettext as _

from coaching.core.errors import Refused

# What browsers play: the ending by the name, and the codecs that may be inside.
ENDINGS = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
}
PICTURE_CODECS = {"h264", "vp8", "vp9", "av1"}
SOUND_CODECS = {"aac", "mp3", "opus", "vorbis", "flac"}
# Other kinds of file are never opened, whatever the name says: a playlist would make the server fetch what it lists.
ONLY_THESE = {"format_whitelist": "mov,matroska,mp3,ogg,aac,flac"}
POSTER_WIDTH = 960


@dataclass(frozen=True)
class Film:
    """What is in a file: its length in seconds, and whether it has a picture."""

    duration: float
    has_picture: bool
    content_type: str


def ending(name):
    return name.rsplit(".")[-1].lower()


def look_into(file, name):
    """Open the file far enough to know that browsers play it; Refused says why they would not."""
    if ending(name) not in ENDINGS:
        raise Refused("not_a_film", _("Send a film or a sound recording: MP4, WebM, M4A, MP3 or OGG."))
    try:
        with av.open(file, metadata_errors="ignore", options=ONLY_THESE) as container:
            return _film(container, ENDINGS[ending(name)])
    except (av.FFmpegError, ValueError) as error:
        raise Refused(
            "not_a_film",
            _("The file is not a film or a sound recording, or it has not come whole. Check it and send it again."),
        ) from error


def _film(container, content_type):
    pictures = [stream for stream in container.streams.video if not stream.disposition & _STILL]
    codecs = {stream.codec_context.codec.canonical_name for stream in [*pictures, *container.streams.audio]}
    if not codecs:
        raise Refused("not_a_film", _("There is no picture or sound in the file. Choose another file."))
    strange = codecs - PICTURE_CODECS - SOUND_CODECS
    if strange:
        raise Refused(
            "unplayable",
            _("Browsers do not play %(codec)s. Save the film as MP4 (H.264 and AAC) and send it again.")
            % {"codec": ", ".join(sorted(strange)).upper()},
        )
    duration = _duration(container)
    if not duration:
        raise Refused("not_a_film", _("The length of the film cannot be read. Save it again as MP4 and send that."))
    if not pictures:
        content_type = content_type.replace("video/", "audio/")
    return Film(duration, bool(pictures), content_type)


_STILL = av.stream.Disposition.attached_pic


def _duration(container):
    if container.duration:
        return round(container.duration / av.time_base, 2)
    lengths = [float(stream.duration * stream.time_base) for stream in container.streams if stream.duration]
    return round(max(lengths, default=0), 2)


def poster(file):
    """A JPEG of a moment a tenth into the film."""
    with av.open(file, options=ONLY_THESE) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        container.seek(int((container.duration or 0) / 10))
        picture = next(container.decode(stream)).to_image()
    picture.thumbnail((POSTER_WIDTH, POSTER_WIDTH))
    jpeg = io.BytesIO()
    picture.convert("RGB").save(jpeg, "JPEG", quality=80, optimize=True)
    return jpeg.getvalue()


class Joined(io.RawIOBase):
    """The pieces of an upload read as one file, from whatever storage they are in."""

    def __init__(self, parts):
        self.parts = list(parts)
        self.size = sum(part.size for part in self.parts)
        self._offsets = [part.offset for part in self.parts]
        self._at = 0
        self._open = None

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self._at

    def seek(self, offset, whence=io.SEEK_SET):
        self._at = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence])
        return self._at

    def readinto(self, buffer):
        filled = 0
        while filled < len(buffer) and self._at < self.size:
            got = self._read_part(len(buffer) - filled)
            buffer[filled : filled + len(got)] = got
            filled += len(got)
            self._at += len(got)
        return filled

    def _read_part(self, length):
        part = self.parts[bisect_right(self._offsets, self._at) - 1]
        if part is not self._open:
            self._close_part()
            part.file.open("rb")
            self._open = part
        part.file.seek(self._at - part.offset)
        got = part.file.read(min(length, part.offset + part.size - self._at))
        if not got:
            raise OSError(f"A piece of the upload is shorter than it was: {part.offset}")
        return got

    def close(self):
        self._close_part()
        super().close()

    def _close_part(self):
        if self._open:
            self._open.file.close()
            self._open = None
