"""Polls a coach forgot: closed in time, so that anonymous answers come loose from people."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coaching.programmes.models import Session
from realtime.models import PollRun, Wall
from realtime.tools.wall.actions import put_up_wall


@pytest.mark.parametrize(("hours", "closed"), [(13, True), (11, False)])
def test_a_run_is_closed_twelve_hours_after_its_session(capsys, make_run, hours, closed):
    run = make_run(anonymity="anonymous")
    PollRun.objects.update(opened_at=timezone.now() - timedelta(hours=hours + 1))
    Session.objects.update(ends_at=timezone.now() - timedelta(hours=hours))

    call_command("close_left_polls")

    run.refresh_from_db()
    assert (run.closed_at is not None, run.key is None) == (closed, closed)


@pytest.mark.parametrize(("hours", "phase"), [(13, "closed"), (11, "write")])
def test_so_is_a_wall(capsys, room, coach, hours, phase):
    wall = put_up_wall(by=coach, room=room, title="Seinä", question="", names="anonymous", dots=0, phase="write")
    Wall.objects.update(opened_at=timezone.now() - timedelta(hours=hours + 1))
    Session.objects.update(ends_at=timezone.now() - timedelta(hours=hours))

    call_command("close_left_polls")

    wall.refresh_from_db()
    assert (wall.phase, wall.key is None) == (phase, phase == "closed")
