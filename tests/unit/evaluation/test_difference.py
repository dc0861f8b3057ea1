"""The same filter less one person, or less one day, is refused in words; what differs by many is not."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from coaching.core.errors import Refused
from coaching.evaluation.actions import ask_package
from coaching.evaluation.filters import Filter
from coaching.evaluation.models import Extraction, Study
from coaching.programmes.models import Attendance, Role, Session
from groups.models import Membership, Subgroup

FIRST = datetime(2020, 9, 1, 10, tzinfo=ZoneInfo("Europe/Helsinki"))
UNTIL_SEPTEMBER = Filter(until=date(2020, 9, 30))


@pytest.fixture
def crowd(make_person):
    return [make_person(f"Jäsen {number}", Role.PARTICIPANT) for number in range(20)]


@pytest.fixture
def held(programme):
    """held(day, people): a lecture so many days after the first of September, with these people."""

    def hold(day, people):
        starts = FIRST + timedelta(days=day)
        session = Session.objects.create(
            programme=programme, kind="lecture", key=f"d{day}", title="Luento", starts_at=starts, ends_at=starts
        )
        Attendance.objects.bulk_create(Attendance(session=session, person=p, source="list") for p in people)
        return session

    return hold


@pytest.fixture
def asking(study, evaluator):
    """asking(filter) → the package, or what the refusal says."""

    def ask(chosen, **more):
        with translation.override("en"):
            try:
                return ask_package(by=evaluator, study=study, datasets=["people"], chosen=chosen, **more).number
            except Refused as refusal:
                return refusal.message

    return ask


def test_less_one_day_on_which_few_came(held, crowd, asking):
    held(0, crowd)
    held(30, crowd[:3])

    assert asking(UNTIL_SEPTEMBER) == (
        "This choice and the summaries of the whole study differ by fewer than 5 people, so together they would tell "
        "of those few. Choose the same as there, or days and groups that differ by more."
    )


def test_less_one_day_on_which_many_came(held, crowd, asking):
    held(0, crowd)
    held(30, crowd[:8])

    assert asking(UNTIL_SEPTEMBER) == 1


def test_less_one_day_on_which_few_came_of_those_who_have_not_consented(held, crowd, asking, consents):
    """Eight came; five of them are in the rows, and what the figures count besides are the other three."""
    consents(*crowd[:5], *crowd[13:])
    held(0, crowd)
    held(30, crowd[:8])

    assert asking(UNTIL_SEPTEMBER).startswith("This choice and the summaries of the whole study differ by fewer")


def test_less_one_day_on_which_few_came_though_all_have_consented(held, crowd, asking, consents):
    consents(*crowd)
    held(0, crowd)
    held(30, crowd[:3])

    assert asking(UNTIL_SEPTEMBER).startswith("This choice and the summaries of the whole study differ by fewer")


def test_different_people_of_a_part_and_of_the_whole(held, crowd, asking):
    """Twenty came on the last day, two of them for the first time: what follows is how many had not been there."""
    held(0, crowd[:18])
    held(30, crowd)

    assert asking(UNTIL_SEPTEMBER).startswith("This choice and the summaries of the whole study differ by fewer")


def test_less_one_day_on_which_nobody_came(held, crowd, asking):
    held(0, crowd)

    assert asking(UNTIL_SEPTEMBER) == 1


def test_less_one_person(held, crowd, asking, programme):
    """Two subgroups, of which one has a single member: both and the one differ by that member."""
    held(0, crowd)
    for number, people in enumerate((crowd[:10], crowd[10:19], crowd[19:])):
        group = Subgroup.objects.create(programme=programme, key=f"g{number}", name=f"G{number}", number=50 + number)
        Membership.objects.bulk_create(Membership(programme=programme, subgroup=group, person=p) for p in people)

    assert asking(Filter(subgroups=("G0",))) == 1
    assert asking(Filter(subgroups=("G0", "G2"))).startswith("This choice and the summaries of the whole study differ")
    assert asking(Filter(subgroups=("G2",))).startswith("This choice is about fewer than 5 people")


def test_many_visits_by_few_people_are_few(held, crowd, asking):
    held(0, crowd)
    for day in range(30, 36):
        held(day, crowd[:2])

    assert asking(UNTIL_SEPTEMBER).startswith("This choice and the summaries of the whole study differ")


def test_packages_that_only_together_tell_of_few(held, crowd, asking):
    """The beginning, the end and, on the dashboards, the whole: what is left is a day in between."""
    held(0, crowd[:9])
    held(2, crowd[9:12])
    held(4, crowd[12:])

    assert asking(Filter(until=date(2020, 9, 1))) == 1
    assert asking(Filter(since=date(2020, 9, 5))).startswith("This choice and the earlier packages together differ")


def test_the_same_choice_again_is_not_refused(held, crowd, asking):
    held(0, crowd)

    assert [asking(Filter()), asking(Filter())] == [1, 1]


def test_one_table_has_no_figures_of_others_and_is_not_refused(held, crowd, asking):
    held(0, crowd)
    held(30, crowd[:3])

    assert asking(UNTIL_SEPTEMBER, kind=Extraction.Kind.TABLE, formats=["xlsx"]) == 1


def test_studies_of_one_programme_are_judged_together(held, crowd, asking, programme, evaluator):
    """Whoever evaluates a programme sees the packages of all its studies."""
    other = Study.objects.create(programme=programme, key="toinen", name="Toinen", question="?")
    for day, people in ((0, crowd), (2, crowd[:3]), (4, crowd[:10])):
        held(day, people)
    ask_package(by=evaluator, study=other, datasets=["people"], chosen=Filter(until=date(2020, 9, 1)))

    assert asking(Filter(until=date(2020, 9, 3))).startswith("This choice and package 1 of “Toinen” differ by fewer")


def test_the_dashboards_longer_span_is_judged_too(held, crowd, asking, programme, study):
    """They show the widest span of all studies; this one's is a day shorter, on which three came."""
    Study.objects.create(programme=programme, key="toinen", name="Toinen", question="?")
    type(study).objects.filter(pk=study.pk).update(until=date(2020, 9, 30))
    study.refresh_from_db()
    held(0, crowd)
    held(30, crowd[:3])

    assert asking(Filter()).startswith("This choice and the summaries of the whole study differ by fewer")
