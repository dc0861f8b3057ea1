"""Short real recordings for a demonstration: a calm moving card, soft bells, and true captions of what it is."""

import math
import re
import tempfile
from array import array
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from coaching.lectures.times import clock

SIZE = WIDTH, HEIGHT = 640, 360
FRAMES = 4  # a second: enough for steam
SAMPLES = 16_000  # a second
CUE = 4  # seconds a caption stays
LONGEST = 40  # seconds
CHORDS = ((220, 277, 330), (196, 247, 294))  # Hz; whole, so that seconds join
PAPER, INK, LINE = "#faf6ee", "#1c2b27", "#ddd2c0"
SPRUCE, STEAM, ACCENT = "#1d5548", "#8fb3a5", "#f0a23a"

WORDS = {
    "fi": (
        "[Pehmeä kello soi.]",
        "Tämä on esittelytallenne: ”{title}”.",
        "Kuva ja ääni on tehty tietokoneella. Oikea luento tulee tämän tilalle.",
        "Tallenne kuuluu teemaan {number}, ”{theme}”.",
        "Tekstitys on oikea: valitse tekstistä kohta, niin tallenne siirtyy siihen.",
        "Kun olet katsonut tämän, nähdään digikahveilla.",
    ),
    "sv": (
        "[En mjuk klocka ljuder.]",
        "Det här är en demonstrationsinspelning: ”{title}”.",
        "Bilden och ljudet är gjorda med dator. Den riktiga föreläsningen kommer i dess ställe.",
        "Inspelningen hör till tema {number}, ”{theme}”.",
        "Textningen är äkta: välj ett ställe i texten, så flyttar inspelningen sig dit.",
        "När du har sett det här ses vi på digikaffet.",
    ),
    "en": (
        "[A soft bell rings.]",
        "This is a demonstration recording: “{title}”.",
        "The picture and the sound are made by a computer. The real lecture comes in its place.",
        "The recording belongs to theme {number}, “{theme}”.",
        "The captions are real: choose a place in the text and the recording goes there.",
        "When you have watched this, see you at the digikahvit.",
    ),
}


def lines(recording):
    """What is said, in the recording's own language; empty when we have no words in it."""
    theme, words = recording.theme, WORDS.get(recording.language, ())
    begin = [line.format(title=recording.title, number=theme.number, theme=theme.name) for line in words[:4]]
    middle = [sentence.strip() for sentence in re.findall(r"[^.!?]+[.!?]", theme.summary)]
    return [*begin, *middle[: LONGEST // CUE - len(words)], *words[4:]]


def captions(said):
    """The lines as WebVTT, one after another."""
    stamp = "00:00:{:02}.000".format
    blocks = [f"{stamp(n * CUE)} --> {stamp((n + 1) * CUE)}\n{line}\n" for n, line in enumerate(said)]
    return "\n".join(["WEBVTT\n", *blocks])


def film(recording, said):
    """An MP4 (H.264 and AAC, ready to play from its beginning); the same bytes every time."""
    seconds = len(said) * CUE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        _write(path, recording, seconds)
        return path.read_bytes()


def _write(path, recording, seconds):
    with av.open(str(path), "w", options={"movflags": "+faststart", "fflags": "+bitexact"}) as container:
        picture = container.add_stream("libx264", FRAMES)
        picture.width, picture.height, picture.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        picture.options = {
            "preset": "ultrafast",
            "crf": "26",
            "g": str(FRAMES * 4),
            "threads": "1",
            "tune": "stillimage",
        }
        sound = container.add_stream("aac", SAMPLES, layout="mono")
        sound.bit_rate, sound.options = 32_000, {"aac_coder": "fast"}
        card = _card(recording)
        for second in range(seconds):
            for moment in range(FRAMES):
                number = second * FRAMES + moment
                frame = av.VideoFrame.from_image(_moment(card, number / FRAMES, seconds))
                frame.pts, frame.time_base = number, Fraction(1, FRAMES)
                container.mux(picture.encode(frame))
            container.mux(sound.encode(_bell(second)))
        container.mux(picture.encode())
        container.mux(sound.encode())


def _card(recording):
    card = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), PAPER)
    draw = ImageDraw.Draw(card)
    draw.rounded_rectangle((940, 340, 1140, 500), 36, fill=SPRUCE)
    draw.arc((1096, 370, 1200, 464), 270, 90, fill=SPRUCE, width=24)
    draw.rounded_rectangle((900, 524, 1200, 544), 10, fill=SPRUCE)
    draw.text((80, 80), f"{recording.theme.number} · {recording.theme.name}"[:60], fill=SPRUCE, font=_font(34))
    draw.multiline_text((80, 192), _wrapped(recording.title, 800), fill=INK, font=_font(72), spacing=12)
    return card.resize(SIZE, Image.Resampling.LANCZOS)


def _moment(card, at, seconds):
    """The card with its steam and the line of time, ``at`` seconds into the film."""
    image = card.copy()
    image.paste(_steam(at % CUE), (475, 85))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((40, 322, 600, 328), 3, fill=LINE)
    draw.rounded_rectangle((40, 322, 40 + max(6, int(560 * at / seconds)), 328), 3, fill=ACCENT)
    draw.text((40, 296), clock(at), fill=SPRUCE, font=_font(17))
    return image


@cache
def _steam(at):
    """Comes round every four seconds. Drawn twice as large and made smaller, so that its edges are soft."""
    image = Image.new("RGB", (180, 150), PAPER)
    draw = ImageDraw.Draw(image)
    for column, start in ((40, 0.0), (90, 2.1), (140, 4.2)):
        points = [(column + 14 * math.sin(y / 28 + at * math.pi / 2 + start), 140 - y) for y in range(0, 128, 4)]
        draw.line(points, fill=STEAM, width=10, joint="curve")
    return image.resize((90, 75), Image.Resampling.BILINEAR)


def _wrapped(text, width):
    rows, font = [""], _font(72)
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if font.getlength(longer) <= width or not rows[-1]:
            rows[-1] = longer
        else:
            rows.append(word)
    return "\n".join(rows)


@cache
def _font(size):
    font = ImageFont.truetype(settings.BASE_DIR / "static/vendor/fonts/familjen-grotesk-latin.woff2", size)
    font.set_variation_by_axes([600])
    return font


def _bell(second):
    """One second of sound: every fourth second a bell begins, and dies away."""
    samples = _sounds()[second // 4 % len(CHORDS)][second % 4]
    frame = av.AudioFrame("s16", "mono", SAMPLES)
    frame.planes[0].update(samples)
    frame.sample_rate, frame.pts, frame.time_base = SAMPLES, second * SAMPLES, Fraction(1, SAMPLES)
    return frame


@cache
def _sounds():
    """For each chord its four seconds, computed once: a chord is the same every second but for its loudness."""
    turn = 2 * math.pi / SAMPLES
    waves = [[sum(math.sin(turn * tone * n) for tone in chord) for n in range(SAMPLES)] for chord in CHORDS]
    fading = [[_loudness(second + n / SAMPLES) for n in range(SAMPLES)] for second in range(4)]
    return [[array("h", map(_sample, wave, loudness)).tobytes() for loudness in fading] for wave in waves]


def _sample(wave, loudness):
    return int(wave * loudness)


def _loudness(since):
    return 1800 * min(1.0, since * 20) * math.exp(-1.1 * since) * min(1.0, (4 - since) * 4)
