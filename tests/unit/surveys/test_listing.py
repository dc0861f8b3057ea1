"""The page of a programme's surveys: nearest first, a page at a time, as many queries for a thousand as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coaching.accounts.models import User
from coaching.programmes.models import Enrolment, Role
from coaching.surveys.models import Answer, Sheet, Survey, Wave

MANY = 1_000


@pytest.fixture
def grow(programme, wave, item):
    """grow(first, end): people who have answered the wave, and as many surveys that were asked and are over."""

    def fill(first, end):
        numbers = range(first, end)
        people = User.objects.bulk_create(User(display_name=f"Jäsen {n}") for n in numbers)
        Enrolment.objects.bulk_create(Enrolment(programme=programme, person=p, role=Role.PARTICIPANT) for p in people)
        now = timezone.now()
        sheets = Sheet.objects.bulk_create(Sheet(wave=wave, person=person, sent_at=now) for person in people)
        Answer.objects.bulk_create(Answer(sheet=sheet, item=item("scale"), value=3) for sheet in sheets)
        surveys = Survey.objects.bulk_create(
            Survey(programme=programme, key=f"vanha-{n}", title={"fi": f"Vanha {n}"}) for n in numbers
        )
        days = {"opens_at": now - timedelta(days=9), "closes_at": now - timedelta(days=1)}
        Wave.objects.bulk_create(Wave(survey=one, key="alku", kind="before", **days) for one in surveys)

    return fill


@pytest.mark.parametrize("who", ["participant", "coach", "organiser"])
def test_a_thousand_surveys_and_answers_ask_as_often_as_one(grow, wave, programme, signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))
    pages = [f"/kyselyt/{programme.key}/", programme.get_absolute_url()]
    pages += [f"/kyselyt/muistuta/{wave.pk}/", wave.survey.get_absolute_url()] if who == "organiser" else []
    grow(0, 1)
    _asked(client, pages)  # what is remembered for the process is remembered now
    one = _asked(client, pages)

    grow(1, MANY)

    assert _asked(client, pages) == one


def test_the_list_is_told_a_page_at_a_time_and_what_waits_comes_first(grow, wave, programme, signed_in, organiser):
    grow(0, 45)
    client, address = signed_in(organiser), f"/kyselyt/{programme.key}/"

    first, last = (client.get(address, {"page": page}).context for page in (1, 3))

    assert first["looked_after"][0] == wave
    assert [len(first["looked_after"]), len(last["looked_after"]), first["page"].paginator.num_pages] == [20, 6, 3]


def test_results_of_a_thousand_ask_as_often_as_of_ten(grow, wave, over, signed_in, organiser):
    client, pages = signed_in(organiser), [f"/kyselyt/tulokset/{over(wave).pk}/"]
    grow(0, 10)
    _asked(client, pages)
    ten = _asked(client, pages)

    grow(10, MANY)

    assert _asked(client, pages) == ten


def _asked(client, pages):
    """{page: how many queries it took}."""
    asked = {}
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page)
        assert answer.status_code == 200, (page, answer.status_code)
        asked[page] = len(queries)
    return asked
