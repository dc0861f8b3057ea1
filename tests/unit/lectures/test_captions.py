import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from coaching.lectures import captions

GOOD = "WEBVTT\n\nNOTE an aside\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Poske>Hei <b>kaikki</b>\n"


def _refusal(text):
    with translation.override("en"):
        with pytest.raises(ValidationError) as error:
            captions.checked(text if isinstance(text, bytes) else text.encode())
        return error.value.messages[0]


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("00:00:0", "00:0")])
def test_good_captions_pass(text):
    assert [cue.text for cue in captions.cues(captions.checked(text.encode()))] == ["Hei kaikki"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Line 1: a caption file begins with the word WEBVTT."),
        ("1\n00:00:01,000 --> 00:00:02,000\nHei\n", "Line 1: a caption file begins with the word WEBVTT."),
        ("WEBVTT\n", "There are no captions in the file."),
        (
            GOOD + "\nHei vaan\n",
            "Line 9: here should be a time such as 00:01:20.000 --> 00:01:24.000 and then the text.",
        ),
        (
            "WEBVTT\n\n00:01.000 -> 00:02.000\nHei\n",
            "Line 3: here should be a time such as 00:01:20.000 --> 00:01:24.000 and then the text.",
        ),
        (
            "WEBVTT\n\n00:99:01.000 --> 00:99:02.000\nHei\n",
            "Line 3: here should be a time such as 00:01:20.000 --> 00:01:24.000 and then the text.",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nHei\n00:03.000 --> 00:04.000\nVaan\n",
            "Line 3: here should be a time such as 00:01:20.000 --> 00:01:24.000 and then the text.",
        ),
        ("WEBVTT\n\n00:05.000 --> 00:04.000\nHei\n", "Line 3: the caption ends before it begins."),
        (
            "WEBVTT\n\n00:05.000 --> 00:06.000\nHei\n\n00:01.000 --> 00:02.000\nVaan\n",
            "Line 6: the caption begins before the one above it.",
        ),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHyv\xe4\xe4\n", "The caption file is not text in UTF-8. "),
    ],
)
def test_what_is_wrong_is_told_by_its_line(text, says):
    refusal = _refusal(text)

    assert refusal[: len(says)] == says


def test_a_file_too_large_is_refused():
    assert _refusal(b"WEBVTT" + b" " * captions.LARGEST)[:34] == "The caption file is too large. Cap"


@pytest.mark.parametrize(
    "said",
    [
        "Tunnus on 131052-308T.",
        "Tunnus on <b>131052</b>-308T.",
        "Tunnus on 131052\n\n00:04.000 --> 00:05.000\n-308T ja niin edelleen.",
    ],
)
def test_an_identity_code_is_refused_however_it_is_cut(said):
    refusal = _refusal(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{said}\n")

    assert refusal[:50] == "The text holds a Finnish personal identity code. T"
    assert "308T" not in refusal


def test_the_transcript_is_in_paragraphs_without_tags_or_repetition():
    text = GOOD + ("\n00:03.000 --> 00:05.000\nHei kaikki\nTervetuloa.\n\n00:40.000 --> 00:44.000\nSitten luottamus.\n")

    made = captions.transcript(text)

    assert [(part.clock, part.text) for part in made] == [
        ("0:01", "Hei kaikki Tervetuloa."),
        ("0:40", "Sitten luottamus."),
    ]
