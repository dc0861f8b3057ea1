"""Subgroups at a glance: hints come from told figures alone, about own subgroups alone, and name nobody."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation

from coaching.evaluation.dashboards.glance import glances
from coaching.evaluation.summaries.table import Row, Table, inside, month
from coaching.surveys.models import Survey


@pytest.fixture(autouse=True)
def _counted_anew():
    cache.clear()
    with translation.override("en"):
        yield


def circles(*keys):
    rows = tuple(Row(f"Subgroup {key}", (20,), circle=key) for key in keys)
    return Table("circles", "", "", "", ("People",), rows)


def rounds(**values):
    rows = tuple(Row(key, told, circle=key) for key, told in values.items())
    return Table("rounds_circle", "", "", "", tuple("abc"[: len(rows[0].values)]), rows)


def hints(programme, *tables):
    """{subgroup: its hints}, without the one about an empty calendar."""
    return {
        one.name: [hint.text for hint in one.hints if "calendar" not in hint.text] for one in glances(programme, tables)
    }


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ((20, 10), ["Fewer were there than in the round before: 10 instead of 20."]),
        ((20, 18), []),
        ((20, None), []),
        ((None, 10), []),
        ((20, None, 10), ["Fewer were there than in the round before: 10 instead of 20."]),
        ((20, 0), []),
    ],
)
def test_fewer_than_before_is_said_where_both_are_told(programme, values, told):
    assert hints(programme, circles("a"), rounds(a=values)) == {"Subgroup a": told}


@pytest.mark.parametrize(("messages", "said"), [(0, 1), (None, 0), (7, 0)])
def test_a_quiet_discussion(programme, messages, said):
    activity = Table("activity_a", "", "", "", ("Messages in discussions",), (Row("November", (messages,)),))

    assert len(hints(programme, circles("a"), activity)["Subgroup a"]) == said


@pytest.mark.parametrize(
    ("language", "said"), [("fi", "syyskuu 2020"), ("sv", "september 2020"), ("en", "September 2020")]
)
def test_a_month_after_a_comma_is_written_as_the_language_does(programme, language, said):
    with translation.override(language):
        months = [month(date(2020, 9, 1))[1], inside("2020-09")]
        row = Row(months[0], (7,), inside=months[1])
        activity = Table("activity_a", "", "", "", ("Messages",), (row,))
        [one] = glances(programme, (circles("a"), activity))

    assert (months[0][0].isupper(), one.figures[-1]) == (True, (f"Messages, {said}", 7))


@pytest.mark.parametrize(("share", "said"), [(40, 1), (80, 0), (None, 0)])
def test_an_open_survey_that_few_have_answered(programme, share, said):
    now = timezone.now()
    survey = Survey.objects.create(programme=programme, key="alku", title={"fi": "Alku"}, mode="linked")
    wave = survey.waves.create(key="a", kind="before", opens_at=now, closes_at=now + timedelta(days=9))
    row = Row("a", (20, 8, share), circle="a")
    table = Table(
        f"responses_{wave.pk}", "Answers by subgroup: Alku", "", "", ("Asked", "Answered", "Share, %"), (row,)
    )

    assert len(hints(programme, circles("a"), table)["Subgroup a"]) == said


def test_the_next_session_is_told_or_that_there_is_none(programme, subgroup, digikahvit):
    table = Table(
        "circles", "", "", "", ("People",), (Row(subgroup.name, (20,), circle="lapset"), Row("B", (9,), circle="b"))
    )

    assert [(one.coming, [hint.view for hint in one.hints]) for one in glances(programme, [table])] == [
        (digikahvit, []),
        (None, [""]),
    ]


def test_a_coach_comes_to_own_subgroups_first(
    signed_in, coach, programme, participant, stranger, make_person, subgroup
):
    for number in range(9):
        make_person(f"Oma {number}", "participant", subgroup)
    client = signed_in(coach)

    answer = client.get(client.get(reverse("evaluation:figures", args=[programme.key])).url)

    assert [one.name for one in answer.context["glances"]] == ["Lasten ja perheiden palvelut"]
    assert "Kaisla" not in answer.content.decode()


def test_without_subgroups_the_page_says_so(signed_in, organiser, programme):
    assert signed_in(organiser).get(reverse("evaluation:glance", args=[programme.key])).context["glances"] == []
