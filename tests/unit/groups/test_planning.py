"""Planning a programme on its pages: what is made, what is changed, what may be taken away, and by whom."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.programmes.calendar import calendar
from coaching.programmes.models import Attendance, Session, Theme
from groups.models import Subgroup, SubgroupSession
from groups.planning import actions

pytestmark = pytest.mark.usefixtures("in_english")

TIMES = {"day": "2020-10-08", "begins": "13:00", "ends": "14:30"}
NEW = {"kind": "digikahvit", "title": "Digikahvit: arki", "mode": "remote", **TIMES}


def page(name, *args):
    return reverse(f"groups:{name}", args=args)


@pytest.fixture
def post(signed_in):
    """post(person, page, **values) → the answer."""
    return lambda person, where, **values: signed_in(person).post(where, values)


def local(*moment):
    return timezone.make_aware(datetime(*moment))


def test_one_for_everybody(post, organiser, programme, theme):
    post(organiser, page("new_session", programme.key), **NEW, theme=theme.pk)

    made = Session.objects.get(title=NEW["title"])
    assert (made.starts_at, made.ends_at) == (local(2020, 10, 8, 13), local(2020, 10, 8, 14, 30))
    assert (made.key, made.theme, made.whole_programme) == ("digikahvit-arki", theme, True)


def test_one_for_each_subgroup(post, organiser, programme, subgroup, other_subgroup):
    post(organiser, page("new_session", programme.key), **NEW, subgroups=[subgroup.pk, other_subgroup.pk])

    made = SubgroupSession.objects.filter(session__title=NEW["title"], session__whole_programme=False)
    assert sorted(made.values_list("subgroup", "session__key")) == [
        (subgroup.pk, "digikahvit-arki"),
        (other_subgroup.pk, "digikahvit-arki-2"),
    ]


@pytest.mark.parametrize(
    ("times", "where"),
    [
        ({"ends": "13:00"}, "ends"),
        ({"begins": ""}, "begins"),
        ({"day": ""}, "day"),
        ({"day": "kahdeksas"}, "day"),
    ],
)
def test_times_that_do_not_fit_are_told_and_nothing_typed_is_lost(post, organiser, programme, times, where):
    answer = post(organiser, page("new_session", programme.key), **NEW | times)

    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [where])
    assert NEW["title"] in answer.text
    assert not Session.objects.filter(title=NEW["title"]).exists()


def test_a_day_that_is_not_known(post, organiser, programme):
    post(organiser, page("new_session", programme.key), **NEW | dict.fromkeys(TIMES, ""))

    assert Session.objects.get(title=NEW["title"]).starts_at is None


def test_the_coach_moves_it_and_calendars_are_told(post, coach, digikahvit):
    own = {"title": digikahvit.title, "mode": "remote", **TIMES}

    post(coach, page("plan_session", digikahvit.pk), **own, place="Neuvottelu 2")
    post(coach, page("plan_session", digikahvit.pk), **own, place="Neuvottelu 2", note="Ota kuppi mukaan.")

    digikahvit.refresh_from_db()
    assert (digikahvit.starts_at, digikahvit.note) == (local(2020, 10, 8, 13), "Ota kuppi mukaan.")
    assert "SEQUENCE:1" in calendar([digikahvit], address=str).decode()


def test_what_it_is_and_for_whom_stays(post, coach, digikahvit, subgroup):
    post(coach, page("plan_session", digikahvit.pk), title="Uusi", mode="remote", **TIMES, kind="lecture", subgroups=[])

    digikahvit.refresh_from_db()
    assert (digikahvit.title, digikahvit.kind, digikahvit.whole_programme) == ("Uusi", "digikahvit", False)
    assert SubgroupSession.objects.get(session=digikahvit).subgroup == subgroup


@pytest.mark.parametrize("who", ["participant", "developer_client", "developer", "evaluator", "stranger", "coach"])
def test_nobody_else_plans(request, signed_in, programme, theme, subgroup, digikahvit, lecture, who):
    """A coach changes what they run, and nothing else."""
    client = signed_in(request.getfixturevalue(who))
    pages = [page(name, programme.key) for name in ("plan", "new_session", "new_theme", "new_subgroup")]
    pages += [page("plan_theme", theme.pk), page("plan_subgroup", subgroup.pk)]
    pages += [page("plan_session", one.pk) for one in (digikahvit, lecture) if who != "coach"]
    taking = [page("take_theme_away", theme.pk), page("take_session_away", digikahvit.pk)]
    taking += [page("take_subgroup_away", subgroup.pk)]

    assert {client.get(where).status_code for where in pages} <= {403, 404}
    assert {client.post(where).status_code for where in taking} <= {403, 404}


def test_what_was_made_by_mistake_is_taken_away(post, organiser, programme, subgroup):
    post(organiser, page("new_theme", programme.key), number=9, name="Väärä")
    post(organiser, page("new_subgroup", programme.key), number=9, name="Väärä")
    post(organiser, page("new_session", programme.key), **NEW, subgroups=[subgroup.pk])
    made = [Theme.objects.get(number=9), Subgroup.objects.get(number=9), Session.objects.get(title=NEW["title"])]

    for thing in made:
        name = f"take_{type(thing).__name__.lower()}_away"
        assert post(organiser, page(name, thing.pk)).status_code == 302

    assert [type(thing).objects.filter(pk=thing.pk).exists() for thing in made] == [False] * 3
    assert Subgroup.objects.filter(pk=subgroup.pk).exists()


def test_what_is_used_stays(organiser, participant, theme, subgroup, lecture):
    Attendance.objects.create(session=lecture, person=participant, source=Attendance.Source.SELF)

    for thing in (theme, subgroup, lecture):
        with pytest.raises(Refused) as refused:
            actions.take_away(by=organiser, thing=thing)
        assert refused.value.code == "is_used"


def test_a_subgroup_in_use_keeps_its_name(post, organiser, participant, subgroup):
    """Packages have been narrowed by it."""
    name = subgroup.name

    post(organiser, page("plan_subgroup", subgroup.pk), number=7, name="Toinen")
    subgroup.name = "Toinen"  # as a form leaves its own copy
    with pytest.raises(Refused):
        actions.change_subgroup(by=organiser, subgroup=subgroup, name="Toinen")

    subgroup.refresh_from_db()
    assert (subgroup.number, subgroup.name) == (7, name)


def test_the_next_number_is_offered(signed_in, organiser, programme, theme):
    form = signed_in(organiser).get(page("new_theme", programme.key)).context["form"]

    assert form["number"].value() == theme.number + 1


def test_the_ways_there(signed_in, organiser, coach, participant, programme, digikahvit):
    at = {who: signed_in(who).get(programme.get_absolute_url()).text for who in (organiser, coach)}
    own = {who: signed_in(who).get(digikahvit.get_absolute_url()).text for who in (coach, participant)}

    assert [page("plan", programme.key) in at[who] for who in (organiser, coach)] == [True, False]
    assert [page("plan_session", digikahvit.pk) in own[who] for who in (coach, participant)] == [True, False]
