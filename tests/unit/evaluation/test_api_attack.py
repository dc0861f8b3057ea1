"""The API attacked: tokens that should not open, filters and cursors that should not tell more, names."""

import json
import random
from collections import Counter
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from coaching.evaluation.actions import ask_package
from coaching.evaluation.api import entrance
from coaching.evaluation.api.models import Token
from coaching.evaluation.api.tokens import ALWAYS, SUMMARIES, issue, revoke
from coaching.evaluation.extract import all_datasets
from coaching.evaluation.filters import FACETS, Filter
from coaching.evaluation.making import make_extraction
from coaching.evaluation.models import Study
from coaching.pilots.models import Figure
from coaching.programmes.models import Enrolment, Programme, Role, Theme
from groups.models import Subgroup

K = 5
NAMES = ("kaisla", "korpikuusi", "secret", "realname", "kuukkel", "pouta", "puolukka", "@example", "040 123")
FRAME = ["", "programme/", "tables/"]
FIGURES = ["packages/", "packages/1/summaries/"]
ROWS = [f"tables/{name}{rest}" for name in all_datasets() for rest in ("/rows/", ".csv", ".jsonl", "/")]
EVERYWHERE = [*FRAME, *FIGURES, *ROWS]


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    cache.clear()
    for limit in ("WITH_A_TOKEN", "FROM_AN_ADDRESS", "FILES"):
        monkeypatch.setattr(entrance, limit, 10_000)


@pytest.fixture
def agreed(coached_round, participant, developer_client, coach, stranger, consents):
    consents(participant, developer_client, coach, stranger)


@pytest.fixture
def package(agreed, study, evaluator):
    extraction = ask_package(by=evaluator, study=study, datasets=["people"], formats=["csv"])
    make_extraction.func(extraction.pk, extraction.attempt)


@pytest.fixture
def elsewhere(make_person, organiser):
    """(secret, study) of an evaluator of another programme, whose token gives every table there."""
    programme = Programme.objects.create(key="muualla", name="Muualla")
    person = make_person("Toinen Arvioija", Role.EVALUATOR)
    Enrolment.objects.filter(person=person).update(programme=programme)
    study = Study.objects.create(programme=programme, key="toinen", name="Toinen", question="?")
    ends = timezone.localdate() + timedelta(days=9)
    _token, secret = issue(by=organiser, study=study, person=person, tables=[*all_datasets(), SUMMARIES], ends=ends)
    return secret, study


def text_of(answer):
    return (answer.getvalue() if answer.streaming else answer.content).decode().lower()


def every_row(api, table, secret=None, **query):
    found, answer = [], api(f"tables/{table}/rows/", secret, **query)
    while answer is not None:
        assert answer.status_code == 200, (table, query, answer.content)
        found += answer.json()["rows"]
        answer = api(answer.json()["next"], secret) if answer.json()["next"] else None
    return found


def counted(rows):
    return Counter(json.dumps(row, sort_keys=True) for row in rows)


def test_names_are_nowhere(api, package, coached_round):
    """Whatever a token of everything may read: people's names, pseudonyms, addresses and numbers."""
    told = {address: text_of(api(address)) for address in [*EVERYWHERE, "schema/"]}

    assert [(where, name) for where, text in told.items() for name in NAMES if name in text] == []
    assert len("".join(told.values())) > 100_000


@pytest.mark.parametrize("how", ["taken back", "ended", "evaluator's time", "shut out"])
def test_a_token_that_gives_nothing_gives_it_nowhere(api, issued, package, organiser, evaluator, how):
    token, secret = issued()
    yesterday = timezone.localdate() - timedelta(days=1)
    if how == "taken back":
        revoke(by=organiser, token=token)
    elif how == "ended":
        Token.objects.filter(pk=token.pk).update(ends=yesterday)
    elif how == "shut out":
        type(evaluator).objects.filter(pk=evaluator.pk).update(is_active=False)
    else:
        Enrolment.objects.filter(person=evaluator).update(ends=yesterday)

    answers = {address: api(address, secret) for address in EVERYWHERE}

    assert {answer.status_code for answer in answers.values()} == {401 if how in {"taken back", "ended"} else 403}
    assert {tuple(answer.json()) for answer in answers.values()} == {("type", "status", "code", "detail")}


def test_another_programmes_token_tells_nothing_of_this_one(api, package, elsewhere, programme, theme, subgroup):
    secret, _study = elsewhere
    own = [word.lower() for word in (subgroup.name, theme.name, "Kuukkeli", "chattia", "huomenta")]

    answers = {address: api(address, secret) for address in EVERYWHERE if not address.endswith("/summaries/")}

    assert {answer.status_code for answer in answers.values()} == {200}
    told = {address: text_of(answer) for address, answer in answers.items()}
    assert [(where, word) for where, text in told.items() for word in own if word in text] == []
    assert {name: every_row(api, name, secret) for name in all_datasets()} == {name: [] for name in all_datasets()}
    assert (api("packages/", secret).json(), api("packages/1/summaries/", secret).status_code) == ([], 404)


@pytest.mark.parametrize("facet", FACETS)
def test_another_programmes_choices_are_no_choices_here(api, agreed, elsewhere, facet):
    other = elsewhere[1].programme
    Theme.objects.create(programme=other, key="vieras", number=1, name="Vieras")
    Subgroup.objects.create(programme=other, key="v", name="Vieras ryhmä", number=1)
    wrong = {"themes": "vieras", "subgroups": "Vieras ryhmä", "roles": "developer_client", "waves": "session"}[facet]

    answers = [api(address, **{facet: wrong}) for address in ROWS if not address.endswith(f"{address.split('/')[1]}/")]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(400, "not_right")}


def test_a_narrow_token_gives_its_own_whatever_is_asked(api, issued, package, subgroup):
    """Every address outside, and every way to narrow by what it does not give."""
    _token, secret = issued("forum_posts")
    given = {"forum_posts", *ALWAYS}
    facets = [{"subgroups": subgroup.name}, {"roles": "member"}, {"roles": "staff", "limit": "1"}]

    status = {address: api(address, secret).status_code for address in [*FIGURES, *ROWS]}
    narrowed = [api(f"tables/{name}{kind}", secret, **facet) for name in given for kind in ("/rows/", ".csv")
                for facet in facets if kind == "/rows/" or "limit" not in facet]  # fmt: skip

    assert {address for address, code in status.items() if code == 200} == {
        address for address in ROWS if address.split("/")[1].split(".")[0] in given
    }
    assert set(status.values()) == {200, 403}
    assert {(answer.status_code, answer.json()["code"]) for answer in narrowed} == {(403, "scope")}


def test_no_filter_gives_a_row_that_may_not_be_had_whole(api, agreed, theme, subgroup, other_subgroup):
    """So filters and what is left out by them tell nothing by subtraction that the rows do not tell themselves."""
    today = timezone.localdate()
    filters = [
        {"since": today.isoformat()},
        {"until": (today - timedelta(days=1)).isoformat()},
        {"themes": theme.key},
        {"subgroups": [subgroup.name, other_subgroup.name]},
        {"roles": "staff", "subgroups": subgroup.name},
    ]
    for name in set(all_datasets()) - {"survey_wide"}:
        whole = counted(every_row(api, name))
        for query in filters:
            more = counted(every_row(api, name, **query)) - whole
            assert (name, query, more) == (name, query, Counter())
    whole = {row["person"]: row for row in every_row(api, "survey_wide")}
    narrowed = [(query, row) for query in filters for row in every_row(api, "survey_wide", **query)]
    told = [(query, row["person"], cell) for query, row in narrowed for cell in row.items() if cell[1] is not None]
    assert [one for one in told if one[2] not in whole[one[1]].items()] == []
    assert len(narrowed) > 3


def test_a_cursor_made_up_or_from_elsewhere_gives_rows_of_this_table_or_none(api, issued, agreed):
    """Of other tables, other filters, other studies, or nobody's: a place in this order and nothing else."""
    chance = random.Random(1)
    whole = counted(every_row(api, "forum_posts"))
    foreign = [api(f"tables/{name}/rows/", limit=1).json()["next"] for name in ("forum_threads", "attendance", "chat")]
    cursors = [address.rsplit("cursor=", 1)[1] for address in foreign if address]
    cursors += [f"{chance.getrandbits(128):032x}" for _try in range(8)] + ["0" * 32, "f" * 32, "0" * 32 + ".999999"]
    _token, narrow = issued("forum_posts")

    for cursor in cursors:
        rows = api("tables/forum_posts/rows/", narrow, cursor=cursor).json()["rows"]
        assert counted(rows) - whole == Counter()
    assert len(cursors) > 12
    for cursor in ("0" * 31, "G" * 32, "0" * 32 + ".0", "0" * 32 + ".1234567", "0" * 32 + "\n", "", "1'--"):
        assert api("tables/forum_posts/rows/", narrow, cursor=cursor).status_code == 400


def test_counting_up_finds_no_other_studys_packages(api, package, elsewhere, study, evaluator):
    other = elsewhere[1]
    theirs = ask_package(by=evaluator, study=other, datasets=["people"], formats=["csv"])
    make_extraction.func(theirs.pk, theirs.attempt)

    found = {number: api(f"packages/{number}/summaries/").status_code for number in (0, 1, 2, theirs.pk, 2**31 - 1)}

    assert found == {0: 404, 1: 200, 2: 404, theirs.pk: 404, 2**31 - 1: 404}
    assert {figure["table"] for figure in api("packages/1/summaries/").json()} >= {"reach", "attendance_theme"}
    assert api("packages/1/summaries/", elsewhere[0]).json() != api("packages/1/summaries/").json()


def test_no_count_of_people_in_any_answer_is_of_few(api, agreed, study, evaluator, theme):
    """Tables that hold counts, and the figures of every package, whole and narrowed."""
    for chosen in (Filter(), Filter(themes=(theme.key,)), Filter(roles=("member",))):
        extraction = ask_package(by=evaluator, study=study, datasets=["people"], formats=["jsonl"], chosen=chosen)
        make_extraction.func(extraction.pk, extraction.attempt)
    figures = [row for told in api("packages/").json() for row in api(told["summaries"]).json()]
    without_people = {"sessions", "sources"}
    shares = ("%", "Median", "Effect", "p", "Repeats")

    few = [
        (row["table"], row["row"], row["column"], row["value"])
        for row in figures
        if row["table"] not in without_people and row["value"] and not any(word in row["column"] for word in shares)
        if 0 < row["value"] < K
    ]
    numbers = [r["value"] for r in every_row(api, "pilot_numbers") if r["figure"] in Figure.OF_PEOPLE]
    faces = [row[name] for row in every_row(api, "pilot_client_feedback") for name in ("answers", "answered")]

    assert few == []
    assert [count for count in numbers + faces if count and count < K] == []
    assert (len(figures) > 20, len(numbers) + len(faces) > 3) == (True, True)
