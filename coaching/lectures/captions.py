"""Reading WebVTT: what is wrong is told by its line, and a transcript is made of what is right."""

import re
from dataclasses import dataclass, field

import webvtt
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coaching.core.fields import refuse_identity_codes
from coaching.lectures.times import clock

LARGEST = 500_000
PARAGRAPH = 15  # seconds of talk under one time in the transcript
_TIMES = re.compile(r"-->")
_NOT_CUES = ("NOTE", "STYLE", "REGION")


@dataclass
class Paragraph:
    """A quarter of a minute of talk and where it begins."""

    start: float
    lines: list = field(default_factory=list)

    @property
    def clock(self):
        return clock(self.start)

    @property
    def text(self):
        return " ".join(self.lines)


def checked(data):
    """The text of a caption file; ValidationError says which line is wrong and why. ``data`` is bytes."""
    if len(data) > LARGEST:
        raise ValidationError(_("The caption file is too large. Captions of a long lecture take some 200 kB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("The caption file is not text in UTF-8. Save it as UTF-8 and send it again.")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not re.match(r"WEBVTT[ \t\n]", text + "\n"):
        raise ValidationError(_("Line 1: a caption file begins with the word WEBVTT."))
    _check_cues(text)
    refuse_identity_codes(text)
    refuse_identity_codes(" ".join(cue.text for cue in cues(text)))
    return text


def cues(text):
    """The cues of a text that has been checked: with ``text``, ``start_in_seconds`` and ``end_in_seconds``."""
    return list(webvtt.from_string(text))


def transcript(text):
    """The talk as paragraphs; tags are gone and what a cue repeats of the one before is left out."""
    paragraphs, last = [], None
    for cue in cues(text):
        start = _seconds(cue.start)
        if not paragraphs or start - paragraphs[-1].start >= PARAGRAPH:
            paragraphs.append(Paragraph(start))
        for line in cue.text.splitlines():
            if line.strip() and line != last:
                paragraphs[-1].lines.append(line.strip())
                last = line
    return [paragraph for paragraph in paragraphs if paragraph.lines]


def _check_cues(text):
    before, found = 0.0, False
    for number, lines in _blocks(text):
        if lines[0].startswith(_NOT_CUES) and not any(map(_TIMES.search, lines[:2])):
            continue
        cue = _cue(number, lines)
        start, end = _seconds(cue.start), _seconds(cue.end)
        if end <= start:
            raise ValidationError(_("Line %(line)s: the caption ends before it begins.") % {"line": number})
        if start < before:
            raise ValidationError(_("Line %(line)s: the caption begins before the one above it.") % {"line": number})
        before, found = start, True
    if not found:
        raise ValidationError(_("There are no captions in the file."))


def _cue(number, lines):
    try:
        read = list(webvtt.from_string("\n".join(["WEBVTT", "", *lines]), strict=True))
    except (webvtt.errors.MalformedCaptionError, webvtt.errors.MalformedFileError):
        read = []
    if len(read) != 1:
        raise ValidationError(
            _("Line %(line)s: here should be a time such as 00:01:20.000 --> 00:01:24.000 and then the text.")
            % {"line": number}
        )
    return read[0]


def _blocks(text):
    """(line number, lines) of every block after the heading; blocks stand between empty lines."""
    block, first = [], 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line:
            first = first if block else number
            block.append(line)
        elif block:
            if first > 1:
                yield first, block
            block = []


def _seconds(stamp):
    seconds = 0.0
    for part in stamp.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds
