import pytest

from forums.words import index_of, roots_of, words_of

THE_SAME = [
    "asiakkaan asiakas",
    "asiakkaita asiakas",
    "asiakkaillemme asiakas",
    "työssä työ",
    "työn työtä",
    "luottamuksen luottamus",
    "hiljaisuuden hiljaisuus",
    "osallisuutta osallisuus",
    "etätapaamisessa etätapaaminen",
    "etätapaamista etätapaaminen",
    "kysymyksiin kysymys",
    "ihmistä ihminen",
    "nuorten nuori",
    "lapsia lapsi",
    "vanhemman vanhempi",
    "puhelimella puhelin",
    "potilaan potilas",
    "hampaan hammas",
    "kunnan kunta",
    "kaupungin kaupunki",
    "tiedon tieto",
    "laitteen laite",
    "tavan tapa",
    "pilotin pilotti",
    "viestejä viesti",
    "digikahveille digikahvit",
    "klienterna klient",
    "barnen barn",
    "meetings meeting",
]
NOT_THE_SAME = [
    "asia asiakas",
    "työ tyttö",
    "talo tali",
    "kuva kuvio",
    "luotto luottamus",
    "lapsi lapio",
    "puhelin puhe",
    "sää saa",
    "näin nain",
    "đat dat",
    "ŋ n",
    "sääʹmǩiõll saamkioll",
    "sääʹm sääm",
]


@pytest.mark.parametrize("pair", THE_SAME)
def test_forms_of_a_word_share_a_root(pair):
    one, other = pair.split()

    assert roots_of(one) & roots_of(other)


@pytest.mark.parametrize("pair", NOT_THE_SAME)
def test_other_words_share_none(pair):
    one, other = pair.split()

    assert roots_of(one) & roots_of(other) == frozenset()


@pytest.mark.parametrize("word", ["sääʹmǩiõll", "đat", "ŋ", "anarâškielâ", "davvisámegiella", "ääni"])
def test_every_word_is_found_as_it_stands(word):
    assert f" {word} " in index_of(f"Sana {word.upper()}!")


def test_words_are_small_and_composed_and_told_where_they_stand():
    assert list(words_of("A\u0308a\u0308ni: Työ-elämä_2")) == [
        ("ääni", 0, 6),
        ("työ", 8, 11),
        ("elämä", 12, 17),
        ("2", 18, 19),
    ]


def test_the_index_knows_composed_and_decomposed_writing_as_one():
    assert index_of("a\u0308a\u0308ni") == index_of("ääni")
