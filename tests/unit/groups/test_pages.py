"""A subgroup's pages: who finds them, what they show, what they cost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coaching.programmes.models import Role, Session
from groups.models import Membership, SubgroupSession

CAST = ["participant", "developer_client", "coach", "developer", "evaluator", "organiser", "stranger", "outsider"]


def answers(request, signed_in, url):
    return {who: signed_in(request.getfixturevalue(who)).get(url).status_code for who in CAST}


def test_subgroup_is_for_its_own(request, signed_in, subgroup):
    told = answers(request, signed_in, subgroup.get_absolute_url())

    assert told == {
        "participant": 200,
        "developer_client": 200,
        "coach": 200,
        "developer": 404,
        "evaluator": 404,
        "organiser": 200,
        "stranger": 404,
        "outsider": 404,
    }


def test_tools_are_for_those_who_look_after(request, signed_in, subgroup):
    told = answers(request, signed_in, f"/ryhmat/{subgroup.pk}/hoito/")

    assert told == {
        "participant": 403,
        "developer_client": 403,
        "coach": 200,
        "developer": 404,
        "evaluator": 404,
        "organiser": 200,
        "stranger": 404,
        "outsider": 404,
    }


def test_list_is_for_coaches_and_organisers(request, signed_in, programme):
    told = answers(request, signed_in, f"/ryhmat/ohjelma/{programme.key}/")

    assert told == dict.fromkeys(CAST, 403) | {"coach": 200, "organiser": 200, "outsider": 404}


def test_coach_lists_only_own_subgroups(signed_in, coach, organiser, subgroup, other_subgroup, programme):
    url = f"/ryhmat/ohjelma/{programme.key}/"

    seen = {who.pk: list(signed_in(who).get(url).context["subgroups"]) for who in (coach, organiser)}

    assert seen == {coach.pk: [subgroup], organiser.pk: [subgroup, other_subgroup]}


@pytest.mark.parametrize("page", ["", "hoito/"])
@pytest.mark.parametrize("reader", ["participant", "coach", "organiser"])
def test_developer_client_is_one_of_the_others(request, signed_in, subgroup, developer_client, reader, page):
    if reader == "participant" and page:
        pytest.skip("not theirs to open")
    person = request.getfixturevalue(reader)

    text = signed_in(person).get(f"/ryhmat/{subgroup.pk}/{page}").content.decode()

    assert text.count("Kuukkeli") > 0
    assert text.count("Secret Realname") == 0


def test_member_list_marks_nobody_but_coach_and_chair(in_english, signed_in, participant, developer_client, coach):
    subgroup = Membership.objects.get(person=participant).subgroup
    subgroup.chair = participant
    subgroup.save()

    page = signed_in(participant).get(subgroup.get_absolute_url()).content.decode()

    marks = [part.split("</span>")[0] for part in page.split('<span class="role">')[1:]]
    assert marks == ["coach", "chair"]


def test_one_door_to_what_is_on_now(signed_in, participant, subgroup, digikahvit):
    page = signed_in(participant).get(subgroup.get_absolute_url()).content.decode()

    assert page.count(f'href="/huone/{digikahvit.pk}/"') == 1


def test_another_subgroups_digikahvit_is_not_told(signed_in, stranger, participant, digikahvit):
    front = {person.pk: signed_in(person).get("/").content.decode() for person in (participant, stranger)}

    assert front[participant.pk].count(f"/huone/{digikahvit.pk}/") == 1
    assert front[stranger.pk].count(f"/huone/{digikahvit.pk}/") == 0
    assert front[stranger.pk].count("Digikahvit</a>") == 1  # the brand only


def test_theme_shows_own_digikahvit_only(signed_in, stranger, participant, theme, digikahvit):
    pages = [signed_in(person).get(theme.get_absolute_url()).content.decode() for person in (participant, stranger)]

    assert [page.count(digikahvit.get_absolute_url()) for page in pages] == [1, 0]


def test_coach_is_warned_and_members_are_not(in_english, signed_in, coach, participant, subgroup):
    pages = [signed_in(person).get(subgroup.get_absolute_url()).content.decode() for person in (coach, participant)]

    assert [page.count("There is no developer-client in this subgroup.") for page in pages] == [1, 0]


def test_member_without_a_subgroup_is_told_how_to_come_in(in_english, signed_in, make_person, programme):
    person = make_person("Vasta Tullut", Role.PARTICIPANT)

    page = signed_in(person).get(programme.get_absolute_url()).content.decode()

    assert page.count("You are not in a subgroup yet.") == 1


def test_past_digikahvit_is_among_the_earlier(signed_in, participant, subgroup, digikahvit):
    digikahvit.starts_at -= timedelta(days=7)
    digikahvit.ends_at -= timedelta(days=7)
    digikahvit.save()

    page = signed_in(participant).get(subgroup.get_absolute_url())

    assert (list(page.context["earlier"]), page.context["sessions"]) == ([digikahvit], [])


@pytest.fixture
def make_digikahvit(programme, theme, subgroup):
    def make(number):
        starts = timezone.now() + timedelta(days=number)
        session = Session.objects.create(
            programme=programme,
            theme=theme,
            key=f"kahvit-{number}",
            kind="digikahvit",
            title=f"Digikahvit {number}",
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
            whole_programme=False,
        )
        SubgroupSession.objects.create(session=session, subgroup=subgroup)

    return make


SUBGROUP_PAGE = 20
LIST_PAGE = 11


@pytest.mark.parametrize("rows", [1, 3])
def test_subgroup_page_costs_the_same(
    signed_in, participant, subgroup, make_person, make_digikahvit, rows, django_assert_num_queries
):
    for number in range(rows):
        make_person(f"Jäsen {number}", Role.PARTICIPANT, subgroup)
        make_digikahvit(number + 1)
    client = signed_in(participant)
    client.get(subgroup.get_absolute_url())

    with django_assert_num_queries(SUBGROUP_PAGE):
        client.get(subgroup.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_list_page_costs_the_same(signed_in, organiser, programme, rows, django_assert_num_queries):
    from groups.models import Subgroup

    for number in range(rows + 1):
        Subgroup.objects.create(programme=programme, key=f"ryhma-{number}", number=number, name=f"Ryhmä {number}")
    client = signed_in(organiser)
    url = f"/ryhmat/ohjelma/{programme.key}/"
    client.get(url)

    with django_assert_num_queries(LIST_PAGE):
        client.get(url)
