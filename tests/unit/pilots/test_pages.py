"""The pages of pilots and their steps."""

import pytest
from django.urls import reverse

from coaching.accounts.models import Organisation
from coaching.pilots.models import Pilot, PilotPerson, Step
from coaching.programmes.models import Programme

IDENTITY_CODE = "131052-308T"


@pytest.fixture
def listing(programme):
    return reverse("pilots:list", args=[programme.key])


def body(answer):
    return answer.content.decode()


def test_members_see_that_a_pilot_exists(stranger, pilot, listing, signed_in):
    page = body(signed_in(stranger).get(listing))

    assert ["Neuvontachat" in page, "Chat nuorille" in page, "Salla" in page] == [True, True, True]


SECRETS = ("Salainen tarve", "Salainen askel", "Salainen aihe", "Salainen sopimus", "Kaisla", "Kuukkeli")


@pytest.mark.parametrize("who", ["participant", "developer_client", "developer", "organiser"])
def test_those_inside_see_everything_under_shown_names(who, request, pilot, step, visit, signed_in):
    page = body(signed_in(request.getfixturevalue(who)).get(pilot.get_absolute_url()))

    assert [secret in page for secret in SECRETS] == [True] * len(SECRETS)
    if who != "developer_client":
        assert "Secret Realname" not in page


@pytest.mark.parametrize("who", ["stranger", "coach"])
def test_the_others_see_that_it_exists_and_nothing_inside(who, request, pilot, step, visit, signed_in):
    page = body(signed_in(request.getfixturevalue(who)).get(pilot.get_absolute_url()))

    assert "Chat nuorille" in page
    assert [secret in page for secret in SECRETS] == [False] * len(SECRETS)


def test_coaches_see_how_many_visits_and_the_others_do_not(coach, stranger, pilot, visit, signed_in):
    figures = [signed_in(who).get(pilot.get_absolute_url()).context.get("figures") for who in (coach, stranger)]

    assert figures == [{"count": 1, "minutes": 60}, None]


@pytest.mark.parametrize(("who", "status"), [("evaluator", [403, 404]), ("outsider", [404, 404])])
def test_evaluators_and_outsiders_find_nothing(who, status, request, pilot, listing, signed_in):
    client = signed_in(request.getfixturevalue(who))

    assert [client.get(page).status_code for page in (listing, pilot.get_absolute_url())] == status


def test_a_developer_client_looks_like_the_others(participant, developer_client, pilot, signed_in):
    """But for the name, the two rows of the list of people are the same."""
    page = body(signed_in(participant).get(pilot.get_absolute_url()))

    people = page.split('id="people"')[1].split("</ul>")[0]
    rows = [row.split("</li>")[0].strip() for row in people.split("<li>")[1:]]
    assert len(rows) == 2
    assert rows[0].replace("Kaisla Korpikuusi", "Kuukkeli") == rows[1]


def test_the_list_is_grouped_by_state_and_filtered_by_organisation(stranger, pilot, make_pilot, listing, signed_in):
    other = Programme.objects.create(key="muualla", name="Muualla")
    elsewhere = Organisation.objects.create(key="muu", name="Muu")
    Pilot.objects.create(programme=other, key="muu", name="Muualla", organisation=elsewhere)
    paused = make_pilot("Etäryhmä", state="paused", organisation=None)
    client = signed_in(stranger)

    def groups(page):
        columns = client.get(page).context["columns"]
        return {str(state): [pilot.name for pilot in pilots] for state, pilots, _label in columns if pilots}

    assert groups(listing) == {"running": ["Neuvontachat"], "paused": [paused.name]}
    assert groups(f"{listing}?organisation=salla") == {"running": ["Neuvontachat"]}
    assert groups(f"{listing}?organisation=muu") == {}
    assert [one.key for one in client.get(listing).context["organisations"]] == ["salla"]
    form = client.get(reverse("pilots:suggest", args=[pilot.programme.key])).context["form"]
    assert [one.key for one in form.fields["organisation"].queryset] == ["salla"]


def queries_of(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page)
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)


def test_the_list_costs_as_much_for_one_and_for_three(participant, pilot, make_pilot, listing, signed_in):
    client = signed_in(participant)
    for_one = queries_of(client, listing)

    for name in ("Etäryhmä", "Videochat"):
        make_pilot(name, participant)

    assert queries_of(client, listing) == for_one


def test_a_pilots_page_costs_as_much_for_one_row_and_for_three(
    participant, stranger, coach, pilot, step, visit, visit_to, signed_in
):
    pilot.worker_feedback.create(person=participant, smile=4)
    client = signed_in(participant)
    for_one = queries_of(client, pilot.get_absolute_url())

    for person in (stranger, coach):
        PilotPerson.objects.create(pilot=pilot, person=person)
        Step.objects.create(pilot=pilot, title="Askel", owner=person)
        visit_to(pilot, people=[person])
        pilot.worker_feedback.create(person=person, smile=4)
        pilot.state_changes.create(state="running")
        pilot.client_feedback.create(smile=4, told_on="2020-09-01")

    assert queries_of(client, pilot.get_absolute_url()) == for_one


def test_a_member_suggests_a_pilot_with_a_name_alone(participant, programme, signed_in):
    signed_in(participant).post(reverse("pilots:suggest", args=[programme.key]), {"name": "Etäryhmä"})

    pilot = Pilot.objects.get()
    assert (pilot.name, pilot.state, pilot.made_by) == ("Etäryhmä", "idea", participant)


def test_a_refused_pilot_comes_back_with_its_text(participant, programme, signed_in):
    answer = signed_in(participant).post(
        reverse("pilots:suggest", args=[programme.key]), {"name": "Etäryhmä", "need": f"Asiakas {IDENTITY_CODE}"}
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["need"])
    assert 'value="Etäryhmä"' in body(answer)


@pytest.mark.parametrize(
    ("who", "edit", "people", "step"),
    [
        ("participant", 200, 403, 302),
        ("developer_client", 200, 403, 302),
        ("developer", 200, 200, 302),
        ("organiser", 200, 200, 302),
        ("coach", 403, 403, 403),
        ("stranger", 403, 403, 403),
        ("evaluator", 404, 404, 404),
        ("outsider", 404, 404, 404),
    ],
)
def test_who_may_change_what(who, edit, people, step, request, pilot, signed_in):
    client = signed_in(request.getfixturevalue(who))

    pages = (reverse("pilots:part", args=[pilot.pk, "tarve"]), reverse("pilots:people", args=[pilot.pk]))
    got = [client.get(page).status_code for page in pages]
    added = client.post(reverse("pilots:add_step", args=[pilot.pk]), {"title": "Ohje"}).status_code

    assert [*got, added] == [edit, people, step]
    assert Step.objects.count() == (1 if step == 302 else 0)


@pytest.mark.parametrize(
    ("who", "status"), [("participant", 302), ("developer", 302), ("stranger", 403), ("coach", 403), ("evaluator", 404)]
)
def test_who_ticks_a_step(who, status, request, step, signed_in):
    answer = signed_in(request.getfixturevalue(who)).post(reverse("pilots:tick", args=[step.pk]), {"deed": "done"})

    step.refresh_from_db()
    assert (answer.status_code, step.done_at is not None) == (status, status == 302)


def test_a_step_is_opened_again_and_removed(participant, step, signed_in):
    client, page = signed_in(participant), reverse("pilots:tick", args=[step.pk])
    client.post(page, {"deed": "done"})

    client.post(page, {"deed": "open"})
    step.refresh_from_db()
    assert step.done_at is None

    client.post(page, {"deed": "remove"})
    assert Step.objects.count() == 0


def test_a_refused_step_comes_back_in_the_page(participant, pilot, signed_in):
    answer = signed_in(participant).post(
        reverse("pilots:add_step", args=[pilot.pk]), {"title": f"Soita {IDENTITY_CODE}"}
    )

    assert (answer.status_code, list(answer.context["step_form"].errors)) == (422, ["title"])


def test_only_people_of_the_pilot_can_own_a_step(participant, stranger, pilot, signed_in):
    answer = signed_in(participant).post(
        reverse("pilots:add_step", args=[pilot.pk]), {"title": "Ohje", "owner": stranger.pk}
    )

    assert (answer.status_code, list(answer.context["step_form"].errors)) == (422, ["owner"])


def test_the_developer_chooses_among_members_by_their_shown_names(developer, stranger, coach, make_pilot, signed_in):
    from coaching.programmes.models import Pseudonym

    pilot = make_pilot("Etäryhmä")
    Pseudonym.objects.create(programme=pilot.programme, person=stranger, name="Kuiskaaja")

    form = signed_in(developer).get(reverse("pilots:people", args=[pilot.pk])).context["form"]

    assert [name for _id, name in form.fields["person"].choices[1:]] == ["Kuiskaaja"]


def test_people_are_added_and_removed(developer, stranger, pilot, signed_in):
    client, page = signed_in(developer), reverse("pilots:people", args=[pilot.pk])

    client.post(page, {"person": stranger.pk, "contact": "on"})
    assert pilot.people.get(person=stranger).duty == "contact"

    client.post(reverse("pilots:remove_person", args=[pilot.pk, stranger.pk]))
    assert not pilot.people.filter(person=stranger).exists()


def test_a_member_does_not_remove_people(participant, developer_client, pilot, signed_in):
    page = reverse("pilots:remove_person", args=[pilot.pk, developer_client.pk])

    assert signed_in(participant).post(page).status_code == 403
    assert pilot.people.filter(person=developer_client).exists()


@pytest.mark.parametrize("page", ["list", "visits", "log", "suggest"])
def test_every_page_needs_signing_in(page, client, programme):
    assert client.get(reverse(f"pilots:{page}", args=[programme.key])).status_code == 302
