"""What is marked in a masked text for a person to decide, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.evaluation.interviews import marks
from coaching.evaluation.interviews.words import Words, words_of

ORDINARY = {
    "tapasin": "tavata",
    "tulin": "tulla",
    "muutin": "muuttaa",
    "anna": "antaa",
    "Anna": "Anna",
    "kaksi": "kaksi",
}
ORDINARY |= {"asuin": "asua", "lahti": "lahti", "Lahti": "Lahti", "kävin": "käydä", "tapaaminen": "tapaaminen"}
WORDS = Words("fi", ORDINARY)


def find_marks(text, apart=(), words=WORDS):
    return marks.find_marks(text, words, apart)


def replace(text, decided, apart=()):
    return marks.replace(text, WORDS, decided, apart)


def marked(text):
    return [(mark.text, mark.kind) for mark in find_marks(text) if mark.kind != "ordinary"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tapasin eilen Matin kaupalla.", [("Matin", "name")]),
        ("Tulin, ja Matti Meikäläisen näin.", [("Matti Meikäläisen", "name")]),
        ("Menin Helsinki Matti mukana.", [("Menin", "opening"), ("Helsinki", "name"), ("Matti", "name")]),
        ("Kävin Virtasen Matin Kelassa.", [("Virtasen Matin", "name"), ("Kelassa", "name")]),
        ("Kävin Abdi Hassanin luona.", [("Abdi Hassanin", "name")]),
        ("Tulin Anna Virtasen ja Tampereen Liisan kanssa.",
         [("Anna Virtasen", "name"), ("Tampereen", "name"), ("Liisan", "name")]),
        ("Matti auttoi minua.", [("Matti", "name")]),
        ("Anna ja minä lähdimme.", [("Anna", "opening")]),
        ("Lahti on kaunis.", [("Lahti", "opening")]),
        ("Anna auttoi. Kun Anna auttoi, olin iloinen.", [("Anna", "name")]),
        ("Muutin Rovaniemelle. Rovaniemi on kaukana.", [("Rovaniemelle, Rovaniemi", "name")]),
        ("Minä asun osoitteessa Kotikatu 5 B 12 yksin.", [("Kotikatu 5 B 12", "address")]),
        ("Se tulee 96100 Rovaniemi asti.", [("96100 Rovaniemi", "address")]),
        ("näin Matin Kotikatu 5 luona", [("Matin", "name"), ("Kotikatu 5", "address")]),
        ("V: Asuin Kotitiellä 7 silloin.", [("Kotitiellä 7", "address")]),
        ("Se numero on 1234567 siinä.", [("1234567", "number")]),
        ("Synnyin 12.3.1985 ja muutin 2.10.", [("Synnyin", "opening"), ("12.3.1985", "day")]),
        ("Se on sivulla www.matinkoti.fi tai @matti.m siellä.", [("www.matinkoti.fi", "link"), ("@matti.m", "link")]),
        ("Siellä oli Anna-Liisa ja minä.", [("Anna-Liisa", "name")]),
        ("Hän sanoi: Kaksi kertaa.", []),
    ],
)  # fmt: skip
def test_marked(text, found):
    assert marked(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Minä olin siellä. Se oli hyvä! Mutta entä sitten? Joo.",
        "H: Miltä tuntui?\nV: Hyvältä se tuntui, ja hyvältä tuntuu yhä. Siis hyvältä, hyvältä.",
        "Puhuin P417:n kanssa, ja [name] vastasi. [interviewee] kertoi.",
        "Vuonna 2020 tapaamisia oli 15, vuonna 2021 taas 12.",
        "var jag där? Jag tror det. Och sedan gick jag hem.",
    ],
)
def test_not_marked(text):
    assert [mark for mark in marked(text) if mark[1] != "opening"] == []


@pytest.mark.parametrize(
    ("word", "guess"),
    [("Matille", "name"), ("Virtasen", "name"), ("Lindströmin", "name"), ("Rovaniemellä", "place"), ("Espoon", "place"),
     ("Ruotsissa", "place"), ("Lahden", ""), ("Kelassa", "")],
)  # fmt: skip
def test_what_the_lists_know_as_one_thing_only(word, guess):
    [mark] = [mark for mark in find_marks(f"kävin {word} luona") if mark.kind == "name"]

    assert mark.guess == guess


def test_cases_of_a_word_are_one_mark():
    [mark] = find_marks("näin Matin, ja Matille sanoin, että Matti")

    assert (mark.forms, mark.count) == (("Matin", "Matille", "Matti"), 3)


def test_each_place_by_itself_and_back_together():
    text = "näin Matin, ja Matille sanoin"
    [mark] = find_marks(text)
    first, second = parted = find_marks(text, [f"places:{mark.key}"])

    assert [(one.text, one.of) for one in parted] == [(word, f"places:{mark.key}") for word in ("Matin", "Matille")]
    assert replace(text, {first.key: "[name]", second.key: None}, [first.of]) == "näin [name], ja Matille sanoin"


def test_each_word_by_itself():
    text = "kävin Abdi Hassanin luona, Abdi näytti"
    both, _alone = find_marks(text)

    parted = find_marks(text, [f"words:{both.key}"])

    assert [(one.text, one.count) for one in parted] == [("Abdi", 2), ("Hassanin", 1)]


def test_what_a_dictionary_knows_does_not_flood_what_is_asked():
    said = "Tapasin hänet. Tulin kotiin. Muutin pois. Asuin siellä. Anna tuli. Xyzzy tuli. Kävin siellä."

    kinds = {mark.text: mark.kind for mark in find_marks(said)}

    assert [word for word, kind in kinds.items() if kind == "ordinary"] == [
        "Tapasin",
        "Tulin",
        "Muutin",
        "Asuin",
        "Kävin",
    ]
    assert [word for word, kind in kinds.items() if kind == "opening"] == ["Anna", "Xyzzy"]


@pytest.mark.parametrize(
    ("language", "name", "common"), [("fi", "Rovaniemellä", "Tapasin"), ("sv", "Lindström", "Ringde")]
)
def test_the_real_dictionaries(language, name, common):
    words = words_of(language)

    assert (words.is_name(name), words.is_common(name)) == (True, False)
    assert (words.is_name(common), words.is_common(common)) == (False, True)
    assert words_of("se") is words_of("fi")


PIECES = st.sampled_from(
    ["Matti", "Matin", "Helsinki", "Abdi Hassan", "Anna", "tuli", "Tapasin", "Kotikatu 5", "[name]", "P417", "12345678",
     "www.a.fi", "1.2.1990", "H:", "ja", "Virtasen"]
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", ". ", "\n", ", "])), max_size=14).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)


@given(TEXTS, st.sets(st.sampled_from(["words", "places"])))
def test_all_decided_leaves_nothing_and_all_kept_leaves_everything(text, ways):
    apart = [f"{way}:{mark.key}" for mark in find_marks(text) for way in sorted(ways)]
    apart += [f"places:{mark.key}" for mark in find_marks(text, apart)] if "places" in ways else []
    found = find_marks(text, apart)

    taken = replace(text, {mark.key: "·" for mark in found}, apart)

    assert replace(text, {mark.key: None for mark in found}, apart) == text
    assert [word for word in ("Matti", "Helsinki", "Abdi", "Kotikatu", "Anna", "www") if word in taken] == []
    assert ("[name]" in taken, "P417" in taken) == ("[name]" in text, "P417" in text)


def test_a_capital_that_also_stands_in_small_letters_is_a_sentences_beginning():
    assert marked("Etätapaaminen meni hyvin. Se oli pitkä etätapaaminen.") == []
    assert marked("Etätapaamisessa meni hyvin. Se oli pitkissä etätapaamisissa.") == []


def test_one_mark_for_all_the_places():
    [mark] = find_marks("Olin Kelassa. En saanut Kelassa apua. Siksi en mene Kelassa käymään. Taas Kelassa.")

    assert (mark.text, mark.count, len(mark.contexts)) == ("Kelassa", 4, 3)
    before, itself, after = mark.contexts[0]
    assert (before, itself, after.endswith(" …")) == ("Olin ", "Kelassa", True)


def test_replaced_and_kept():
    text = "Minä tapasin Matin eilen Rovaniemellä. Matin auto oli Kelassa."
    matti, rovaniemi, kela = find_marks(text)

    decided = {matti.key: "[name]", rovaniemi.key: "[place]", kela.key: None}

    assert replace(text, decided) == "Minä tapasin [name] eilen [place]. [name] auto oli Kelassa."


def test_what_has_not_been_decided_is_no_choice():
    with pytest.raises(KeyError):
        replace("Tapasin Matin.", {})


def test_an_emoji_before_moves_nothing():
    text = "Hyvä 😀👩‍👩‍👧 Matti!"
    [mark] = [one for one in find_marks(text) if one.text == "Matti"]

    assert replace(text, {one.key: "[name]" if one == mark else None for one in find_marks(text)}) == (
        "Hyvä 😀👩‍👩‍👧 [name]!"
    )
