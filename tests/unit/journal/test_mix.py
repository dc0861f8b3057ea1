import pytest
from django.utils import translation

from coaching.core.history import record
from coaching.journal import actions
from coaching.journal.mix import duration, mix_of


def counts(person, programme):
    return {share.mode: (share.count, share.timed, share.minutes) for share in mix_of(person, programme)}


def test_deeds_and_notes_are_counted_together(participant, programme, lecture, write):
    record("programmes.attended", actor=participant, target=lecture, scope=programme.pk, minutes=90)
    write(participant, mode="work", minutes=30)
    write(participant, mode="work")

    assert counts(participant, programme) == {"work": (2, 1, 30), "peer": (0, 0, 0), "formal": (1, 1, 90)}


def test_a_promise_alone_is_not_yet_learning(participant, programme, write):
    write(participant, tried="", promise="Kokeilen.")

    assert counts(participant, programme)["work"] == (0, 0, 0)


def test_deeds_that_are_not_learning_and_deeds_elsewhere_are_left_out(participant, programme, lecture):
    record("pilots.guided", actor=participant, target=lecture, scope=programme.pk, minutes=60)
    record("programmes.attended", actor=participant, target=lecture, scope=programme.pk + 1, minutes=90)

    assert set(counts(participant, programme).values()) == {(0, 0, 0)}


def test_others_learning_is_not_in_ones_mix(participant, stranger, programme, write):
    write(stranger, minutes=60)

    assert counts(stranger, programme)["work"] == (1, 1, 60)
    assert counts(participant, programme)["work"] == (0, 0, 0)


def test_the_bar_is_as_wide_as_the_shares(participant, programme, lecture, write):
    record("programmes.attended", actor=participant, target=lecture, scope=programme.pk)
    for _ in range(3):
        write(participant, mode="work")

    drawn = [(share.start, share.width) for share in mix_of(participant, programme)]

    assert drawn == [("0.000%", "75.000%"), ("75.000%", "0.000%"), ("75.000%", "25.000%")]


def test_the_mix_costs_two_queries_for_one_and_for_three(participant, programme, write, django_assert_num_queries):
    for _ in range(2):
        write(participant)
        with django_assert_num_queries(2):
            mix_of(participant, programme)
        write(participant)


@pytest.mark.parametrize(("minutes", "told"), [(45, "45 min"), (120, "2 h"), (90, "1 h 30 min")])
def test_minutes_are_told_as_people_say_them(minutes, told):
    with translation.override("en"):
        assert duration(minutes) == told


def test_a_note_thrown_away_leaves_the_mix(participant, programme, write):
    actions.throw_away(entry=write(participant))

    assert counts(participant, programme)["work"] == (0, 0, 0)
