"""A plan moved in time: every date of it, and the clock of each session stays."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coaching.programmes.models import Enrolment, Programme, Session

PLAN = """
programme: {key: p, name: P, starts: 2020-05-01, ends: 2021-06-30}
sessions:
  - {key: kesa, kind: lecture, title: Ennen kellojen siirtoa, starts: 2020-10-24 10:00, ends: 2020-10-24 11:30}
people:
  - {key: e, name: E, email: e@example.org, role: evaluator, from: 2020-08-01, until: 2021-06-30}
"""


@pytest.fixture
def load(db, tmp_path):
    def load(**options):
        file = tmp_path / "plan.yml"
        file.write_text(PLAN)
        call_command("load_plan", str(file), **options)

    return load


def test_every_date_moves(load):
    load(move_days=10)

    enrolment = Enrolment.objects.get()
    assert list(Programme.objects.values_list("starts", "ends")) == [(date(2020, 5, 11), date(2021, 7, 10))]
    assert (enrolment.starts, enrolment.ends) == (date(2020, 8, 11), date(2021, 7, 10))


def test_the_clock_stays_over_daylight_saving(load):
    load(move_days=1)

    session = Session.objects.get()
    assert f"{timezone.localtime(session.starts_at):%d.%m. %H.%M}" == "25.10. 10.00"
    assert session.ends_at - session.starts_at == timedelta(minutes=90)
