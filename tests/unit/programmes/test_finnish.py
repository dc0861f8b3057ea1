import pytest

from coaching.programmes.finnish import ENDINGS, stems


def is_form_of(form, name):
    """Whether the word is the name in some case, as the masker decides it."""
    form = form.lower()
    return any(form.startswith(stem) and form[len(stem) :] in ENDINGS for stem in stems(name))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Kaisla", "Kaisla Kaislan Kaislaa Kaislalle Kaislalta Kaislallakin Kaislasta Kaislaan Kaislani Kaislako"),
        ("Virtanen", "Virtanen Virtasen Virtasta Virtaselle Virtasesta Virtaset Virtasten Virtasellekin"),
        ("Lahti", "Lahti Lahden Lahdelle Lahtea Lahdella"),
        ("Mäki", "Mäki Mäen Mäelle Mäkeä Mäkeen"),
        ("Pekka", "Pekka Pekan Pekalle Pekkaa Pekkaan Pekankin"),
        ("Matti", "Matti Matin Matille Mattia Mattiin"),
        ("Joki", "Joki Joen Joelle Jokea"),
        ("Järvi", "Järvi Järven Järvelle Järveä"),
        ("Lampi", "Lampi Lammen Lammella Lampea"),
        ("Rinkelikumpu", "Rinkelikumpu Rinkelikummun Rinkelikummulle"),
        ("Korpikuusi", "Korpikuusi Korpikuusen Korpikuuselle Korpikuusta"),
        ("Sarastus", "Sarastus Sarastuksen Sarastukselle Sarastusta"),
        ("Huovinkanto", "Huovinkanto Huovinkannon Huovinkannolle Huovinkantoa"),
        ("Martin", "Martin Martinin Martinille"),
        ("Kaste", "Kaste Kasteen Kasteelle Kastetta"),
        ("Routa", "Routa Roudan Roudalle Routaa"),
    ],
)
def test_a_name_is_known_in_its_cases(name, forms):
    missed = [form for form in forms.split() if not is_form_of(form, name)]

    assert missed == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("Kaisla", "kaislikko kaista"), ("Joki", "jota jonka jos"), ("Pekka", "pekoni"), ("Mäki", "männikkö määrä")],
)
def test_other_words_are_not_names(name, words):
    taken = [word for word in words.split() if is_form_of(word, name)]

    assert taken == []
