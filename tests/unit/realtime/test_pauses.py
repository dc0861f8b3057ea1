import pytest

from realtime.hub.pauses import AT_THE_LATEST, AT_THE_SOONEST, SILENCE, Sweeping


@pytest.mark.parametrize(
    ("now", "told", "looks"),
    [
        (AT_THE_SOONEST - 1, 0, False),
        (AT_THE_SOONEST, AT_THE_SOONEST - SILENCE, True),
        (AT_THE_SOONEST, AT_THE_SOONEST - SILENCE / 2, False),
        (AT_THE_LATEST - 1, AT_THE_LATEST - 1, False),
        (AT_THE_LATEST, AT_THE_LATEST, True),
    ],
)
def test_everything_is_looked_at_in_silence_or_at_the_latest_after_a_while(now, told, looks):
    assert Sweeping(0).round(now, told) is looks


def test_a_look_begins_the_wait_anew():
    sweeping = Sweeping(0)

    assert [sweeping.round(now, 0) for now in (60, 61, 120)] == [True, False, True]
