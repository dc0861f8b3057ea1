"""Who may do what: every permission of the house against everybody, on one page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from rules.permissions import permissions

from coaching.evaluation.models import Study
from coaching.journal.models import Entry
from coaching.lectures.models import Recording
from coaching.pilots.models import GuidanceVisit, Pilot, PilotPerson
from coaching.programmes.models import Role
from coaching.surveys.models import Survey
from forums.models import Thread
from realtime.rooms import enter
from realtime.tools.guests.actions import come_in, open_door

CAST = {
    "participant": "part",
    "developer_client": "clie",
    "coach": "coac",
    "developer": "deve",
    "evaluator": "eval",
    "organiser": "orga",
    "stranger": "othr",
    "other_coach": "otco",
    "outsider": "outs",
    "guest": "gues",
    "anonymous": "anon",
}
"""``othr`` is a member of another subgroup, ``otco`` its coach, ``outs`` of no programme, ``gues`` a guest
of the lecture. The thread, the digikahvit
and the subgroup below are the participant's, who also wrote the post and the entry and is in the pilot; the
developer made the visit."""

TABLE = """\
                                         part clie coac deve eval orga othr otco outs gues anon
evaluation.destroy_key     study            .    .    .    .    .    X    .    .    .    .    .
evaluation.export          study            .    .    .    .    X    .    .    .    .    .    .
evaluation.interview       study            .    .    .    .    X    .    .    .    .    .    .
evaluation.issue_tokens    study            .    .    .    .    .    X    .    .    .    .    .
evaluation.see             study            .    .    .    .    X    X    .    .    .    .    .
evaluation.see_figures     programme        .    .    X    .    X    X    .    X    .    .    .
evaluation.see_log         study            .    .    .    .    .    X    .    .    .    .    .
forums.edit                post             X    .    .    .    .    .    .    .    .    .    .
forums.hand_over           thread           .    .    X    .    .    X    .    .    .    .    .
forums.moderate            thread           .    .    X    .    .    X    .    .    .    .    .
forums.react               thread           X    X    X    .    .    X    .    .    .    .    .
forums.read                thread           X    X    X    .    .    X    .    .    .    .    .
forums.reply               thread           X    X    X    .    .    X    .    .    .    .    .
forums.report              post             .    X    X    .    .    X    .    .    .    .    .
forums.see_reports         programme        .    .    X    .    .    X    .    X    .    .    .
forums.see_versions        post             X    .    X    .    .    X    .    .    .    .    .
forums.start               programme        X    X    X    X    .    X    X    X    .    .    .
groups.choose_chair        subgroup         .    .    X    .    .    X    .    .    .    .    .
groups.enter_session       digikahvit       X    X    X    .    .    X    .    .    .    .    .
groups.invite              subgroup         .    .    X    .    .    X    .    .    .    .    .
groups.list                programme        .    .    X    .    .    X    .    X    .    .    .
groups.make_code           subgroup         .    .    .    .    .    X    .    .    .    .    .
groups.move                subgroup         .    .    .    .    .    X    .    .    .    .    .
groups.plan                programme        .    .    .    .    .    X    .    .    .    .    .
groups.run_session         digikahvit       .    .    X    .    .    X    .    .    .    .    .
groups.see                 subgroup         X    X    X    .    .    X    .    .    .    .    .
journal.change             entry            X    .    .    .    .    .    .    .    .    .    .
journal.keep               programme        X    X    X    X    .    X    X    X    .    .    .
lectures.edit              recording        .    .    X    .    .    X    .    X    .    .    .
lectures.see               theme            X    X    X    X    .    X    X    X    .    .    .
lectures.watch             recording        X    X    X    X    .    X    X    X    .    .    .
pilots.ask_clients         pilot            X    .    .    X    .    X    .    .    .    .    .
pilots.change_visit        visit            .    .    .    X    .    X    .    .    .    .    .
pilots.choose_people       pilot            .    .    .    X    .    X    .    .    .    .    .
pilots.edit                pilot            X    .    .    X    .    X    .    .    .    .    .
pilots.give_feedback       pilot            X    .    .    .    .    .    .    .    .    .    .
pilots.log_visit           programme        .    .    .    X    .    X    .    .    .    .    .
pilots.see                 programme        X    X    X    X    .    X    X    X    .    .    .
pilots.see_inside          pilot            X    .    .    X    .    X    .    .    .    .    .
pilots.see_visit_counts    pilot            .    .    X    X    .    X    .    X    .    .    .
pilots.see_visit_notes     programme        .    .    .    X    .    X    .    .    .    .    .
pilots.suggest             programme        X    X    X    X    .    X    X    X    .    .    .
pilots.write_out           pilot            X    .    .    X    .    X    .    .    .    .    .
programmes.attend          lecture          X    X    X    X    .    X    X    X    .    .    .
programmes.consent         programme        X    X    X    X    .    X    X    X    .    .    .
programmes.import_people   programme        .    .    .    .    .    X    .    .    .    .    .
programmes.invite_staff    programme        .    .    .    .    .    X    .    .    .    .    .
programmes.see_people      programme        .    .    .    .    .    X    .    .    .    .    .
programmes.take_part       programme        X    X    X    X    .    X    X    X    .    .    .
realtime.enter             digikahvit       X    X    X    .    .    X    .    .    .    .    .
realtime.prepare           theme            .    .    X    .    .    X    .    X    .    .    .
realtime.run               digikahvit       .    .    X    .    .    X    .    .    .    .    .
realtime.say               digikahvit       X    X    X    .    .    X    .    .    .    .    .
realtime.vote              digikahvit       X    X    .    .    .    .    .    .    .    .    .
surveys.answer             wave             X    X    .    .    .    .    .    .    .    .    .
surveys.remind             wave             .    .    X    .    .    X    .    .    .    .    .
surveys.see_counts         programme        .    .    X    .    .    X    .    X    .    .    .
surveys.see_results        wave             X    .    X    .    .    X    .    .    .    .    .
surveys.write              programme        .    .    .    .    .    X    .    .    .    .    .
"""


@pytest.fixture
def other_coach(make_person, other_subgroup):
    return make_person("Vesa Väliaika", Role.COACH, other_subgroup)


@pytest.fixture
def guest(lecture, coach):
    door = open_door(by=coach, room=enter(session=lecture), lobby=False)
    return come_in(door=door, nickname="Revontuli").person


@pytest.fixture
def anonymous():
    return AnonymousUser()


@pytest.fixture
def things(programme, theme, subgroup, digikahvit, lecture, participant, developer):
    """What each permission is asked of."""
    thread = Thread.objects.create(programme=programme, subgroup=subgroup, title="Langan otsikko", author=participant)
    pilot = Pilot.objects.create(programme=programme, key="pilotti", name="Pilotti")
    PilotPerson.objects.create(pilot=pilot, person=participant)
    return {
        "programme": programme,
        "theme": theme,
        "lecture": lecture,
        "digikahvit": digikahvit,
        "subgroup": subgroup,
        "thread": thread,
        "post": thread.posts.create(subgroup=subgroup, number=1, author=participant, text="Viesti", roots=""),
        "recording": Recording.objects.create(theme=theme, key="t", title="Tallenne", published_at=timezone.now()),
        "pilot": pilot,
        "visit": GuidanceVisit.objects.create(pilot=pilot, visitor=developer, minutes=60, topics="Aihe"),
        "wave": answered_wave(programme, participant),
        "entry": Entry.objects.create(programme=programme, person=participant, minutes=30, tried="Kokeilin"),
        "study": Study.objects.create(programme=programme, key="tutkimus", name="Tutkimus", question="Miten?"),
    }


def answered_wave(programme, participant):
    """A wave of the participant's own subgroup, answered by the participant."""
    survey = Survey.objects.create(programme=programme, key="kysely", title={"fi": "Kysely"})
    now = timezone.now()
    wave = survey.waves.create(
        key="alku",
        kind="before",
        opens_at=now,
        closes_at=now + timedelta(days=1),
        audience={"circles": {"subgroup": ["lapset"]}},
    )
    wave.sheets.create(person=participant, sent_at=now)
    return wave


ASKED_OF = {
    "evaluation": "study",
    "evaluation.see_figures": "programme",
    "forums": "thread",
    "forums.start": "programme",
    "forums.edit": "post",
    "forums.report": "post",
    "forums.see_reports": "programme",
    "forums.see_versions": "post",
    "groups": "subgroup",
    "groups.list": "programme",
    "groups.plan": "programme",
    "groups.enter_session": "digikahvit",
    "groups.run_session": "digikahvit",
    "journal.keep": "programme",
    "journal.change": "entry",
    "lectures": "recording",
    "lectures.see": "theme",
    "pilots": "pilot",
    "pilots.see": "programme",
    "pilots.suggest": "programme",
    "pilots.log_visit": "programme",
    "pilots.see_visit_notes": "programme",
    "pilots.change_visit": "visit",
    "programmes": "programme",
    "programmes.attend": "lecture",
    "realtime": "digikahvit",
    "surveys": "wave",
    "surveys.see_counts": "programme",
    "surveys.write": "programme",
    "realtime.prepare": "theme",
}


def test_who_may_do_what(request, things):
    people = {who: request.getfixturevalue(who) for who in CAST}
    lines = [" " * 41 + " ".join(CAST.values())]

    for name in sorted(permissions):
        asked_of = ASKED_OF.get(name) or ASKED_OF[name.split(".")[0]]
        answers = ["X" if person.has_perm(name, things[asked_of]) else "." for person in people.values()]
        lines.append(f"{name:<27}{asked_of:<14}" + "".join(f"{answer:>4} " for answer in answers).rstrip())

    print("\n".join(lines))
    assert "\n".join(lines) + "\n" == TABLE


@pytest.mark.parametrize("who", CAST)
def test_nobody_may_do_anything_to_nothing(request, who, db):
    person = request.getfixturevalue(who)

    assert [name for name in permissions if person.has_perm(name, None)] == []
