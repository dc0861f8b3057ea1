"""The pages of guidance visits."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.core.models import Draft
from coaching.pilots.models import GuidanceVisit

IDENTITY_CODE = "131052-308T"


@pytest.fixture
def logging(programme):
    return reverse("pilots:log", args=[programme.key])


@pytest.fixture
def listing(programme):
    return reverse("pilots:visits", args=[programme.key])


def statuses(client, *pages):
    return [client.get(page).status_code for page in pages]


def test_a_visit_is_logged_in_one_form(developer, participant, pilot, logging, typed, signed_in):
    answer = signed_in(developer).post(logging, typed())

    visit = GuidanceVisit.objects.get()
    assert answer.url == visit.get_absolute_url()
    assert (visit.pilot, visit.visitor, visit.form, visit.minutes) == (pilot, developer, "on_site", 90)
    assert list(visit.people.all()) == [participant]


def test_a_form_sent_twice_makes_one_visit(developer, logging, typed, signed_in):
    filled = typed()

    answers = [signed_in(developer).post(logging, filled) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert GuidanceVisit.objects.count() == 1


def test_the_only_pilot_is_chosen_already_and_the_day_is_today(developer, pilot, logging, signed_in):
    form = signed_in(developer).get(logging).context["form"]

    assert (form["pilot"].value(), form["date"].value()) == (pilot.pk, timezone.localdate())


def test_of_several_the_one_asked_for_is_chosen(developer, pilot, make_pilot, logging, signed_in):
    other = make_pilot("Etäryhmä")
    client = signed_in(developer)

    chosen = [client.get(page).context["form"]["pilot"].value() for page in (logging, f"{logging}?pilot={other.pk}")]

    assert chosen == [None, other.pk]


def test_people_are_ticked_by_their_shown_names(developer, pilot, logging, signed_in):
    page = signed_in(developer).get(logging)

    assert [[name for _id, name, _ticked in people] for _pilot, people in page.context["form"].groups()] == [
        ["Kaisla Korpikuusi", "Kuukkeli"]
    ]
    assert "Secret Realname" not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"topics": f"Asiakas {IDENTITY_CODE}"}, "topics"),
        ({"agreed": f"Asiakas {IDENTITY_CODE}"}, "agreed"),
        ({"topics": ""}, "topics"),
        ({"date": "2999-01-01"}, "date"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"pilot": ""}, "pilot"),
        ({"people": ["999999"]}, "people"),
    ],
)
def test_a_refused_form_says_what_is_wrong_and_keeps_the_rest(changes, wrong, developer, logging, typed, signed_in):
    answer = signed_in(developer).post(logging, typed(**changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    kept = "Auki tiistaisin" if wrong != "agreed" else "Vuorot"
    assert kept in answer.content.decode()
    assert GuidanceVisit.objects.count() == 0


def test_people_of_another_pilot_are_refused(developer, stranger, make_pilot, logging, typed, signed_in):
    make_pilot("Etäryhmä", stranger)

    answer = signed_in(developer).post(logging, typed(people=[stranger.pk]))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["people"])


def test_a_pilot_of_another_programme_cannot_be_chosen(developer, pilot, logging, typed, signed_in):
    from coaching.pilots.models import Pilot
    from coaching.programmes.models import Programme

    elsewhere = Pilot.objects.create(programme=Programme.objects.create(key="muu", name="Muu"), key="x", name="X")

    answer = signed_in(developer).post(logging, typed(pilot=elsewhere.pk, people=[]))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["pilot"])


@pytest.mark.parametrize("ticks", [str, lambda person: [str(person)]])
def test_what_was_not_sent_survives_the_end_of_the_session(
    ticks, developer, participant, programme, logging, typed, signed_in
):
    client = signed_in(developer)
    filled = typed(agreed="Vielä kesken", people=ticks(participant.pk))
    client.post(reverse("save_draft", args=[f"visit:{programme.pk}"]), {"text": json.dumps(filled)})
    client.logout()
    assert client.post(logging, filled).status_code == 302

    form = signed_in(developer).get(logging).context["form"]

    kept = {name: form[name].value() for name in ("client", "pilot", "minutes", "agreed", "people")}
    assert kept == {name: filled[name] for name in kept}
    assert [ticked for _pilot, people in form.groups() for _id, _name, ticked in people] == [True, False]


def test_sending_ends_the_draft(developer, programme, logging, typed, signed_in):
    client, filled = signed_in(developer), typed()
    client.post(reverse("save_draft", args=[f"visit:{programme.pk}"]), {"text": json.dumps(filled)})
    assert Draft.objects.count() == 1

    client.post(logging, filled)

    assert Draft.objects.count() == 0


def test_a_draft_never_stores_an_identity_code(developer, programme, typed, signed_in):
    text = json.dumps(typed(topics=f"Asiakas {IDENTITY_CODE}"))

    answer = signed_in(developer).post(reverse("save_draft", args=[f"visit:{programme.pk}"]), {"text": text})

    assert (answer.status_code, Draft.objects.count()) == (422, 0)


def test_undo_puts_the_words_back_in_the_form(developer, participant, visit, logging, signed_in):
    client = signed_in(developer)

    client.post(reverse("pilots:take_back", args=[visit.pk]))

    form = client.get(logging).context["form"]
    assert GuidanceVisit.objects.count() == 0
    assert (form["topics"].value(), form["agreed"].value(), form["minutes"].value(), form["people"].value()) == (
        "Salainen aihe",
        "Salainen sopimus",
        "60",
        [str(participant.pk)],
    )


def test_undo_does_not_overwrite_another_visit_not_sent(developer, programme, visit, signed_in):
    client = signed_in(developer)
    client.post(reverse("save_draft", args=[f"visit:{programme.pk}"]), {"text": '{"topics": "Toinen"}'})

    answer = client.post(reverse("pilots:take_back", args=[visit.pk]))

    assert answer.status_code == 409
    assert (GuidanceVisit.objects.count(), Draft.objects.get().text) == (1, '{"topics": "Toinen"}')


def test_a_visit_is_corrected(developer, visit, typed, signed_in):
    signed_in(developer).post(reverse("pilots:change_visit", args=[visit.pk]), typed(topics="Toisin sanoin"))

    visit.refresh_from_db()
    assert (visit.topics, visit.minutes) == ("Toisin sanoin", 90)


def test_who_was_met_stays_in_the_form_after_leaving(developer, participant, pilot, visit, signed_in):
    pilot.people.filter(person=participant).delete()

    form = signed_in(developer).get(reverse("pilots:change_visit", args=[visit.pk])).context["form"]

    assert [(name, ticked) for _pilot, people in form.groups() for _id, name, ticked in people] == [
        ("Kuukkeli", False),
        ("Kaisla Korpikuusi", True),
    ]


@pytest.mark.parametrize(
    ("who", "log", "see", "change", "count"),
    [
        ("participant", 403, 200, 403, 403),
        ("developer_client", 403, 200, 403, 403),
        ("developer", 200, 200, 200, 200),
        ("organiser", 200, 200, 200, 200),
        ("coach", 403, 404, 404, 200),
        ("stranger", 403, 404, 404, 403),
        ("evaluator", 403, 404, 404, 403),
        ("outsider", 404, 404, 404, 404),
    ],
)
def test_who_opens_which_page(who, log, see, change, count, request, visit, logging, listing, signed_in):
    pages = [logging, visit.get_absolute_url(), reverse("pilots:change_visit", args=[visit.pk]), listing]

    assert statuses(signed_in(request.getfixturevalue(who)), *pages) == [log, see, change, count]


@pytest.mark.parametrize("who", ["participant", "coach", "stranger", "evaluator", "outsider"])
def test_who_may_not_undo_a_visit_does_not(who, request, visit, signed_in):
    answer = signed_in(request.getfixturevalue(who)).post(reverse("pilots:take_back", args=[visit.pk]))

    assert answer.status_code == (403 if who == "participant" else 404)
    assert GuidanceVisit.objects.count() == 1


def test_another_developer_reads_but_does_not_change(make_person, visit, signed_in):
    from coaching.programmes.models import Role

    client = signed_in(make_person("Toinen Kehittäjä", Role.DEVELOPER))

    assert statuses(client, visit.get_absolute_url(), reverse("pilots:change_visit", args=[visit.pk])) == [200, 403]


def test_the_notes_are_the_guides_and_the_counts_the_coachs(developer, coach, visit, listing, signed_in):
    pages = {who: signed_in(who).get(listing) for who in (developer, coach)}

    assert ["Salainen aihe" in page.content.decode() for page in pages.values()] == [True, False]
    assert ["Kaisla" in page.content.decode() for page in pages.values()] == [True, False]
    assert [page.context["by_month"].visits for page in pages.values()] == [1, 1]


def test_names_in_the_list_are_the_shown_ones(developer, developer_client, pilot, visit_to, listing, signed_in):
    visit_to(pilot, people=[developer_client])

    page = signed_in(developer).get(listing).content.decode()

    assert ("Kuukkeli" in page, "Secret Realname" in page) == (True, False)


def queries_of(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get(page)
    return len(captured)


def test_the_list_costs_as_much_for_one_and_for_three(developer, make_pilot, visit, visit_to, listing, signed_in):
    client = signed_in(developer)
    for_one = queries_of(client, listing)

    for name in ("Etäryhmä", "Videochat"):
        visit_to(make_pilot(name, *visit.people.all()))

    assert queries_of(client, listing) == for_one


def test_the_three_tables_cost_three_queries(pilot, programme, visit, visit_to, django_assert_num_queries):
    from coaching.pilots import counts

    for _ in range(2):
        with django_assert_num_queries(3):
            counts.visits_by_month(programme)
            counts.visits_by_organisation(programme)
            counts.visits_by_pilot(programme)
        visit_to(pilot)


def test_a_pilot_without_an_organisation_is_counted_too(programme, make_pilot, participant, visit_to):
    from coaching.pilots import counts

    visit_to(make_pilot("Etäryhmä", participant, organisation=None))

    assert [(row.what, row.visits) for row in counts.visits_by_organisation(programme).rows] == [(None, 1)]
