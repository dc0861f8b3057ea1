"""Polls of the made programme: every promise, answers of few and of the forgotten, changed minds, later answers."""

from datetime import timedelta

from django.utils import timezone

from coaching.accounts.models import User
from coaching.programmes.models import Attendance, Enrolment, Session
from realtime.models import Ballot, Poll, PollRun, Room
from realtime.tools.polls.actions import close, open_poll, vote
from realtime.tools.polls.afterwards import answer_afterwards, open_afterwards

OPTIONS = ["Chatti", "Video", "Puhelin", "Kirje"]
SHARES = (0.5, 0.35, 0.1, 0.05)
STEPS = {"steps": 4, "low": "ei", "high": "kyllä"}
ASKED = [
    ("single", "anonymous"),
    ("single", "named"),
    ("single", "pseudonymous"),
    ("multiple", "anonymous"),
    ("multiple", "named"),
    ("scale", "anonymous"),
    ("scale", "named"),
    ("ranking", "anonymous"),
    ("text", "anonymous"),
    ("text", "named"),
]


def make_polls(programme, by, chance):
    """Each question to two sessions of its theme, and one through the room itself: see ``_lived``."""
    sessions = Session.objects.filter(programme=programme).order_by("pk")
    by_theme = {}
    for session in sessions:
        if (there := session.attendances.count()) > 8:
            by_theme.setdefault(session.theme_id, []).append((there, session))
    themes = [[session for _there, session in sorted(held, key=lambda one: one[0])] for held in by_theme.values()]
    for number, (kind, anonymity) in enumerate(ASKED):
        held = themes[number % len(themes)]
        poll = _poll(held[0].theme_id, f"q{number}", kind, anonymity)
        for session in (held[0], held[-1]):
            _run(poll, session, chance)
    _lived(themes[0][-1], by, chance)


def _poll(theme, key, kind, anonymity):
    settings = STEPS if kind == "scale" else {}
    options = [] if kind == "text" else OPTIONS[:2] if kind == "scale" else OPTIONS
    values = {"kind": kind, "anonymity": anonymity, "options": options, "settings": settings}
    return Poll.objects.create(theme_id=theme, key=key, question=f"Kysymys {key}?", **values)


def _run(poll, session, chance):
    room, _made = Room.objects.get_or_create(session=session)
    asked = {name: getattr(poll, name) for name in ("question", "kind", "options", "settings", "anonymity")}
    at = session.starts_at + timedelta(minutes=5)
    run = PollRun.objects.create(room=room, poll=poll, opened_at=at, closed_at=at, **asked)
    there = Attendance.objects.filter(session=session).order_by("pk").values_list("person", flat=True)
    Ballot.objects.bulk_create(
        Ballot(
            run=run,
            voter_key=f"{person}",
            person_id=None if run.is_anonymous or place % 8 == 3 else person,
            answer=_answer(poll.kind, chance),
        )
        for place, person in enumerate(there)
        if chance.random() < 0.9
    )


def _answer(kind, chance):
    if kind == "single":
        return chance.choices(range(4), SHARES)
    if kind == "multiple":
        return [option for option, share in enumerate(SHARES) if chance.random() < share] or [0]
    if kind == "scale":
        return [chance.choices([1, 2, 3, 4], [1, 4, 9, 4])[0], chance.choice([None, 2, 3, 3])]
    if kind == "ranking":
        return sorted(range(4), key=lambda option: option + chance.gauss(0, 1))
    return "Omin sanoin"


def _lived(session, by, chance):
    """An anonymous poll as the room runs it: some change their minds, and some of the absent answer afterwards."""
    poll = _poll(session.theme_id, "lived", "single", "anonymous")
    there = set(session.attendances.values_list("person", flat=True))
    room = Room.objects.get(session=session)
    run = open_poll(by=by, room=room, poll=poll.pk)
    present = list(User.objects.filter(pk__in=there).order_by("pk")[:24])
    for person in present:
        vote(by=person, room=room, run=run.pk, answer=_answer("single", chance))
    for person in present[:3]:
        vote(by=person, room=room, run=run.pk, answer=[3])
    run = close(by=by, room=room, run=run.pk)
    members = Enrolment.objects.filter(programme=session.programme_id, role="participant").values("person")
    later = open_afterwards(by=by, run=run, until=timezone.localdate())
    absent = User.objects.filter(pk__in=members).exclude(pk__in=there).order_by("pk")[:9]
    for person in absent:
        answer_afterwards(by=person, room=room, run=later.pk, answer=_answer("single", chance))
    close(by=by, room=room, run=later.pk, afterwards=True)
