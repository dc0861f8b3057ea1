"""Reading what a form sends, and the codes of answers."""

import pytest

from coaching.surveys import kinds
from coaching.surveys.models import Item

from .conftest import SETTINGS, typed


def an_item(kind, **settings):
    return Item(pk=7, key=kind, kind=kind, settings=SETTINGS.get(kind, {}) | settings)


@pytest.mark.parametrize(
    ("kind", "sent", "kept"),
    [
        ("single", ["video"], "video"),
        ("single", [], None),
        ("multiple", ["video", "chat"], ["chat", "video"]),
        ("multiple", [], None),
        ("scale", ["5"], 5),
        ("scale", ["cannot_say"], "cannot_say"),
        ("number", ["12"], 12),
        ("number", ["2,5"], 2.5),
        ("number", [" "], None),
        ("date", ["2020-09-23"], "2020-09-23"),
        ("text", ["  Hyvin meni.\r\nKiitos  "], "Hyvin meni.\nKiitos"),
        ("text", ["   "], None),
    ],
)
def test_what_is_sent_is_kept_in_its_own_shape(kind, sent, kept):
    item = an_item(kind)

    assert kinds.read(item, typed(item, *sent)) == kept


def test_a_matrix_keeps_the_areas_that_were_answered():
    item = an_item("matrix")

    assert kinds.read(item, typed(item, etiikka="3")) == {"etiikka": 3}


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("single", "kirje"),
        ("multiple", "kirje"),
        ("scale", "6"),
        ("scale", "0"),
        ("number", "monta"),
        ("number", "301"),
        ("number", "nan"),
        ("number", "inf"),
        ("date", "31.2.2020"),
        ("text", "x" * 4001),
        ("text", "Asiakas 131052-308T tuli"),
    ],
)
def test_what_cannot_be_is_refused_in_words(kind, sent):
    item = an_item(kind)

    with pytest.raises(kinds.Wrong, match=r"\w+ \w+") as refused:
        kinds.read(item, typed(item, sent))

    assert "131052" not in str(refused.value)


def test_who_may_not_say_cannot_say_is_refused_it():
    item = an_item("scale", cannot_say=False)

    with pytest.raises(kinds.Wrong):
        kinds.read(item, typed(item, "cannot_say"))


def test_codes_count_from_one_in_the_order_of_the_page():
    assert list(kinds.codes(an_item("single"))) == [1, 2]
    assert kinds.codes(an_item("scale")) == {1: {"fi": "ei"}, 2: {}, 3: {}, 4: {}, 5: {"fi": "kyllä"}}
    assert kinds.codes(an_item("text")) == {}


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [("single", "video", 2), ("scale", 4, 4), ("scale", "cannot_say", None), ("matrix", 3, 3), ("text", "Hei", None)],
)
def test_an_answer_has_its_code(kind, value, code):
    assert kinds.code_of(an_item(kind), value) == code
