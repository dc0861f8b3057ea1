"""What the live rooms know of one person: handing it out, and forgetting it."""

import secrets

from realtime.models import Ballot, Event, Message, Poll, Stay
from realtime.models.rooms import NOBODY


def export_room_data(person):
    """The person's own words, answers that were not anonymous, polls they prepared, and how long they stayed."""
    said = Message.objects.filter(person=person).order_by("pk")
    ballots = Ballot.objects.filter(person=person).select_related("run").order_by("run")
    stays = Stay.objects.filter(person=person).order_by("pk")
    return {
        "messages": list(said.values("room__session__title", "at", "text")),
        "answers": [_answer(ballot) for ballot in ballots],
        "deeds": list(Event.objects.filter(actor=person).order_by("pk").values("room__session__title", "at", "kind")),
        "polls_prepared": list(Poll.objects.filter(made_by=person).order_by("pk").values("question", "made_at")),
        "stays": list(stays.values("room__session__title", "minutes")),
    }


def forget_in_rooms(person):
    """Talk stays readable, by somebody who has left; ballots keep their weight and lose their owner."""
    for ballot in Ballot.objects.filter(person=person):
        ballot.person = None
        ballot.voter_key = secrets.token_hex(32)
        ballot.save(update_fields=["person", "voter_key"])
    Message.objects.filter(person=person).update(person=None)
    Event.objects.filter(audience=f"person:{person.pk}").update(audience=NOBODY, payload={}, actor=None, deed_id=None)
    Event.objects.filter(actor=person).update(actor=None, deed_id=None)
    Poll.objects.filter(made_by=person).update(made_by=None)
    Stay.objects.filter(person=person).delete()


def _answer(ballot):
    run = ballot.run
    rows = [
        {name: value for name, value in row.items() if value not in ("", None)}
        for row in run.kind_of.rows(run, ballot.answer)
    ]
    return {"question": run.question, "opened_at": run.opened_at, "answers": rows}
