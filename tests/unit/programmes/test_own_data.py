"""What the programmes know of a person: handed out, and forgotten with the figures equal."""

import pytest
from django.utils import timezone

from coaching.core.registries import personal_data
from coaching.programmes.actions import attend
from coaching.programmes.calendar import change_feed, feed_token
from coaching.programmes.consents import decide
from coaching.programmes.models import Attendance, Consent, Enrolment, Invitation, Programme, Pseudonym
from coaching.programmes.staff import invite

OWN = ["enrolments", "pseudonyms", "consents", "attendances", "invitations", "calendar_feed"]


@pytest.fixture
def somebody(developer_client, programme, lecture):
    attend(person=developer_client, session=lecture, source="self", minutes=40)
    decide(by=developer_client, programme=programme, purposes=["evaluation"])
    invite(by=developer_client, programme=programme, role="coach")
    change_feed(by=developer_client, on=True)
    return developer_client


def test_everything_comes_out(somebody, lecture):
    told = {name: personal_data[name].export(somebody) for name in OWN}

    assert [row["programme"] for row in told["enrolments"]] == ["Ohjelma"]
    assert [row["name"] for row in told["pseudonyms"]] == ["Kuukkeli"]
    assert [row["version"] for row in told["consents"]] == [1]
    assert [(row["title"], row["minutes"]) for row in told["attendances"]] == [(lecture.title, 40)]
    assert [len(rows) for rows in told["invitations"].values()] == [1, 0]
    assert told["calendar_feed"] == [{"renewed": 1, "on": True}]


def test_nobody_else_s_comes_out(somebody, stranger):
    told = [personal_data[name].export(stranger) for name in OWN]

    assert told[1:] == [[], [], [], {"sent": [], "used": []}, []]


def test_forgetting_keeps_the_figures(somebody):
    before = (Enrolment.objects.count(), Attendance.objects.count(), Consent.objects.count())

    for name in OWN:
        personal_data[name].erase(somebody)

    assert (Enrolment.objects.count(), Attendance.objects.count(), Consent.objects.count()) == before
    assert Pseudonym.objects.count() == 0
    assert Consent.objects.filter(withdrawn_at=None).count() == 0
    assert Invitation.objects.exclude(made_by=None).count() == 0
    assert feed_token(somebody) is None
    assert Programme.objects.visible_to(somebody).count() == 0


def test_an_enrolment_that_ended_before_keeps_its_day(somebody):
    long_ago = timezone.localdate() - timezone.timedelta(days=100)
    Enrolment.objects.update(ends=long_ago)

    personal_data["enrolments"].erase(somebody)

    assert Enrolment.objects.get(person=somebody).ends == long_ago
