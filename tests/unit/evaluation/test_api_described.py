"""The API and its description hold to each other: requests are made from the description, right and wrong ones."""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from coaching.core.registries import datasets
from coaching.evaluation.api import entrance
from coaching.evaluation.extract import all_datasets

FEW = 3
LEFT_OUT = [positive_data_acceptance]
"""Days of which the last is before the first are each right and together not, which a description cannot say."""


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def program(issued, coached_round, participant, developer_client, consents, monkeypatch):
    """The headers of a program with a token of every table, asking as often as it likes."""
    for limit in ("FROM_AN_ADDRESS", "WITH_A_TOKEN", "FILES"):
        monkeypatch.setattr(entrance, limit, 10**9)
    consents(participant, developer_client)
    return {"Authorization": f"Bearer {issued()[1]}", "Accept-Language": "en"}


@pytest.fixture
def house():
    """The house as a web server calls it; the test's own connection to the database stays open over requests."""
    ways = (request_started, request_finished)
    for signal in ways:
        signal.disconnect(close_old_connections)
    application = get_wsgi_application()
    yield lambda environ, respond: application(environ | {"REMOTE_ADDR": "127.0.0.1"}, respond)
    for signal in ways:
        signal.connect(close_old_connections)


@pytest.fixture
def description(program, house):
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", house, headers=program)


@pytest.mark.parametrize("mode", GenerationMode)
def test_the_api_is_as_described(description, program, mode):
    """Every address is asked what fits its description, and then what does not."""
    tried = set()
    for operation in (found.ok() for found in description.get_all_operations()):
        if mode == GenerationMode.POSITIVE or operation.query or operation.path_parameters:
            _try(operation, mode, program)
            tried.add(operation.path)

    assert len(tried) >= len(all_datasets())


def _try(operation, mode, program):
    @settings(max_examples=FEW, deadline=None, derandomize=True, database=None, suppress_health_check=HealthCheck)
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case):
        case.call_and_validate(headers=program, excluded_checks=LEFT_OUT)

    asked()


def read(client, **headers):
    return client.get("/api/v1/schema/", headers=headers).json()


def test_every_table_has_an_address_and_every_column_its_sentence(db, client):
    told = read(client)

    assert {f"/api/v1/tables/{name}/rows/" for name in all_datasets()} <= told["paths"].keys()
    for name, dataset in datasets.items():
        columns = told["components"]["schemas"][f"row_{name}"]["properties"]
        assert list(columns) == list(dataset.columns)
        assert [column for column, says in columns.items() if not says["description"].strip()] == []


def test_only_with_a_token_also_the_programmes_own_questions(client, program):
    unknown, told = (read(client, **headers)["components"]["schemas"]["row_survey_wide"] for headers in ({}, program))

    assert list(told["properties"]) == ["person", "t1_linked_vaite", "t1_linked_sana"]
    assert (list(unknown["properties"]), told["additionalProperties"]) == (["person"], False)


def test_in_the_language_asked_for(db, client):
    told = {
        read(client, **{"Accept-Language": code})["paths"]["/api/v1/tables/"]["get"]["description"]
        for code in ["fi", "en"]
    }

    assert "The tables that this token gives." in told


def test_everybody_may_read_the_description_but_not_without_end(db, client, monkeypatch):
    monkeypatch.setattr(entrance, "FROM_AN_ADDRESS", 1)

    assert [client.get("/api/v1/schema/").status_code for _twice in range(2)] == [200, 429]
