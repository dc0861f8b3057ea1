import pytest
from django.urls import reverse

from coaching.core import drafts
from coaching.core.models import Draft
from coaching.journal.models import Entry

IDENTITY_CODE = "131052-308T"
EVERYBODY_ELSE = ["developer_client", "coach", "developer", "evaluator", "organiser", "stranger", "outsider"]


@pytest.fixture
def mine(programme):
    return reverse("journal:mine", args=[programme.key])


@pytest.fixture
def adding(programme):
    return reverse("journal:add", args=[programme.key])


def pages_of(entry):
    return [reverse(f"journal:{name}", args=[entry.pk]) for name in ("change", "throw_away", "promise")]


def test_ones_own_page_shows_the_note(participant, write, mine, signed_in):
    write(participant, tried="Kokeilin kuvayhteyttä.")

    assert "Kokeilin kuvayhteyttä." in signed_in(participant).get(mine).content.decode()


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_opens_a_note(who, request, participant, write, signed_in, client):
    entry = write(participant, promise="Kokeilen.")
    assert [signed_in(participant).get(page).status_code for page in pages_of(entry)] == [200, 200, 405]

    signed_in(request.getfixturevalue(who))

    assert [client.get(page).status_code for page in pages_of(entry)] == [404, 404, 405]
    assert [client.post(page).status_code for page in pages_of(entry)] == [404, 404, 404]
    assert Entry.objects.get().kept_at is None


def test_not_even_a_superuser_opens_a_note(participant, outsider, write, signed_in):
    entry = write(participant)
    outsider.is_superuser = True
    outsider.save()

    assert signed_in(outsider).get(pages_of(entry)[0]).status_code == 404


@pytest.mark.parametrize("who", ["developer_client", "coach", "developer", "organiser", "stranger"])
def test_anothers_page_of_the_same_address_is_their_own(who, request, participant, write, mine, signed_in):
    write(participant, tried="Salainen kokeilu", promise="Salainen lupaus")

    page = signed_in(request.getfixturevalue(who)).get(mine).content.decode()

    assert "Salainen" not in page


@pytest.mark.parametrize(("who", "status"), [("evaluator", 403), ("outsider", 404)])
def test_who_keeps_no_notebook_has_no_page(who, status, request, mine, adding, signed_in):
    client = signed_in(request.getfixturevalue(who))

    assert (client.get(mine).status_code, client.get(adding).status_code) == (status, status)


def test_the_page_needs_signing_in(client, mine):
    assert client.get(mine).status_code == 302


def test_a_note_is_written_in_one_form(participant, adding, typed, signed_in):
    answer = signed_in(participant).post(adding, typed(minutes="30", promise="Kokeilen uudestaan."))

    entry = Entry.objects.get()
    assert answer.url == entry.get_absolute_url()
    assert (entry.person, entry.mode, entry.minutes) == (participant, "work", 30)


def test_a_form_sent_twice_makes_one_note(participant, adding, typed, signed_in):
    filled = typed()

    answers = [signed_in(participant).post(adding, filled) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Entry.objects.count() == 1


def test_a_refused_form_comes_back_with_its_text(participant, adding, typed, signed_in):
    answer = signed_in(participant).post(adding, typed(tried=f"Asiakas {IDENTITY_CODE}", learned="Opin kuuntelemaan."))

    assert answer.status_code == 422
    assert "Opin kuuntelemaan." in answer.content.decode()
    assert list(answer.context["form"].errors) == ["tried"]
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"tried": ""}, "tried"),
        ({"date": "2999-01-01"}, "date"),
        ({"minutes": "0"}, "minutes"),
        ({"mode": "x"}, "mode"),
    ],
)
def test_what_cannot_be_is_told_beside_the_field(changes, wrong, participant, adding, typed, signed_in):
    answer = signed_in(participant).post(adding, typed(**changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])


def test_a_near_miss_is_saved_and_warned_of(participant, adding, typed, signed_in):
    answer = signed_in(participant).post(adding, typed(tried="Numero 131052-3081 listalla"), follow=True)

    assert Entry.objects.count() == 1
    assert [message.level_tag for message in answer.context["messages"]] == ["warning", "success"]


def test_what_was_not_sent_comes_back_and_sending_ends_the_draft(participant, programme, adding, typed, signed_in):
    client = signed_in(participant)
    filled = typed(learned="Vielä kesken", minutes="60")
    client.post(reverse("save_draft", args=[f"journal:{programme.pk}"]), {"text": drafts.json.dumps(filled)})
    client.logout()

    form = signed_in(participant).get(adding).context["form"]
    assert (form["learned"].value(), form["minutes"].value(), form["client"].value()) == (
        *("Vielä kesken", "60"),
        filled["client"],
    )

    client.post(adding, filled)
    assert Draft.objects.count() == 0


def test_starting_over_leaves_the_draft_out(participant, programme, adding, signed_in):
    drafts.keep(participant, f"journal:{programme.pk}", {"tried": "Vanha"})

    assert signed_in(participant).get(f"{adding}?fresh=1").context["form"]["tried"].value() is None


def test_anothers_draft_does_not_come(participant, stranger, programme, adding, signed_in):
    drafts.keep(stranger, f"journal:{programme.pk}", {"tried": "Toisen"})

    assert "Toisen" not in signed_in(participant).get(adding).content.decode()


def test_a_note_is_changed(participant, write, typed, signed_in):
    entry = write(participant)

    signed_in(participant).post(reverse("journal:change", args=[entry.pk]), typed(tried="Toisin sanoin"))

    entry.refresh_from_db()
    assert entry.tried == "Toisin sanoin"


def test_throwing_away_asks_first(participant, write, signed_in):
    page = reverse("journal:throw_away", args=[write(participant).pk])

    signed_in(participant).get(page)
    assert Entry.objects.count() == 1

    signed_in(participant).post(page)
    assert Entry.objects.count() == 0


def test_a_promise_is_ticked_on_the_front_page_and_told_about(participant, write, adding, signed_in):
    entry = write(participant, promise="Kokeilen aloitusta.")
    client = signed_in(participant)

    answer = client.post(reverse("journal:promise", args=[entry.pk]), {"next": "/"})

    entry.refresh_from_db()
    assert answer.url == "/"
    assert entry.kept_at is not None
    assert client.get(f"{adding}?promise={entry.pk}").context["form"]["tried"].value() == "Kokeilen aloitusta."


def test_a_tick_does_not_lead_to_another_site(participant, write, signed_in):
    entry = write(participant, promise="Kokeilen.")

    answer = signed_in(participant).post(reverse("journal:promise", args=[entry.pk]), {"next": "https://example.com/"})

    assert answer.url == entry.get_absolute_url()


def test_anothers_promise_does_not_start_a_note(participant, stranger, write, adding, signed_in):
    entry = write(stranger, promise="Salainen lupaus")

    assert "Salainen" not in signed_in(participant).get(f"{adding}?promise={entry.pk}").content.decode()


def test_a_developer_clients_page_does_not_tell_the_real_name_in_the_timeline(
    developer_client, programme, lecture, mine, signed_in
):
    from coaching.core.history import record

    record("programmes.attended", actor=developer_client, target=lecture, scope=programme.pk)

    lines = [line for _month, lines in signed_in(developer_client).get(mine).context["months"] for line in lines]

    assert ["Secret" in line.sentence for line in lines] == [False]
