"""Feedback: clients are nobody here, and no figure tells of few."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from coaching.accounts import throttle
from coaching.core.errors import Refused
from coaching.core.models import History
from coaching.core.registries import Extract, datasets
from coaching.evaluation.models import Study
from coaching.pilots import actions
from coaching.pilots.models import ClientFeedback, FeedbackLink, WorkerFeedback
from coaching.pilots.results import results_of

IDENTITY_CODE = "131052-308T"


@pytest.fixture
def link(pilot, participant):
    return actions.open_link(by=participant, pilot=pilot)


@pytest.fixture
def answered(pilot, link):
    """answered(5, 5, 4) → that many answers, in that order."""

    def answered(*smiles, words=""):
        for smile in smiles:
            actions.answer_as_client(link=link, number=uuid4(), smile=smile, words=words)

    return answered


def filled(**changes):
    return {"number": str(uuid4()), "smile": "5", "words": "Helppoa", **changes}


def counts(pilot):
    return {row.smile: row.count for row in results_of(pilot).rows}


def test_a_client_answers_without_a_log_in_and_no_cookie_is_set(client, pilot, link):
    asked = client.get(link.get_absolute_url())
    answer = client.post(link.get_absolute_url(), filled())
    thanks = client.get(answer.url)

    assert [page.status_code for page in (asked, answer, thanks)] == [200, 302, 200]
    assert [dict(page.cookies) for page in (asked, answer, thanks)] == [{}, {}, {}]
    assert list(ClientFeedback.objects.values_list("pilot", "smile", "words")) == [(pilot.pk, 5, "Helppoa")]


def test_nothing_in_the_house_tells_who_answered(client, link):
    before = History.objects.count()

    client.post(link.get_absolute_url(), filled())

    assert {field.name for field in ClientFeedback._meta.fields} == {"number", "pilot", "smile", "words", "told_on"}
    assert History.objects.count() == before


def test_an_answer_sent_twice_counts_once(client, link):
    sent = filled()

    for _time in range(2):
        client.post(link.get_absolute_url(), sent)

    assert ClientFeedback.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"smile": ""}, "smile"),
        ({"smile": "6"}, "smile"),
        ({"words": f"Olen {IDENTITY_CODE}"}, "words"),
        ({"words": "x" * 1001}, "words"),
        ({"number": "1"}, "number"),
    ],
)
def test_a_refused_answer_says_what_is_wrong(changes, wrong, client, link):
    answer = client.post(link.get_absolute_url(), filled(**changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert ClientFeedback.objects.count() == 0


def test_the_page_speaks_the_language_asked_for(client, link):
    pages = [client.get(f"{link.get_absolute_url()}?kieli={code}") for code in ("fi", "sv", "en", "xx")]

    assert [page.context["language"] for page in pages] == ["fi", "sv", "en", "fi"]


def test_a_new_link_closes_the_old_one_and_the_answers_stay(client, pilot, participant, link, answered):
    answered(5)

    new = actions.open_link(by=participant, pilot=pilot)

    got = [client.get(one.get_absolute_url()).status_code for one in (link, new)]
    assert (got, ClientFeedback.objects.count()) == ([410, 200], 1)


def test_a_closed_link_takes_no_answer(client, pilot, participant, link):
    actions.close_link(by=participant, pilot=pilot)

    assert client.post(link.get_absolute_url(), filled()).status_code == 410
    with pytest.raises(Refused):
        actions.answer_as_client(link=link, number=uuid4(), smile=5)
    assert ClientFeedback.objects.count() == 0


def test_a_link_nobody_made_is_not_found(client, db):
    assert client.get(reverse("pilots:feedback", args=["arvattu"])).status_code == 404


def test_a_flood_of_answers_is_slowed_down(client, link, monkeypatch):
    monkeypatch.setattr(throttle, "ANSWERS", 2)

    got = [client.post(link.get_absolute_url(), filled()).status_code for _time in range(3)]

    assert (got, ClientFeedback.objects.count()) == ([302, 302, 429], 2)


def test_four_answers_tell_nothing_and_the_fifth_tells_all_at_once(pilot, make_pilot, answered):
    """One that waits in another pilot is none of them."""
    ClientFeedback.objects.create(pilot=make_pilot("Etäryhmä"), smile=5)
    answered(5, 5, 5, 5, words="Hyvä")
    four = results_of(pilot)

    answered(5, words="Hyvä")
    five = results_of(pilot)

    assert (four.answered, four.words) == (None, ())
    assert (five.answered, counts(pilot)[5], five.words) == (5, 5, ("Hyvä",) * 5)


def test_the_next_ones_wait_for_each_other(pilot, answered):
    answered(5, 5, 5, 5, 5)

    told = []
    for _time in range(5):
        answered(1)
        told.append((results_of(pilot).answered, counts(pilot)[1]))

    assert told == [(5, 0)] * 4 + [(10, 5)]


def test_a_small_cell_and_what_would_give_it_away_are_hidden(pilot, answered):
    answered(5, 5, 5, 5, 5, 5, 5, 5, 5, 1)

    assert results_of(pilot).answered == 10
    assert counts(pilot) == {5: None, 4: None, 3: None, 2: None, 1: None}


def test_a_table_whose_every_figure_is_hidden_is_one_sentence(participant, pilot, answered, signed_in):
    answered(5, 5, 5, 5, 1, words="Hyvä")

    page = signed_in(participant).get(reverse("pilots:client_feedback", args=[pilot.pk])).content.decode()

    assert ("<table" in page, "alle 5 ihmisestä" in page, "Hyvä" in page) == (False, True, True)


def test_as_many_wait_for_each_other_as_the_strictest_study_asks(pilot, programme, answered):
    Study.objects.create(programme=programme, key="t", name="T", question="Miten?", threshold=8)

    answered(*[5] * 8)

    assert results_of(pilot).answered == 8


def test_words_are_in_no_order_of_time(pilot):
    ClientFeedback.objects.bulk_create(
        ClientFeedback(number=UUID(int=9 - n), pilot=pilot, smile=5, words=f"{n}", told_on=date(2020, 9, 1 + n))
        for n in range(5)
    )

    assert results_of(pilot).words == ("4", "3", "2", "1", "0")


def test_a_stricter_study_hides_what_was_told(pilot, programme, answered):
    answered(5, 5, 5, 5, 5)

    Study.objects.create(programme=programme, key="t", name="T", question="Miten?", threshold=8)

    assert (results_of(pilot).answered, results_of(pilot).least) == (None, 8)


def test_the_export_has_the_same_figures_and_no_more(pilot, programme, answered):
    everything = Extract(programme.pk)
    answered(5, 5, 5, 5, words="Sana")
    before = [list(datasets[name].rows(everything)) for name in ("pilot_client_feedback", "pilot_client_words")]

    answered(5)

    assert before == [[], []]
    rows = list(datasets["pilot_client_feedback"].rows(everything))
    assert [(row["smile"], row["answers"], row["answered"]) for row in rows] == [
        (5, 5, 5),
        *((smile, 0, 5) for smile in (4, 3, 2, 1)),
    ]
    assert [row["text"] for row in datasets["pilot_client_words"].rows(everything)] == ["Sana"] * 4


@pytest.mark.parametrize("page", ["client_feedback", "poster"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("participant", 200),
        ("developer", 200),
        ("coach", 403),
        ("stranger", 403),
        ("evaluator", 404),
        ("outsider", 404),
    ],
)
def test_who_asks_clients(page, who, status, request, pilot, link, signed_in):
    got = signed_in(request.getfixturevalue(who)).get(reverse(f"pilots:{page}", args=[pilot.pk]))

    assert got.status_code == status


def test_the_link_is_made_renewed_and_closed(participant, pilot, signed_in):
    client, page = signed_in(participant), reverse("pilots:client_feedback", args=[pilot.pk])

    told = [
        str(*client.post(page, {"deed": deed}, follow=True).context["messages"]) for deed in ("open", "open", "close")
    ]

    assert told == [
        "Linkki on valmis.",
        "Uusi linkki on valmis. Vanha ei enää avaudu.",
        "Linkki on suljettu. Vastaukset ovat tallessa.",
    ]
    assert [link.closed_at is None for link in FeedbackLink.objects.all()] == [False, False]
    assert client.get(reverse("pilots:poster", args=[pilot.pk])).status_code == 404


def test_the_poster_has_a_code_and_three_languages(participant, pilot, link, signed_in):
    page = signed_in(participant).get(reverse("pilots:poster", args=[pilot.pk]))

    assert [language for language, _question, _deed in page.context["words"]] == ["fi", "sv", "en"]
    assert "<svg" in page.context["code"]
    assert link.get_absolute_url() in page.content.decode()


def test_a_worker_answers_once_and_changes_it(participant, pilot, signed_in):
    client, page = signed_in(participant), reverse("pilots:worker_feedback", args=[pilot.pk])

    for smile in ("2", "4"):
        client.post(page, {"smile": smile, "easier": "Ei matkoja"})

    assert list(WorkerFeedback.objects.values_list("person", "smile", "easier")) == [(participant.pk, 4, "Ei matkoja")]


def test_workers_words_stand_under_the_shown_name(participant, developer_client, pilot, signed_in):
    actions.answer_as_worker(by=developer_client, pilot=pilot, smile=5, easier="Oma aika", harder="")

    page = signed_in(participant).get(pilot.get_absolute_url()).content.decode()

    said = page.split('id="workers"')[1]
    assert ["Oma aika" in said, "Kuukkeli" in said, "Secret Realname" in page] == [True, True, False]


@pytest.mark.parametrize(("who", "status"), [("developer", 403), ("stranger", 403), ("evaluator", 404)])
def test_only_the_pilots_people_say_how_it_works(who, status, request, pilot, signed_in):
    page = reverse("pilots:worker_feedback", args=[pilot.pk])

    assert signed_in(request.getfixturevalue(who)).post(page, {"smile": "5"}).status_code == status
    assert WorkerFeedback.objects.count() == 0


@pytest.mark.parametrize("name", ["easier", "harder"])
def test_workers_words_are_guarded(name, participant, pilot, signed_in):
    page = reverse("pilots:worker_feedback", args=[pilot.pk])

    answer = signed_in(participant).post(page, {"smile": "5", name: f"Asiakas {IDENTITY_CODE}"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
