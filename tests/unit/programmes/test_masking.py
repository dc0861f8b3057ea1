import pytest

from coaching.programmes.masking import Masker

NUMBERS = {1: "P101", 2: "P202", 3: "P303"}


@pytest.fixture
def mask():
    names = [(1, "Kaisla Korpikuusi"), (2, "Secret Realname"), (4, "Pouta Puolukkamäki"), (5, "Anna-Liisa Lahti")]
    aliases = [(2, "Kuukkeli"), (3, "Laavun lämpö")]
    return Masker(names, aliases, NUMBERS)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kysy Kaislalta.", "Kysy P101."),
        ("KAISLA sanoi sen", "P101 sanoi sen"),
        ("Kaisla Korpikuusen idea", "P101 idea"),
        ("Korpikuusi, Kaisla", "P101, P101"),
        ("Kuukkelille ja Secret Realnamelle", "P202 ja P202"),
        ("Laavun lämmön mukaan", "P303 mukaan"),
        ("laavun vieressä oli lämpöä", "laavun vieressä oli lämpöä"),
        ("Pouta tuli", "[name] tuli"),
        ("Anna-Liisalle ja Liisalle", "[name] ja [name]"),
        ("Kaisla-tädin neuvo", "P101-tädin neuvo"),
        ("kaislikossa suhisee", "kaislikossa suhisee"),
        ("Kaisla Pouta", "P101 [name]"),
        ("soita 040 123 4567 tai +358 40 1234567", "soita [phone] tai [phone]"),
        ("kaisla.korpikuusi@example.org vastaa", "[e-mail] vastaa"),
        ("tunnus 131052-308T tässä", "tunnus [identity code] tässä"),
        ("luento 23.9.2020 klo 10.00–11.30", "luento 23.9.2020 klo 10.00–11.30"),
        ("2020-09-23 tuli 117 ihmistä", "2020-09-23 tuli 117 ihmistä"),
        ("", ""),
    ],
)
def test_people_are_taken_out(mask, text, masked):
    assert mask(text) == masked


NAMES = {
    "Virtanen": "Virtasen Virtaselle Virtasta Virtasesta Virtasella Virtaset Virtasten Virtasilla Virtasenkin",
    "Kaarna": "Kaarnan Kaarnalle Kaarnaa Kaarnalta Kaarnaan Kaarnansa Kaarnahan",
    "Kangas": "Kankaan Kankaalle Kangasta Kankaalta Kankaasta",
    "Tuomas": "Tuomaan Tuomaalle Tuomasta Tuomaksen",
    "Porras": "Portaan Portaalle Porrasta",
    "Lumme": "Lumpeen Lumpeelle Lummetta",
    "Ahde": "Ahteen Ahteelle Ahdetta",
    "Ilves": "Ilveksen Ilvekselle Ilvestä",
    "Lahti": "Lahden Lahdelle Lahtea",
    "Mäki": "Mäen Mäelle Mäkeä Mäet",
    "Joki": "Joen Joelle Jokea",
    "Lehto": "Lehdon Lehdolle Lehtoa",
    "Ranta": "Rannan Rannalle Rantaa Rantaan",
    "Lampi": "Lammen Lammelle Lampea",
    "Aalto": "Aallon Aallolle Aaltoa",
    "Kumpu": "Kummun Kummulle Kumpua",
    "Niemi": "Niemen Niemelle Niemeä",
    "Korhonen": "Korhosen Korhosia Korhosille",
    "Pekka": "Pekan Pekalle Pekkaa Pekalta Pekankin",
    "Matti": "Matin Matille Mattia Mattiin",
    "Antti": "Antin Antille Anttia",
    "Mirjam": "Mirjamin Mirjamille Mirjamia",
    "Lars": "Larsin Larsille Larsia Larsista Lars",
    "Andersson": "Anderssons Anderssonin Anderssonille Anderssonia",
    "Lindström": "Lindströms Lindströmin Lindströmille Lindströmia Lindströmiä Lindströmiltä",
    "Björk": "Björks Björkin Björkille Björkiä",
    "Anna": "Annas Annan Annalle Annaa Annan",
    "Åsa": "Åsas Åsan Åsalle Åsaa",
    "Nisse": "Nisses Nissen Nisselle Nisseä",
    "Tomas": "Tomas Tomaksen Tomakselle Tomasta",
    "Mei": "Mein Meille Meitä Meihin",
}


@pytest.mark.parametrize("name", NAMES)
def test_every_case_of_a_name(name):
    mask = Masker([(1, name)], [], NUMBERS)

    missed = [form for form in [name, *NAMES[name].split()] if mask(f"se on {form} tässä") != "se on P101 tässä"]

    assert missed == []


def test_a_first_name_of_two_people_is_nobody_in_particular():
    mask = Masker([(1, "Kaisla Korpikuusi"), (3, "Kaisla Lehto")], [], NUMBERS)

    assert mask("Kaisla ja Kaisla Lehto ja Korpikuusen Kaisla") == "[name] ja P303 ja P101"


def test_an_empty_roster_masks_only_addresses():
    assert Masker([], [], {})("Kaisla, a@b.fi") == "Kaisla, [e-mail]"


def test_a_large_roster_costs_little_more_than_a_small_one():
    """The pattern is a trie: as many names again must not mean as many comparisons again at each word."""
    names = [(number, f"Nimi{chr(97 + number % 26)}{chr(97 + number // 26)}la Suku{number}") for number in range(600)]

    mask = Masker(names, [], {})

    assert mask("tavallinen lause ilman ketään " * 200) == "tavallinen lause ilman ketään " * 200


def test_what_would_be_replaced_is_told_as_it_stands_once(mask):
    text = "Kaislan idea, Kaislan! Kysy Kuukkelilta tai 040 123 4567, kaisla@example.org. Teams ja Ninchat."

    assert mask.found(text) == ["Kaislan", "Kuukkelilta", "040 123 4567", "kaisla@example.org"]


def test_nothing_is_found_where_nobody_is(mask):
    assert mask.found("Etätapaaminen kuvayhteydellä, 12 kertaa") == []


@pytest.mark.parametrize(
    ("language", "masked"),
    [
        ("fi", "[nimi], [sähköposti], [puhelin], [henkilötunnus]"),
        ("sv", "[namn], [e-post], [telefon], [personbeteckning]"),
        ("en", "[name], [e-mail], [phone], [identity code]"),
        ("smn", "[nimi], [sähköposti], [puhelin], [henkilötunnus]"),
    ],
)
def test_what_stands_there_is_in_the_text_s_language(language, masked):
    mask = Masker([(1, "Pouta")], [], {}, language=language)

    assert mask("Pouta, a@b.fi, 040 123 4567, 131052-308T") == masked
