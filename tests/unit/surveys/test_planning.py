"""Planning waves: freely until the first answer, after it only so that nobody who answered is left out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.surveys import actions, planning
from coaching.surveys.audience import ANY
from coaching.surveys.models import Wave


@pytest.fixture
def answered(wave, item, participant):
    """The wave once somebody has begun to answer."""
    actions.keep(by=participant, wave=wave, values={item("scale"): 3})
    return wave


def as_it_is(wave, **changes):
    return {
        "wave": wave,
        **{name: getattr(wave, name) for name in ("kind", "opens_at", "closes_at", "audience")},
    } | changes


def test_a_wave_is_planned_on_the_page(survey, signed_in, organiser, subgroup):
    today = timezone.localdate()
    values = {"kind": "after", "opens": today, "closes": today + timedelta(days=6), "roles": ["participant"]}

    signed_in(organiser).post(f"/kyselyt/lomake/{survey.pk}/aalto/", values | {"subgroup": ["lapset"]})

    wave = Wave.objects.get()
    assert (wave.is_open, wave.last_day) == (True, today + timedelta(days=6))
    assert wave.audience == {"roles": ["participant"], "circles": {"subgroup": ["lapset"]}}


def test_a_wave_is_moved_on_the_page(wave, signed_in, organiser):
    client, address = signed_in(organiser), f"/kyselyt/aalto/{wave.pk}/"
    form = client.get(address).context["form"]
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    later = wave.last_day + timedelta(days=7)

    answer = client.post(address, {**values, "closes": later})

    before = wave.opens_at
    wave.refresh_from_db()
    assert (answer.status_code, wave.opens_at, wave.last_day) == (302, before, later)


def test_before_the_first_answer_everything_may_change(wave, organiser):
    days = {"opens_at": timezone.now() + timedelta(days=3), "closes_at": timezone.now() + timedelta(days=9)}

    planning.change_wave(by=organiser, **as_it_is(wave, kind="after", audience={"roles": ["coach"]}, **days))

    wave.refresh_from_db()
    assert (wave.kind, wave.opens_at, wave.audience) == ("after", days["opens_at"], {"roles": ["coach"]})


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "after"},
        {"opens_at": timezone.now() + timedelta(hours=3)},
        {"audience": {"roles": ["participant"]}},
        {"audience": {"circles": {"subgroup": ["lapset"]}}},
    ],
    ids=["kind", "opens", "roles", "subgroups"],
)
def test_once_answered_nobody_is_left_out(answered, organiser, change):
    with pytest.raises(Refused) as refused:
        planning.change_wave(by=organiser, **as_it_is(answered, **change))

    assert refused.value.code == "wave_begun"


def test_once_answered_the_last_day_moves_and_people_are_added(answered, organiser):
    closes, wider = timezone.now() + timedelta(days=20), {"roles": ["participant", "developer_client", "coach"]}

    planning.change_wave(by=organiser, **as_it_is(answered, closes_at=closes, audience=wider))

    answered.refresh_from_db()
    assert (answered.closes_at, answered.audience) == (closes, wider)


def test_what_is_over_and_answered_stays_over(answered, organiser, over):
    with pytest.raises(Refused) as refused:
        planning.change_wave(by=organiser, **as_it_is(over(answered), closes_at=timezone.now() + timedelta(days=2)))

    assert refused.value.code == "survey_over"


def test_what_nobody_answered_may_open_again(wave, organiser, over):
    planning.change_wave(by=organiser, **as_it_is(over(wave), closes_at=timezone.now() + timedelta(days=2)))

    wave.refresh_from_db()
    assert wave.is_open


LAPSET, AIKUISET = ({"circles": {"subgroup": [key]}} for key in ("lapset", "aikuiset"))
EITHER, WHICHEVER = ({"circles": {"subgroup": keys}} for keys in (["lapset", "aikuiset"], [ANY]))


@pytest.mark.parametrize(
    ("wider", "audience", "covered"),
    [
        ({}, {}, True),
        ({}, LAPSET, True),
        (LAPSET, {}, False),
        (EITHER, LAPSET, True),
        (LAPSET, EITHER, False),
        (AIKUISET, LAPSET, False),
        (WHICHEVER, EITHER, True),
        (EITHER, WHICHEVER, False),
        ({}, {"roles": ["coach"]}, False),
        ({"roles": ["coach", "participant"]}, {"roles": ["coach"]}, True),
    ],
)
def test_which_audience_covers_which(wider, audience, covered):
    assert planning.covers(wider, audience) is covered


def test_a_wave_nobody_answered_is_taken_away(wave, signed_in, organiser, coach):
    address = f"/kyselyt/aalto/{wave.pk}/pois/"

    refused = signed_in(coach).post(address).status_code
    signed_in(organiser).post(address)

    assert (refused, Wave.objects.count()) == (403, 0)


def test_an_answered_wave_is_not_taken_away(answered, organiser):
    with pytest.raises(Refused):
        planning.remove_wave(by=organiser, wave=answered)

    assert Wave.objects.count() == 1


def test_an_anonymous_sheet_keeps_its_wave_too(anonymous_wave, organiser):
    scale = anonymous_wave.survey.items.get(key="scale")
    actions.drop(wave=anonymous_wave, values={scale: 3}, number=uuid4())

    with pytest.raises(Refused):
        planning.remove_wave(by=organiser, wave=anonymous_wave)
