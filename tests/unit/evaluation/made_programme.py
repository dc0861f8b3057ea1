"""A programme of 117 people with everything a summary counts, made by chance that is always the same."""

import random
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coaching.accounts.models import Organisation, User
from coaching.programmes.models import Attendance, Consent, Enrolment, Session, Theme
from coaching.surveys.models import Answer, Item, Sheet, Survey
from groups.models import Membership, Subgroup, SubgroupSession

PEOPLE, CLIENTS = 117, 8
HELSINKI = ZoneInfo("Europe/Helsinki")
STARTS = [datetime(2020, month, day, 10, tzinfo=HELSINKI) for month, day in ((9, 23), (10, 21), (11, 18), (12, 9))]


def make(programme, seed=1):
    """Fill the programme; subgroups, themes, sessions, visits and consents are all in it."""
    chance = random.Random(seed)
    members = _people(programme, chance)
    subgroups = [
        Subgroup.objects.create(programme=programme, key=f"a{n}", name=f"Alaryhmä {n}", number=90 + n) for n in range(4)
    ]
    group_of = {person.pk: subgroups[chance.choices(range(4), [40, 40, 20, 4])[0]] for person in members}
    Membership.objects.bulk_create(
        Membership(programme=programme, person_id=person, subgroup=group) for person, group in group_of.items()
    )
    Consent.objects.bulk_create(
        Consent(programme=programme, person=person, purpose="evaluation")
        for person in members[4:]
        if chance.random() < 0.7
    )
    Attendance.objects.bulk_create(_visits(programme, chance, subgroups, group_of))
    _surveys(programme, chance, members)
    _feedback(programme, random.Random(seed))


def messages(programme, chance, count=600):
    """Rows of a talk: most by a few, some in months and subgroups where hardly anybody writes."""
    people = list(Membership.objects.filter(programme=programme).values_list("person_id", "subgroup__name"))
    weights = [chance.random() ** 3 for _person in people]
    for _message in range(count):
        person, subgroup = chance.choices(people, weights)[0]
        at = chance.choice(STARTS) + timedelta(days=chance.choice([0, 0, 1, 2, 9, 20]))
        yield {"person": person, "subgroup": chance.choice([subgroup, subgroup, ""]), "at": at, "date": at.date()}


def _surveys(programme, chance, members):
    """A start and an end survey of three questions; some skip one, some answer one round only."""
    survey = Survey.objects.create(programme=programme, key="osaaminen", title={"fi": "Osaaminen"}, mode="linked")
    section = survey.sections.create(place=1)
    settings = {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}}
    items = [
        Item.objects.create(
            survey=survey, section=section, key=f"k{n}", place=n, kind="scale", text={"fi": f"K{n}"}, settings=settings
        )
        for n in range(3)
    ]
    for kind, month, share in (("before", 8, 0.85), ("after", 12, 0.6)):
        opens = datetime(2020, month, 1, tzinfo=HELSINKI)
        wave = survey.waves.create(key=kind, kind=kind, opens_at=opens, closes_at=opens + timedelta(days=20))
        sheets = Sheet.objects.bulk_create(
            Sheet(wave=wave, person=person, sent_at=opens + timedelta(days=number % 15))
            for number, person in enumerate(members)
            if chance.random() < share
        )
        Answer.objects.bulk_create(
            Answer(sheet=sheet, item=item, value=chance.randint(1, 4) + (kind == "after"))
            for sheet in sheets
            for item in items
            if chance.random() < 0.97
        )
    _look_back(section, items[0], sheets, random.Random(7))


def _feedback(programme, chance):
    """What some say after the lectures; of the second ones, where few were, hardly anybody."""
    survey = Survey.objects.create(programme=programme, key="palaute", title={"fi": "Palaute"}, mode="linked")
    section = survey.sections.create(place=1)
    settings = {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}}
    item = Item.objects.create(
        survey=survey, section=section, key="hyoty", place=1, kind="scale", text={"fi": "Hyöty"}, settings=settings
    )
    for session in Session.objects.filter(programme=programme, kind="lecture").order_by("pk"):
        days = {"opens_at": session.ends_at, "closes_at": session.ends_at + timedelta(days=7)}
        wave = survey.waves.create(key=session.key, kind="session", session=session, **days)
        there = session.attendances.order_by("pk").values_list("person_id", flat=True)
        sheets = Sheet.objects.bulk_create(
            Sheet(wave=wave, person_id=person, sent_at=session.ends_at) for person in there if chance.random() < 0.6
        )
        values = chance.choices(range(1, 6), [1, 2, 5, 9, 3], k=len(sheets))
        Answer.objects.bulk_create(
            Answer(sheet=sheet, item=item, value=value) for sheet, value in zip(sheets, values, strict=True)
        )


def _look_back(section, item, sheets, chance):
    """Asked in the last round of how it was before; not everybody answers, and some answer this alone."""
    values = {"settings": item.settings, "retrospective": True, "then_of": item, "only_for": {"waves": ["after"]}}
    then = Item.objects.create(
        survey=item.survey, section=section, key="ennen", place=9, kind="scale", text={"fi": "Ennen"}, **values
    )
    Answer.objects.bulk_create(
        Answer(sheet=sheet, item=then, value=chance.randint(1, 4)) for sheet in sheets if chance.random() < 0.7
    )


def _people(programme, chance):
    kinds = [*Organisation.Kind.values][:3]
    employers = [
        Organisation.objects.create(key=f"tp{n}", name=f"Työpaikka {n}", kind=kinds[n % 3 if n < 6 else 0])
        for n in range(12)
    ]
    members = User.objects.bulk_create(User(display_name=f"Henkilö {n}", language="fi") for n in range(PEOPLE))
    Enrolment.objects.bulk_create(
        Enrolment(
            programme=programme,
            person=person,
            role="developer_client" if number < CLIENTS else "participant",
            organisation=None if number < CLIENTS else chance.choice(employers),
        )
        for number, person in enumerate(members)
    )
    return members


def _visits(programme, chance, subgroups, group_of):
    """Each theme's lecture twice, and each subgroup's digikahvit a week later; few come to the second lecture."""
    for number, starts in enumerate(STARTS, start=1):
        theme = Theme.objects.create(programme=programme, key=f"t{number}", number=10 + number, name=f"Teema {number}")
        for turn, share in ((0, 0.7), (1, 0.02 * number)):
            session = _session(programme, theme, "lecture", f"t{number}-{turn}", starts + timedelta(days=turn))
            yield from _present(chance, session, group_of, share)
        for subgroup in subgroups:
            session = _session(programme, theme, "digikahvit", f"t{number}-{subgroup.key}", starts + timedelta(days=9))
            SubgroupSession.objects.create(session=session, subgroup=subgroup)
            own = {person for person, group in group_of.items() if group == subgroup}
            yield from _present(chance, session, own, 0.6)


def _session(programme, theme, kind, key, starts):
    return Session.objects.create(
        programme=programme,
        theme=theme,
        kind=kind,
        key=key,
        title=key,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
    )


def _present(chance, session, people, share):
    for person in sorted(people):
        if chance.random() < share:
            yield Attendance(session=session, person_id=person, source="list")
