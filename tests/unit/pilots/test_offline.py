"""Visits that come by the script, and the form that is kept on the device."""

import json

import pytest
from django.urls import reverse

from coaching.core.models import Draft
from coaching.pilots.models import GuidanceVisit

SCRIPT = {"accept": "application/json"}
IDENTITY_CODE = "131052-308T"


@pytest.fixture
def logging(programme):
    return reverse("pilots:log", args=[programme.key])


def test_a_visit_that_waited_is_answered_with_its_address_each_time(developer, logging, typed, signed_in):
    client, filled = signed_in(developer), typed()

    answers = [client.post(logging, filled, headers=SCRIPT) for _time in range(2)]

    own = {"url": GuidanceVisit.objects.get().get_absolute_url()}
    assert [(answer.status_code, answer.json()) for answer in answers] == [(201, own), (201, own)]


def test_a_refused_one_says_where(developer, logging, typed, signed_in):
    answer = signed_in(developer).post(logging, typed(topics=f"Asiakas {IDENTITY_CODE}"), headers=SCRIPT)

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["topics"])
    assert IDENTITY_CODE not in answer.content.decode()


def test_the_draft_of_the_next_visit_stays(developer, programme, logging, typed, signed_in):
    client, waited, begun = signed_in(developer), typed(), typed(topics="Seuraava")
    client.post(reverse("save_draft", args=[f"visit:{programme.pk}"]), {"text": json.dumps(begun)})

    client.post(logging, waited, headers=SCRIPT)
    kept = Draft.objects.count()
    client.post(logging, begun, headers=SCRIPT)

    assert (kept, Draft.objects.count()) == (1, 0)


def test_the_kept_form_has_nobody_in_it(developer, pilot, programme, signed_in):
    client = signed_in(developer)

    kept = client.get(reverse("pilots:offline", args=[programme.key])).content.decode()
    whole = client.get(reverse("pilots:log", args=[programme.key])).content.decode()

    people = ["Kuukkeli", "Kaisla", developer.display_name]
    assert [[name in page for name in people] for page in (kept, whole)] == [[False] * 3, [True] * 3]
    assert pilot.name in kept


@pytest.mark.parametrize(
    ("who", "status"), [("developer", 200), ("participant", 403), ("coach", 403), ("evaluator", 403), ("outsider", 404)]
)
def test_who_keeps_the_form(who, status, request, pilot, programme, signed_in):
    page = reverse("pilots:offline", args=[programme.key])

    assert signed_in(request.getfixturevalue(who)).get(page).status_code == status


def test_the_worker_stands_where_it_sees_the_form_alone(client, programme, logging, db):
    page = reverse("pilots:visit_worker", args=[programme.key])

    answer = client.get(page)

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript")
    assert page.rsplit("/", 1)[0] + "/" == logging
