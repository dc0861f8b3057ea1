"""What is written as .sav is read back by the library SPSS's users read it with."""

import io
from datetime import UTC, date, datetime

import pyreadstat
import pytest

from coaching.core.registries import NO_ANSWER, NOT_ASKED, Column
from coaching.evaluation.codebook import plain_table
from coaching.evaluation.formats import WRITERS

SURE = Column(
    {"fi": "Kuinka varma olet?", "en": "How sure are you?"},
    "category",
    {1: {"fi": "En lainkaan"}, 2: {"fi": "Hieman"}, 3: {"fi": "Täysin"}},
    missing={NO_ANSWER: {"fi": "Ei vastausta"}, NOT_ASKED: {"fi": "Ei kysytty"}},
    measure="ordinal",
)


@pytest.fixture
def read(tmp_path):
    """read(columns, rows) → (values, what the file says of itself)."""

    def read(columns, *rows):
        file = io.BytesIO()
        writer = WRITERS["sav"](file, plain_table("taulu", "Ääkköset", columns))
        for row in rows:
            writer.write(row)
        writer.close()
        path = tmp_path / "taulu.sav"
        path.write_bytes(file.getvalue())
        return pyreadstat.read_sav(path, output_format="dict", user_missing=True)

    return read


def test_a_question_with_labels_measure_and_missing_codes(read):
    values, told = read({"t1_varma_ä": SURE}, {"t1_varma_ä": 2}, {"t1_varma_ä": NO_ANSWER}, {"t1_varma_ä": None})

    assert values == {"t1_varma_ä": [2.0, 99.0, None]}
    assert (told.file_label, told.file_encoding, told.number_rows) == ("Ääkköset", "UTF-8", 3)
    assert told.column_labels == ["Kuinka varma olet?"]
    assert told.variable_value_labels == {
        "t1_varma_ä": {1.0: "En lainkaan", 2.0: "Hieman", 3.0: "Täysin", 99.0: "Ei vastausta", 98.0: "Ei kysytty"}
    }
    assert told.variable_measure == {"t1_varma_ä": "ordinal"}
    assert [each["lo"] for each in told.missing_ranges["t1_varma_ä"]] == [99.0, 98.0]


def test_the_same_question_in_two_rounds_is_told_apart_by_its_label(read):
    rounds = {
        name: Column({"fi": "Osaan"}, "integer", wave=wave) for name, wave in (("t1_a", "before"), ("t3_a", "after"))
    }

    _values, told = read(rounds, {"t1_a": 1, "t3_a": 2})

    assert told.column_labels == ["T1: Osaan", "T3: Osaan"]


def test_a_person_who_has_not_consented_is_a_missing_value(read):
    values, told = read({"person": Column("Kuka", "person")}, {"person": "P417"}, {"person": "withheld"})

    assert values == {"person": ["P417", "withheld"]}
    assert told.missing_ranges == {"person": [{"lo": "withheld", "hi": "withheld"}]}


def test_codes_longer_than_eight_signs_have_their_labels(read):
    kinds = Column("Laji", "category", {"digikahvit": "Digikahvit", "lecture": "Luento"})

    values, told = read({"kind": kinds}, {"kind": "digikahvit"}, {"kind": "lecture"}, {"kind": None})

    assert values == {"kind": ["digikahvit", "lecture", ""]}
    assert told.variable_value_labels == {"kind": {"digikahvit": "Digikahvit", "lecture": "Luento"}}


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 252, 253, 255, 256, 257, 504, 505, 510, 511, 2000, 32_767])
def test_a_text_of_any_length_comes_back(read, length):
    text = "äbc defgh"[1:] * (length // 8 + 1)
    text = text[:length].rstrip() + "x" * (length - len(text[:length].rstrip()))

    values, _told = read({"text": Column("Teksti"), "after": Column("Jäljessä", "integer")}, {"text": text, "after": 7})

    assert values == {"text": [text], "after": [7.0]}


def test_a_text_too_long_for_the_format_says_so(read):
    values, _told = read({"text": Column("Teksti")}, {"text": "ä" * 20_000})

    [text] = values["text"]
    assert text.endswith(" … [cut]")
    assert 32_000 < len(text.encode()) <= 32_767


def test_numbers_days_times_and_yes(read):
    columns = {
        "n": Column("n", "integer"),
        "share": Column("share", "decimal"),
        "day": Column("day", "date"),
        "at": Column("at", "datetime"),
        "yes": Column("yes", "boolean"),
    }
    row = {"n": -100, "share": 0.25, "day": date(2020, 9, 23), "at": datetime(2020, 9, 23, 7, tzinfo=UTC), "yes": True}

    values, told = read(columns, row, row | {"n": 151, "yes": False}, dict.fromkeys(columns))

    assert values == {
        "n": [-100.0, 151.0, None],
        "share": [0.25, 0.25, None],
        "day": [date(2020, 9, 23)] * 2 + [None],
        "at": [datetime(2020, 9, 23, 10)] * 2 + [None],
        "yes": [1.0, 0.0, None],
    }
    assert told.variable_measure == {"n": "scale", "share": "scale", "day": "scale", "at": "scale", "yes": "nominal"}


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        ("ALL", "ALL_"),
        ("1a", "v1a"),
        ("_a", "v_a"),
        ("a b-c", "a_b_c"),
        ("kysymys_ä", "kysymys_ä"),
        ("x" * 70, "x" * 64),
    ],
)
def test_names_that_spss_does_not_take_are_mended(read, name, mended):
    assert list(read({name: Column("x", "integer")}, {name: 1})[0]) == [mended]


def test_large_and_small_letters_are_one_name_to_spss(read):
    columns = {name: Column(name, "integer") for name in ("A", "a", "a_2")}

    assert list(read(columns, {"A": 1, "a": 2, "a_2": 3})[0]) == ["A", "a_2", "a_2_2"]


def test_a_table_without_rows_has_its_columns(read):
    values, told = read({"text": Column("Teksti"), "n": Column("Luku", "integer")})

    assert (values, told.column_labels) == ({"text": [], "n": []}, ["Teksti", "Luku"])


def test_more_rows_than_wait_in_memory(read):
    rows = [{"n": number, "text": f"rivi {number} " + "x" * (number % 300)} for number in range(6000)]

    values, _told = read({"n": Column("n", "integer"), "text": Column("t")}, *rows)

    assert values == {"n": [float(row["n"]) for row in rows], "text": [row["text"].rstrip() for row in rows]}
