"""The guard against identity codes: what it refuses, what it warns about, and where it says it was."""

import json
import sys
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.core import text_guard
from coaching.core.text_guard import Found, find_identity_codes, holds_identity_code, strings_in, warns

# Public fictitious codes.
VALID = [
    "131052-308T",
    "131052A308T",
    "131052+308T",
    "010594Y9032",
    "010594Y9021",
    "020594X903P",
    "020594X902N",
    "030594W903B",
    "030694W9024",
    "040594V9030",
    "040594V902Y",
    "050594U903M",
    "050594U902L",
    "010516B903X",
    "010516B902W",
    "020516C903K",
    "020516C902J",
    "030516D9037",
    "030516D9026",
    "010501E9032",
    "020502E902X",
    "020503F9037",
    "020504A902E",
    "020504B904H",
    "100190-999P",
    "100190Y999P",
    "290200A1239",
]
NEAR_MISSES = {
    "check": "131052-308U",
    "alphabet": "131052-308G",
    "date": "310299-123X",
    "leap_day_1900": "290200-1239",
    "range": "131052-001A",
    "published_with_a_wrong_check": "010190-999K",
    "no_separator": "131052308T",
    "space_for_separator": "131052 308T",
}
HARMLESS = {
    "unknown_separator": "131052Z308T",
    "no_separator_wrong_sum": "131052308U",
    "letter_before": "x131052-308T",
    "letter_after": "131052-308Tx",
    "digit_before": "1131052-308T",
    "digit_after": "131052-308T1",
    "finnish_letter_before": "ä131052-308T",
    "two_spaces": "131052  -308T",
    "new_line": "131052\n-308T",
    "times_and_dates": "Nähdään 23.9.2020 klo 10:00–11:30, huone 1234!",
    "phone": "Soita 040 123 4567 tai +358401234567.",
    "business_id": "Y-tunnus 1234567-1",
    "uuid": "6fa459ea-ee8a-3ca4-894e-db77e160355e",
    "no_digits": "Kahvit klo yhdeksän ☕️",
    "empty": "",
}
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u207b"
FULLWIDTH = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
CHECK_SIGNS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SEPARATORS = {1800: "+", 1900: "-YXWVU", 2000: "ABCDEF"}


def spots(text):
    return [(text[found.start : found.end], found.certain) for found in find_identity_codes(text)]


@pytest.mark.parametrize("code", VALID)
def test_every_valid_vector_is_certain_in_running_text(code):
    text = f"Asiakas ({code}) soitti."

    found = find_identity_codes(text)

    assert found == [Found(start=9, end=20, certain=True)]
    assert (holds_identity_code(text), warns(text)) == (True, False)


@pytest.mark.parametrize("code", VALID)
def test_capitals_do_not_matter(code):
    assert spots(code.lower()) == [(code.lower(), True)]


@pytest.mark.parametrize("code", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_a_near_miss_only_warns(code):
    text = f"Tunnus on {code}, kai."

    assert spots(text) == [(code, False)]
    assert (holds_identity_code(text), warns(text)) == (False, True)


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_ordinary_text_passes(text):
    assert find_identity_codes(text) == []
    assert (holds_identity_code(text), warns(text)) == (False, False)


@pytest.mark.parametrize("dash", DASHES, ids=lambda dash: f"U+{ord(dash):04X}")
def test_every_dash_separates(dash):
    text = f"ks. 131052{dash}308T."

    assert spots(text) == [(f"131052{dash}308T", True)]


@pytest.mark.parametrize("sign", "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f", ids=lambda sign: f"U+{ord(sign):04X}")
def test_unseen_signs_hide_nothing(sign):
    code = sign.join("131052-308T")

    assert spots(f"a {code}{sign} b") == [(code, True)]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"], ids=["space", "nbsp", "narrow"])
@pytest.mark.parametrize("separator", "-A")
def test_one_space_on_either_side_of_the_separator(space, separator):
    code = f"131052{space}{separator}{space}308T"

    assert spots(f"ja {code} eilen") == [(code, True)]


@pytest.mark.parametrize(
    "code",
    ["131052-308T".translate(FULLWIDTH), "①③①⓪⑤②-³⁰⁸T", "𝟏𝟑𝟏𝟎𝟓𝟐-𝟑𝟎𝟖𝐓", "⑬⑩52-308T"],
    ids=["fullwidth", "circled", "mathematical", "two_digits_in_one_sign"],
)
def test_digits_in_disguise(code):
    assert spots(f"☕ {code} ½") == [(code, True)]


def test_places_are_those_of_the_original_text():
    before = "👩‍👩‍👧 ﷺ ½ \u200b ffi "  # signs that grow, vanish or take several code points
    text = f"{before}131052-308T, 131052-308U"

    found = find_identity_codes(text)

    start = len(before)
    assert found == [Found(start, start + 11, True), Found(start + 13, start + 24, False)]


@pytest.mark.parametrize("text", ["☕131052-308T☕", "scan_131052-308T.pdf", "\n131052-308T\t", "hetu:131052-308T;"])
def test_signs_that_are_no_letters_are_boundaries(text):
    assert spots(text) == [("131052-308T", True)]


def test_a_text_with_both_kinds_is_refused_and_warned_about():
    text = "131052-308T ja 131052-308U"

    assert (holds_identity_code(text), warns(text)) == (True, True)


def test_what_was_found_does_not_quote_it():
    assert repr(find_identity_codes("131052-308T")) == "[Found(start=0, end=11, certain=True)]"


def test_strings_in_walks_keys_and_values_in_order():
    body = json.loads('{"a": ["b", {"c": [1, null, true, "d"]}], "e": "f"}')

    assert list(strings_in(body)) == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    "value, strings", [("a", ["a"]), (("a", ["b"]), ["a", "b"]), ({"a"}, ["a"]), (7, []), (None, [])]
)
def test_strings_in_takes_anything(value, strings):
    assert list(strings_in(value)) == strings


def test_strings_in_finds_codes_in_keys_and_values_of_a_body():
    body = {"131052-308T": {"answers": [{"free": ("ok", "tunnus 131052A308T")}]}}

    assert [text for text in strings_in(body) if holds_identity_code(text)] == ["131052-308T", "tunnus 131052A308T"]


def test_strings_in_survives_deep_nesting():
    body = "bottom"
    for _ in range(sys.getrecursionlimit() * 2):
        body = [body]

    assert list(strings_in(body)) == ["bottom"]


def test_every_digit_in_disguise_is_known_to_the_quick_look():
    missed = [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if any(part in "0123456789" for part in unicodedata.normalize("NFKC", sign))
        and not (sign in "0123456789" or text_guard._ODD_DIGIT.match(sign))
    ]

    assert missed == []


def test_every_settled_sign_folds_to_itself():
    changed = [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if text_guard._READS_AS_WRITTEN.fullmatch(sign) and text_guard._fold_sign(sign) != sign
    ]

    assert changed == []


@pytest.mark.parametrize(
    "piece", ["1", "131052 ", "131052-", "1\u200b", "\u200b", "131052\u200b", "½a", "\u0323\u0307"]
)
def test_a_long_hostile_text_is_read_to_its_end(piece):
    """A second's work; a search that begins anew at every sign would take hours, and this run would not end."""
    text = piece * (1_000_000 // len(piece)) + " 131052-308T"

    assert len(find_identity_codes(text)) == 1


@st.composite
def codes(draw):
    day = draw(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
    number = draw(st.integers(2, 999))
    digits = f"{day:%d%m}{day.year % 100:02}"
    separator = draw(st.sampled_from(SEPARATORS[day.year // 100 * 100]))
    return f"{digits}{separator}{number:03}{CHECK_SIGNS[int(f'{digits}{number:03}') % 31]}"


@st.composite
def texts_around_a_code(draw):
    before, after = draw(st.text()), draw(st.text())
    start = len(before) + 1
    return f"{before}|{draw(codes())}|{after}", start


@given(texts_around_a_code())
def test_a_valid_code_is_found_in_any_text(text_and_start):
    text, start = text_and_start

    found = find_identity_codes(text)

    assert [place for place in found if place.start == start] == [Found(start, start + 11, True)]


@given(codes(), st.data())
def test_another_check_sign_is_never_refused(code, data):
    other = data.draw(st.sampled_from(CHECK_SIGNS.replace(code[-1], "")))

    assert spots(code[:-1] + other) == [(code[:-1] + other, False)]


@given(st.text())
def test_places_are_in_order_and_inside_the_text(text):
    places = [edge for found in find_identity_codes(text) for edge in (found.start, found.end)]

    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
