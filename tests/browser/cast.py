"""Run beside the server, in its environment: makes small programmes with their casts.

For each name on a line of standard input a programme of that name, and one
line of JSON back: the people's session cookies and login codes, and the number
of each subgroup's digikahvit. Each is a world of its own, so that journeys do
not meet one another.
"""

import json
import sys
from datetime import timedelta

import django

POLLS = [
    {
        "key": "vaikeinta",
        "kind": "single",
        "question": "Mikä on sinulle vaikeinta, kun kohtaat asiakkaan etänä?",
        "options": ["Tunteiden havaitseminen", "Hiljaisuuden sietäminen", "Tekniikan pätkiminen"],
        "reveal": "coach_only",
        "anonymity": "anonymous",
    },
    {
        "key": "valineet",
        "kind": "multiple",
        "question": "Mitä välineitä olet käyttänyt tällä viikolla?",
        "options": ["Puhelu", "Teams-tapaaminen", "Chat"],
        "reveal": "live",
        "anonymity": "pseudonymous",
    },
]
KINDS = [
    {"kind": "yes_no", "question": "Jatketaanko samalla ryhmällä?", "options": ["Kyllä", "Ei", "Tyhjä"]},
    {
        "kind": "scale",
        "question": "Miten väitteet sopivat sinuun?",
        "options": ["Osaan käyttää chattia asiakastyössä", "Uskallan kokeilla uutta"],
        "settings": {"steps": 5, "low": "en lainkaan", "high": "täysin"},
    },
    {
        "kind": "number",
        "question": "Montako etätapaamista sinulla oli tällä viikolla?",
        "settings": {"lowest": 0, "highest": 30, "unit": "kpl"},
    },
    {"kind": "text", "question": "Mitä veisit omaan työhösi?"},
    {"kind": "cloud", "question": "Millä sanalla kuvaat tätä päivää?", "settings": {"words": 2}},
    {"kind": "ranking", "question": "Mikä on tärkeintä?", "options": ["Luottamus", "Tekniikka", "Aika"]},
    {
        "kind": "points",
        "question": "Mihin aikaa pitäisi käyttää?",
        "options": ["Harjoitteluun", "Keskusteluun", "Ohjeisiin"],
        "settings": {"points": 10},
    },
    {
        "kind": "form",
        "question": "Päivän palaute",
        "settings": {
            "questions": [
                {"question": "Oliko päivä hyödyllinen?", "kind": "single", "options": ["Kyllä", "Ei"], "settings": {}},
                {"question": "Mitä jäit kaipaamaan?", "kind": "text", "options": [], "settings": {}},
            ]
        },
    },
]


def make_world(name):
    from coaching.accounts.login_codes import new_login_code
    from coaching.accounts.models import User
    from coaching.programmes.models import Enrolment, Programme, Pseudonym, Role, Theme
    from groups.models import Membership, Subgroup, SubgroupCoach
    from tests.logins import cookie_of

    programme = Programme.objects.create(key=name, name=f"Ohjelma {name}", starts="2020-05-01")
    theme = Theme.objects.create(programme=programme, key="kohtaaminen", number=1, name="Kohtaaminen")
    subgroups = {
        key: Subgroup.objects.create(programme=programme, key=key, number=number, name=title)
        for number, (key, title) in enumerate(
            {"lapset": "Lasten ja perheiden palvelut", "paihde": "Päihde- ja mielenterveystyö"}.items(), start=1
        )
    }
    rooms = {key: _digikahvit(programme, theme, subgroup).pk for key, subgroup in subgroups.items()}
    rooms["avoin"] = _open_event(programme, theme).pk
    _prepare_polls(theme)
    _survey(programme, subgroups["paihde"])
    people = {}

    def enrol(who, display_name, role, subgroup, pseudonym=""):
        person = User.objects.create_user(display_name=display_name, language="en")
        Enrolment.objects.create(programme=programme, person=person, role=role)
        if pseudonym:
            Pseudonym.objects.create(programme=programme, person=person, name=pseudonym)
        if role == Role.COACH:
            SubgroupCoach.objects.create(subgroup=subgroups[subgroup], person=person)
        elif subgroup:
            Membership.objects.create(subgroup=subgroups[subgroup], programme=programme, person=person)
        people[who] = {"name": pseudonym or display_name, "cookie": cookie_of(person), "code": new_login_code(person)}

    enrol("participant", "Kaisla Korpikuusi", Role.PARTICIPANT, "lapset")
    enrol("developer_client", "Secret Realname", Role.DEVELOPER_CLIENT, "lapset", "Kuukkeli")
    enrol("coach", "Tuuli Termospullo", Role.COACH, "lapset")
    enrol("stranger", "Pouta Puolukkamäki", Role.PARTICIPANT, "paihde")
    enrol("developer", "Halla Huovinkanto", Role.DEVELOPER, None)
    for number in range(1, 5):
        enrol(f"member{number}", f"Jäsen {number}", Role.PARTICIPANT, "lapset")
    return {"programme": name, "people": people, "rooms": rooms}


def _digikahvit(programme, theme, subgroup):
    from django.utils import timezone

    from coaching.programmes.models import Session
    from groups.models import SubgroupSession

    now = timezone.now()
    session = Session.objects.create(
        programme=programme,
        theme=theme,
        key=f"digikahvit-{subgroup.key}",
        kind=Session.Kind.DIGIKAHVIT,
        title="Digikahvit: Kohtaaminen ja vuorovaikutus teknologiavälitteisesti",
        starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(minutes=110),
        whole_programme=False,
    )
    SubgroupSession.objects.create(session=session, subgroup=subgroup)
    return session


def _open_event(programme, theme):
    from django.utils import timezone

    from coaching.programmes.models import Session

    now = timezone.now()
    return Session.objects.create(
        programme=programme,
        theme=theme,
        key="avoin",
        kind=Session.Kind.EVENT,
        title="Avoin verkostotapaaminen",
        starts_at=now - timedelta(minutes=10),
        ends_at=now + timedelta(minutes=80),
    )


def _prepare_polls(theme):
    from realtime.tools.polls.library import prepare

    for poll in POLLS:
        prepare(by=None, theme=theme, **poll)
    for poll in KINDS:
        prepare(by=None, theme=theme, reveal="live", anonymity="pseudonymous", key=f"laji-{poll['kind']}", **poll)


def _survey(programme, subgroup):
    """One that waits for the members of this subgroup: an area matrix, a scale, an open question, a part each."""
    from django.utils import timezone

    from coaching.surveys.models import Survey
    from coaching.surveys.plan import write_sections

    levels = [{"fi": "En osaa vielä"}, {"fi": "Osaan tuettuna"}, {"fi": "Osaan itse"}, {"fi": "Opastan muita"}]
    areas = [{"key": "teknologia", "text": {"fi": "Teknologia"}}, {"key": "etiikka", "text": {"fi": "Etiikka"}}]
    items = {
        "Osaamiseni": ("matrix", "Miten osaat?", {"areas": areas, "levels": levels}),
        "Työssä": ("scale", "Saan apua", {"steps": 5, "low": {"fi": "en"}, "high": {"fi": "kyllä"}}),
        "Omin sanoin": ("text", "Mikä auttaisi?", {}),
    }
    survey = Survey.objects.create(programme=programme, key="osaaminen", title={"fi": "Digiosaamiseni"})
    write_sections(
        survey,
        [
            ({"title": {"fi": part}}, [{"key": kind, "kind": kind, "text": {"fi": text}, "settings": settings}])
            for part, (kind, text, settings) in items.items()
        ],
    )
    now = timezone.now()
    audience = {"circles": {"subgroup": [subgroup.key]}}
    days = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=1)}
    survey.waves.create(key="alku", kind="before", audience=audience, **days)


if __name__ == "__main__":
    django.setup()
    for line in sys.stdin:
        print(json.dumps(make_world(line.strip())), flush=True)
