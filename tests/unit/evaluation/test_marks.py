"""What is marked in a masked text for a person to decide, and what is not."""

import pytest

from coaching.evaluation.interviews.marks import find_marks, replace


def marked(text):
    return [(mark.text, mark.kind) for mark in find_marks(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tapasin eilen Matin kaupalla.", [("Tapasin", "opening"), ("Matin", "name")]),
        ("Tulin, ja Matti Meikäläisen näin.", [("Tulin", "opening"), ("Matti Meikäläisen", "name")]),
        ("Matti auttoi minua.", [("Matti", "opening")]),
        ("Matti auttoi. Kun Matti auttoi, olin iloinen.", [("Matti", "name")]),
        ("Muutin Rovaniemelle. Rovaniemelle on matkaa.", [("Muutin", "opening"), ("Rovaniemelle", "name")]),
        ("Minä asun osoitteessa Kotikatu 5 B 12 yksin.", [("Kotikatu 5 B 12", "address")]),
        ("Se tulee 96100 Rovaniemi asti.", [("96100 Rovaniemi", "address")]),
        ("V: Asuin Kotitiellä 7 silloin.", [("Asuin", "opening"), ("Kotitiellä 7", "address")]),
        ("Se numero on 1234567 siinä.", [("1234567", "number")]),
        ("Siellä oli Anna-Liisa ja minä.", [("Anna-Liisa", "name")]),
    ],
)
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


def test_a_capital_that_also_stands_in_small_letters_is_a_sentences_beginning():
    assert marked("Tapaaminen meni hyvin. Se oli pitkä tapaaminen.") == []


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
