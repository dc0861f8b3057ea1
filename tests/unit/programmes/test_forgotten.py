"""Names of the forgotten: still found in others' texts, by marks that tell of nobody."""

import pytest

from coaching.accounts.actions import forget
from coaching.programmes.forgotten import forgotten_in, keep_marks
from coaching.programmes.masking import Masker, roster_of
from coaching.programmes.models import Enrolment, ForgottenName, Programme, Pseudonym


@pytest.fixture
def gone(programme, developer_client):
    """What is left of "Secret Realname", who went by "Kuukkeli"."""
    forget(person=developer_client)
    return forgotten_in(programme.pk)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kysy Secretiltä!", "Kysy [name]!"),
        ("SECRET REALNAMEN idea, Kuukkelille", "[name] [name] idea, [name]"),
        ("Secret-tädin neuvo", "[name]-tädin neuvo"),
        ("kuukausittain salaisuus", "kuukausittain salaisuus"),
        ("P101 ja [name] jo", "P101 ja [name] jo"),
        ("", ""),
    ],
)
def test_a_forgotten_name_is_seen_in_any_case(gone, text, masked):
    assert Masker((), (), {}, gone)(text) == masked


def test_a_name_of_two_words_is_seen_whole_only(programme, participant):
    Pseudonym.objects.update_or_create(programme=programme, person=participant, defaults={"name": "Laavun lämpö"})
    keep_marks(participant)

    mask = Masker((), (), {}, forgotten_in(programme.pk))

    assert mask("Laavun lämmön mukaan laavun vieressä oli lämpöä") == "[name] mukaan laavun vieressä oli lämpöä"


def test_a_part_of_two_letters_is_seen_as_it_stands(programme, make_person):
    keep_marks(make_person("Bo Ek", "participant"))

    assert Masker((), (), {}, forgotten_in(programme.pk))("Bo tuli, bo ei, Ekin jo") == "[name] tuli, bo ei, Ekin jo"


def test_words_that_may_be_people_hold_them_too(gone):
    assert Masker((), (), {}, gone).found("Kuukkeli soitti, 040 123 4567") == ["Kuukkeli", "040 123 4567"]


def test_nobody_forgotten_is_nothing_to_look_for(programme):
    assert forgotten_in(programme.pk) is None


def test_marks_hold_no_name_and_no_person(gone, programme, developer_client):
    fields = {field.name for field in ForgottenName._meta.get_fields()}
    marks = list(ForgottenName.objects.values_list("mark", flat=True))

    assert fields == {"id", "programme", "mark", "words"}
    assert (len(marks) > 3, {len(mark) for mark in marks}) == (True, {32})
    assert [mark for mark in marks if any(part in mark for part in ("secret", "realname", "kuukkeli"))] == []


def test_marks_hold_in_the_programmes_one_was_in(gone, programme, developer_client):
    other = Programme.objects.create(key="muu", name="Muu")

    assert Enrolment.objects.filter(programme=other).count() == 0
    assert forgotten_in(other.pk) is None


def test_marks_of_another_programme_are_other_marks(programme, make_person):
    person = make_person("Kaisla Toinen", "participant")
    other = Programme.objects.create(key="muu", name="Muu")
    Enrolment.objects.create(programme=other, person=person, role="participant")

    keep_marks(person)

    marks = [
        set(ForgottenName.objects.filter(programme=one).values_list("mark", flat=True)) for one in (programme, other)
    ]
    assert (len(marks[0]), marks[0] & marks[1]) == (len(marks[1]), set())


def test_twice_is_once(programme, participant):
    keep_marks(participant)
    before = ForgottenName.objects.count()

    keep_marks(participant)

    assert ForgottenName.objects.count() == before


def test_a_name_one_had_stays_masked(programme, participant, signed_in):
    """By the new name, which others may not know yet, it would be found no more."""
    texts = ("Kaisla Korpikuusen idea", "Korpikuuselta", "Metsänen kertoi")
    signed_in(participant).post("/tili/", {"display_name": "Kaisla Metsänen", "language": "fi"})

    mask = Masker(*roster_of(programme.pk), {participant.pk: "P7"}, forgotten_in(programme.pk))

    assert list(map(mask, texts)) == ["P7 [name] idea", "[name]", "P7 kertoi"]


def test_settings_that_leave_the_name_leave_no_mark(participant, signed_in):
    signed_in(participant).post("/tili/", {"display_name": participant.display_name, "language": "sv"})

    assert ForgottenName.objects.count() == 0
