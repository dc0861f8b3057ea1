"""What an evaluator's program gets and what it is refused: the same as the packages, by the same one place."""

import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from coaching.accounts.models import User
from coaching.core.models import AccessLog
from coaching.core.registries import Dataset, datasets
from coaching.evaluation.actions import ask_package, destroy_key
from coaching.evaluation.api import entrance
from coaching.evaluation.api.models import Token, TokenUse
from coaching.evaluation.api.pages import Cursor, Page
from coaching.evaluation.api.tokens import SUMMARIES, revoke
from coaching.evaluation.extract import Snapshot, all_datasets, asked, clean_rows
from coaching.evaluation.filters import Filter
from coaching.evaluation.formats.values import plain
from coaching.evaluation.making import make_extraction
from coaching.evaluation.models import Extraction
from coaching.programmes.models import Consent, Enrolment, Programme, Role
from forums.actions import open_thread


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def agreed(coached_round, participant, developer_client, coach, consents):
    """A round of the programme in which three have consented and the others have not."""
    consents(participant, developer_client, coach)


def code_of(answer):
    return answer.status_code, answer.json()["code"]


def every_row(api, table, **query):
    found, answer = [], api(f"tables/{table}/rows/", **query)
    while True:
        found += answer.json()["rows"]
        if not (after := answer.json()["next"]):
            return found
        answer = api(after)


def by_content(rows):
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


@pytest.mark.parametrize("name", all_datasets())
def test_rows_are_those_of_the_package(api, agreed, study, name):
    package = [
        {column: plain(value) for column, value in row.items()}
        for row in clean_rows(datasets[name], asked(study), Snapshot.of(study))
    ]

    assert by_content(every_row(api, name)) == by_content(package)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_pages_hold_every_row_once_also_rows_wholly_alike(study, tiny, size):
    rows = [{"count": 1}, {"count": 1}, {"count": 1}, {"count": 2}, {"count": 3}, {"count": 3}, {"count": 4}]
    raw = [{"person": None, "text": None, "title": None} | row for row in rows]
    dataset = Dataset("", tiny().columns, lambda _extract: iter(raw), key=("count",))
    found, cursor = [], Cursor()

    while cursor:
        page = Page(secret=study.namespace, key=dataset.key, after=cursor, size=size)
        found += clean_rows(dataset, asked(study), Snapshot.of(study), page.pick)
        cursor = page.next and Cursor.read(str(page.next))

    assert sorted(row["count"] for row in found) == [row["count"] for row in rows]


def test_a_cursor_cannot_be_made_of_a_row_one_knows(study):
    """Nor read back: what a row makes it is under the study's own secret."""
    alike = [({"count": 1}, [], False)] * 2

    def cursor(secret):
        page = Page(secret=secret, key=("count",), after=Cursor(), size=1)
        page.pick(iter(alike))
        return str(page.next)

    assert cursor(study.namespace) == cursor(study.namespace) != cursor(uuid4())


def test_the_order_stays_and_is_not_that_of_the_house(api, agreed):
    first, second = (api("tables/forum_posts/rows/").json()["rows"] for _twice in range(2))

    assert first == second
    assert every_row(api, "forum_posts", limit=1) == first


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_whole_table_as_one_file(api, agreed, kind):
    answer = api(f"tables/forum_posts.{kind}")

    text = answer.getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text))) if kind == "csv" else [json.loads(one) for one in text.splitlines()]
    assert sorted(row["text"].lstrip("'") for row in rows) == sorted(
        row["text"] for row in every_row(api, "forum_posts")
    )
    assert AccessLog.objects.filter(deed="evaluation.exported").get().details["complete"] is True


def test_a_consent_taken_back_is_out_of_the_next_page(api, agreed, participant):
    before = [row["text"] for row in every_row(api, "forum_posts")]

    Consent.objects.filter(person=participant).update(withdrawn_at=timezone.now())

    assert before.count("[no consent]") == 1
    assert [row["text"] for row in every_row(api, "forum_posts")].count("[no consent]") == 2


def test_narrowed_as_a_package(api, agreed, study, theme):
    chosen = Filter(themes=(theme.key,))
    package = list(clean_rows(datasets["forum_posts"], asked(study, chosen), Snapshot.of(study, chosen)))

    assert len(every_row(api, "forum_posts", themes=theme.key)) == len(package) == 3


def test_narrowing_tells_nothing_of_who_has_not_consented(
    api, programme, subgroup, other_subgroup, participant, stranger
):
    """A placeholder in a talk for everybody is there whatever is chosen, so its going would not tell a subgroup."""
    open_thread(by=stranger, programme=programme, subgroup=None, theme=None, title="Kaikille", text="Hei")
    narrowed = [{}, {"subgroups": other_subgroup.name}, {"subgroups": subgroup.name}, {"roles": "staff"}]

    assert [len(every_row(api, "forum_posts", **chosen)) for chosen in narrowed] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"since": "eilen"}, "since"),
        ({"since": "2020-13-01"}, "since"),
        ({"until": ""}, "until"),
        ({"since": "2020-10-01", "until": "2020-09-01"}, "until"),
        ({"themes": "muu"}, "themes"),
        ({"roles": "developer_client"}, "roles"),
        ({"limit": "0"}, "limit"),
        ({"limit": "5001"}, "limit"),
        ({"cursor": "abc"}, "cursor"),
        ({"subgrupp": "1"}, "query"),
        ({"limit": ["1", "2"]}, "limit"),
    ],
)
def test_what_is_not_right_is_said_and_not_echoed(api, agreed, query, wrong):
    answer = api("tables/forum_posts/rows/", **query)

    assert code_of(answer) == (400, "not_right")
    assert list(answer.json()["errors"]) == [wrong]
    assert answer["Content-Type"] == "application/problem+json"
    assert [sent for sent in ("eilen", "muu", "developer", "abc", "subgrupp") if sent in answer.content.decode()] == []


@pytest.mark.parametrize("query", [{"themes": "131052-308T"}, {"131052-308T": "1"}])
def test_an_identity_code_is_refused_and_not_echoed(api, study, query):
    answer = api("tables/forum_posts/rows/", **query)

    assert code_of(answer) == (409, "identity_code")
    assert "131052" not in answer.content.decode()


def test_no_token_and_a_wrong_one(api, client, study):
    answers = [client.get("/api/v1/"), api(secret="dk_väärä"), api(secret="")]

    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert [answer["WWW-Authenticate"] for answer in answers] == ['Bearer realm="digikahvit"'] * 3


def test_being_logged_in_is_no_token(signed_in, evaluator, study):
    assert signed_in(evaluator).get("/api/v1/").status_code == 401


def test_a_token_taken_back_and_one_whose_day_has_passed(api, issued, organiser):
    token, secret = issued()
    revoke(by=organiser, token=token)
    ended, old = issued()
    Token.objects.filter(pk=ended.pk).update(ends=timezone.localdate() - timedelta(days=1))

    assert [code_of(api(secret=each)) for each in (secret, old)] == [(401, "authentication_failed")] * 2


def test_an_evaluator_whose_time_has_ended_here_though_not_elsewhere(api, evaluator):
    assert api().status_code == 200

    Enrolment.objects.filter(person=evaluator).update(ends=timezone.localdate() - timedelta(days=1))
    elsewhere = Programme.objects.create(key="muualla", name="Muualla")
    Enrolment.objects.create(programme=elsewhere, person=evaluator, role=Role.EVALUATOR)

    assert code_of(api()) == (403, "not_evaluator")


def test_somebody_whose_account_is_closed(api, evaluator):
    assert api("tables/").status_code == 200

    User.objects.filter(pk=evaluator.pk).update(is_active=False)

    assert api("tables/").status_code in {401, 403}


def test_a_token_gives_its_own_tables_and_no_more(api, issued, agreed):
    _token, secret = issued("forum_posts")
    tables = ["people", "forum_posts", "sessions"]

    assert [api(f"tables/{name}/rows/", secret).status_code for name in tables] == [403, 200, 200]
    assert [api(f"tables/{name}.csv", secret).status_code for name in tables] == [403, 200, 200]
    assert [row["table"] for row in api("tables/", secret).json()] == ["forum_posts", "sessions"]
    assert api("packages/", secret).status_code == 403


def test_narrowing_by_people_needs_the_table_that_tells_the_same(api, issued, agreed, subgroup):
    _token, secret = issued("forum_posts")
    asked_by = [{"subgroups": subgroup.name}, {"roles": "member"}]

    answers = [api("tables/forum_posts/rows/", secret, **query) for query in asked_by]

    assert [code_of(answer) for answer in answers] == [(403, "scope")] * 2


def test_after_the_key_nothing_comes(api, organiser, study):
    destroy_key(by=organiser, study=study)

    answers = [api("tables/people/rows/"), api("tables/people.csv")]

    assert [code_of(answer) for answer in answers] == [(409, "key_destroyed")] * 2


def test_what_is_not_there(api):
    answers = [api("muu/"), api("tables/muu/"), api("tables/people.xlsx"), api("packages/9/summaries/")]

    assert [code_of(answer) for answer in answers] == [(404, "not_found")] * 4


def test_nothing_is_written(client, issued):
    headers = {"Authorization": f"Bearer {issued()[1]}"}

    answers = [getattr(client, verb)("/api/v1/tables/", headers=headers) for verb in ("post", "put", "delete")]

    assert [(answer.status_code, answer["Allow"]) for answer in answers] == [(405, "GET, HEAD")] * 3


@pytest.mark.parametrize(
    ("limit", "path"), [("WITH_A_TOKEN", ""), ("FROM_AN_ADDRESS", ""), ("FILES", "tables/people.csv")]
)
def test_too_many(api, monkeypatch, limit, path):
    monkeypatch.setattr(entrance, limit, 2)

    answers = [api(path) for _three in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0


def test_the_haste_of_one_holds_up_no_other(api, issued, monkeypatch):
    monkeypatch.setattr(entrance, "WITH_A_TOKEN", 1)
    hasty, other = (issued()[1] for _two in range(2))

    assert [api(secret=secret).status_code for secret in (hasty, hasty, other)] == [200, 429, 200]


def test_nothing_on_the_way_keeps_an_answer(api, study):
    answers = [api(path) for path in ("", "tables/people/rows/", "tables/people.csv", "muu/")]

    assert [answer["Cache-Control"] for answer in answers] == ["no-store"] * 4


def test_sentences_are_in_the_readers_language(api):
    told = {language: api("muu/", language=language).json()["detail"] for language in ("en", "fi", "sv")}

    assert told["en"] == "There is nothing at this address."
    assert len(told) == 3


def test_figures_are_those_of_a_finished_package(api, agreed, evaluator, study):
    extraction = ask_package(by=evaluator, study=study, datasets=["people"], formats=["csv"])
    make_extraction.func(extraction.pk, extraction.attempt)
    with_json = ask_package(by=evaluator, study=study, datasets=["people"], formats=["jsonl"])
    make_extraction.func(with_json.pk, with_json.attempt)

    told = api("packages/").json()
    figures = api(told[0]["summaries"]).json()

    assert [package["number"] for package in told] == [2, 1]
    assert figures == api(told[1]["summaries"]).json()
    assert TokenUse.objects.get(table=SUMMARIES).requests == 2
    assert {figure["table"] for figure in figures} >= {"reach", "consent"}
    assert all(figure["hidden"] == (figure["value"] is None) for figure in figures)


def test_a_package_on_its_way_has_no_figures_nor_has_one_table(api, evaluator, study):
    ask_package(by=evaluator, study=study, datasets=["people"])
    table = ask_package(by=evaluator, study=study, datasets=["people"], formats=["xlsx"], kind=Extraction.Kind.TABLE)
    make_extraction.func(table.pk, table.attempt)

    assert (api("packages/").json(), api("packages/1/summaries/").status_code) == ([], 404)


def test_the_programme_and_what_to_narrow_by(api, programme, theme, subgroup, participant):
    told = api("programme/").json()

    assert (told["key"], told["themes"]) == (programme.key, [{"key": theme.key, "name": str(theme)}])
    assert told["subgroups"] == [subgroup.name]
    assert [role["key"] for role in told["roles"]] == ["member", "staff"]


def test_the_start_leads_on(api, study):
    told = api().json()

    assert told["study"] == study.name
    assert [api(told[name]).status_code for name in ("programme", "tables", "packages")] == [200, 200, 200]


def test_the_log_has_one_row_a_day_for_each_table(api, agreed, evaluator):
    for _three in range(3):
        api("tables/people/rows/")
    api("tables/journal.csv")

    rows = AccessLog.objects.filter(deed="evaluation.token_used")
    token = Token.objects.get()
    assert [(row.actor, row.details) for row in rows.order_by("pk")] == [
        (evaluator, {"token": token.pk, "table": "people"}),
        (evaluator, {"token": token.pk, "table": "journal"}),
    ]
    assert TokenUse.objects.get(table="people").requests == 3


def test_a_page_costs_the_same_queries_for_one_row_and_for_three(
    api, make_person, consents, django_assert_num_queries, subgroup
):
    consents(make_person("Yksi Ainoa", "participant"))
    api("tables/people/rows/")
    with django_assert_num_queries(17):
        one = api("tables/people/rows/").json()["rows"]
    consents(*(make_person(f"Jäsen {number}", "participant") for number in range(2)))
    api("tables/people/rows/")

    with django_assert_num_queries(17):
        three = api("tables/people/rows/").json()["rows"]
    assert (len(one), len(three)) == (1, 3)
