"""Pilots, visits to them, their numbers, clients' answers and polls of the made programme of 117 people."""

from datetime import date, timedelta

from coaching.accounts.models import Organisation
from coaching.pilots.models import ClientFeedback, Figure, GuidanceVisit, Pilot
from tests.unit.evaluation.made_programme import STARTS

MONTHS = [date(2020, month, 1) for month in range(8, 12)]
SHARES = (0.5, 0.3, 0.1, 0.05, 0.02)
# (question, whose holding, how many answered): one question in three holdings, another once.
HOLDINGS = (("a", "Alaryhmä 0", 40), ("a", "Alaryhmä 1", 35), ("a", "", 80), ("b", "", 60))


def make_pilots(programme, chance):
    """Some of many states and employers and some alone in theirs; some months and faces with hardly anybody."""
    employers = [None, *Organisation.objects.order_by("key")[:4]]
    states = [*Pilot.State.values]
    pilots = Pilot.objects.bulk_create(
        Pilot(
            programme=programme,
            key=f"p{n}",
            name=f"Kokeilu {n}",
            organisation=chance.choices(employers, [4, 9, 3, 1, 6])[0],
            state=chance.choices(states, [9, 1, 12, 1, 7, 2])[0],
        )
        for n in range(40)
    )
    GuidanceVisit.objects.bulk_create(
        GuidanceVisit(
            pilot=chance.choice(pilots),
            date=chance.choice(MONTHS) + timedelta(days=number % 28),
            minutes=60,
            topics="Aihe",
        )
        for number in range(70)
    )
    Figure.objects.bulk_create(
        Figure(pilot=pilot, month=month, kind=kind, value=chance.choice([0, 2, 7, 20, 31]) if one else 20)
        for one, pilot in enumerate(pilots[:3])
        for month in MONTHS
        for kind in (Figure.Kind.CLIENTS, Figure.Kind.NO_SHOWS)
    )
    ClientFeedback.objects.bulk_create(
        ClientFeedback(pilot=pilot, smile=chance.choices([1, 2, 3, 4, 5], [1, 2, 9, 20, 30])[0], told_on=MONTHS[-1])
        for pilot, answers in zip(pilots, (60, 45, 4, 30), strict=False)
        for _client in range(answers)
    )


def polls(chance):
    """(runs, ballots) as the live room gives them; several answers may be chosen, every ballot is one person's."""
    runs, ballots = [], []
    for run, (poll, subgroup, voters) in enumerate(HOLDINGS, start=1):
        about = {"run": run, "poll": poll, "subgroup": subgroup, "opened_at": STARTS[run % 2]}
        runs.append(about | {"question": f"Kysymys {poll}", "session": "s", "theme": ""})
        for voter in range(voters):
            chosen = {option for option, share in enumerate(SHARES, start=1) if chance.random() < share} or {1}
            own = {"run": run, "ballot": f"{run}-{voter}"}
            ballots += [own | {"option": option, "answer": f"Vastaus {option}"} for option in sorted(chosen)]
    return runs, ballots
