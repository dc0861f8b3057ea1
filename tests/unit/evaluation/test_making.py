"""Nothing half is ever left: what fails is told, what is overtaken leaves no trace, what is done stays."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.models import AccessLog
from coaching.core.registries import Dataset, datasets
from coaching.evaluation.actions import ask_package, destroy_key, retry
from coaching.evaluation.api.figures import figures_of
from coaching.evaluation.filters import Filter
from coaching.evaluation.making import make_extraction
from coaching.evaluation.models import Extraction, StudyPerson


@pytest.fixture
def asked(study, evaluator, tiny):
    tiny({"count": 1}, {"count": 2})
    return ask_package(by=evaluator, study=study, datasets=["tiny"], formats=["csv"])


def make(extraction):
    make_extraction.func(extraction.pk, extraction.attempt)
    extraction.refresh_from_db()
    return extraction


def stored(study):
    folder = f"evaluation/{study.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def breaks(_extract):
    yield {"person": None, "text": None, "title": None, "count": 1}
    raise RuntimeError("the database is gone")


def test_asking_makes_it_in_the_background(study, evaluator, tiny, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        extraction = ask_package(by=evaluator, study=study, datasets=["tiny"], formats=["csv"])

    extraction.refresh_from_db()
    assert extraction.state == Extraction.State.DONE


def test_progress_is_told_at_the_end(asked):
    extraction = make(asked)

    assert (extraction.tables_done, extraction.rows_done, extraction.counts) == (1, 2, {"tiny": 2})


def test_progress_is_told_on_the_way(asked, study, monkeypatch):
    monkeypatch.setattr("coaching.evaluation.package.A_TICK", 1)
    seen = []

    def watched(_extract):
        for number in range(3):
            seen.append(Extraction.objects.values_list("state", "rows_done").get())
            yield {"person": None, "text": None, "title": None, "count": number}

    datasets._items["tiny"] = Dataset("Tiny", datasets["tiny"].columns, watched)

    make(asked)

    assert seen == [("running", 0), ("running", 1), ("running", 2)]


def test_a_crash_leaves_nothing_half(asked, study):
    datasets._items["tiny"] = Dataset("Tiny", datasets["tiny"].columns, breaks)

    with pytest.raises(RuntimeError):
        make(asked)

    asked.refresh_from_db()
    assert (asked.state, asked.file.name, asked.sha256, asked.counts) == ("failed", "", "", {})
    assert stored(study) == []
    assert not AccessLog.objects.exists()


def test_a_package_has_what_its_filter_leaves(study, evaluator, tiny, participant, coach, consents):
    consents(participant, coach)
    whole, spans = tiny({"person": participant.pk, "count": 1}, {"person": coach.pk, "count": 2}), []
    datasets._items["tiny"] = replace(whole, rows=lambda extract: spans.append(extract.since) or whole.rows(extract))
    chosen = Filter(since=date(2020, 9, 1), roles=("staff",))

    made = make(ask_package(by=evaluator, study=study, datasets=["tiny"], formats=["csv"], chosen=chosen))

    assert (made.counts, spans) == ({"tiny": 1}, [date(2020, 9, 1)])


def test_a_packages_figures_less_the_dashboards_tell_of_no_few(study, evaluator, tiny, participant, monkeypatch):
    """Two visits were made before the third day; what narrows no further is told of everybody and not again here."""
    days = [date(2020, 9, 1)] * 2 + [date(2020, 9, 9)] * 6 + [date(2020, 10, 1)] * 7

    def visits(extract):
        for number, day in enumerate(days):
            if extract.since is None or day >= extract.since:
                yield {"visit": number, "date": day, "organisation_type": "municipality"}

    monkeypatch.setitem(datasets._items, "guidance_visits", Dataset("", {}, visits))
    tiny({"count": 1})
    chosen = Filter(since=date(2020, 9, 3))

    made = make(ask_package(by=evaluator, study=study, datasets=["tiny"], formats=["jsonl"], chosen=chosen))

    told = figures_of(study, made.number)
    assert [row["value"] for row in told if row["table"] == "visits_month"] == [None, None, 7, 7, None, None]
    assert {row["table"] for row in told} == {"reach", "consent", "visits_month"}


def test_what_failed_can_be_tried_again(asked, study, evaluator):
    whole = datasets["tiny"]
    datasets._items["tiny"] = Dataset("Tiny", whole.columns, breaks)
    with pytest.raises(RuntimeError):
        make(asked)
    datasets._items["tiny"] = whole

    extraction = make(retry(by=evaluator, extraction=asked))

    assert (extraction.state, extraction.attempt, extraction.number) == ("done", 2, 1)
    assert len(stored(study)) == 1


def test_what_waits_when_the_key_ends_is_not_made(asked, study, organiser, participant, consents):
    """It would begin another key."""
    consents(participant)
    destroy_key(by=organiser, study=study)

    with pytest.raises(Refused, match="key_destroyed"):
        make(asked)

    with pytest.raises(Refused, match="key_destroyed"):
        retry(by=organiser, extraction=asked)
    assert (Extraction.objects.get().state, StudyPerson.objects.count()) == (Extraction.State.FAILED, 0)


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_run_that_was_overtaken_leaves_no_trace(asked, study, state):
    def overtaken(_extract):
        Extraction.objects.update(attempt=2, state=state)
        yield {"person": None, "text": None, "title": None, "count": 1}

    datasets._items["tiny"] = Dataset("Tiny", datasets["tiny"].columns, overtaken)

    make(asked)

    assert (asked.state, stored(study), AccessLog.objects.count()) == (state, [], 0)


def test_what_cannot_be_written_down_is_not_stored(asked, study):
    def full(execute, sql, *asked):
        if sql.startswith('INSERT INTO "core_accesslog"'):
            raise OperationalError("the disk is full")
        return execute(sql, *asked)

    with connection.execute_wrapper(full), pytest.raises(OperationalError):
        make(asked)

    asked.refresh_from_db()
    assert (asked.state, asked.file.name, stored(study)) == ("failed", "", [])


def test_a_run_that_was_overtaken_and_breaks_fails_itself_alone(asked):
    def overtaken(_extract):
        Extraction.objects.update(attempt=2)
        yield from breaks(_extract)

    datasets._items["tiny"] = Dataset("Tiny", datasets["tiny"].columns, overtaken)

    with pytest.raises(RuntimeError):
        make(asked)

    assert Extraction.objects.get().state == Extraction.State.RUNNING


def test_it_is_made_once(asked, study):
    make_extraction.func(asked.pk, asked.attempt + 1)
    assert stored(study) == []

    make(asked)

    make(asked)

    assert (len(stored(study)), AccessLog.objects.count()) == (1, 1)


def test_a_dead_worker_is_noticed(asked):
    Extraction.objects.update(state=Extraction.State.RUNNING, seen_at=timezone.now() - timedelta(minutes=11))
    asked.refresh_from_db()

    assert (asked.is_under_way, asked.may_be_retried) == (False, True)


def test_what_is_being_made_is_left_alone(asked, evaluator):
    Extraction.objects.update(state=Extraction.State.RUNNING)

    assert retry(by=evaluator, extraction=asked).attempt == 1


def test_a_finished_package_cannot_be_changed(asked):
    extraction = make(asked)

    for deed in (extraction.save, extraction.delete, Extraction.objects.all().delete):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.code == "immutable"


def test_numbers_go_up_within_a_study(asked, study, evaluator):
    assert ask_package(by=evaluator, study=study, datasets=["people"]).number == 2


def test_asking_twice_for_the_same_gives_the_one_on_its_way(asked, study, evaluator, organiser):
    """One that is ready is made anew: somebody may have taken their consent back since."""
    again = ask_package(by=evaluator, study=study, datasets=["tiny"], formats=["csv"])
    others = ask_package(by=organiser, study=study, datasets=["tiny"], formats=["csv"])
    make(asked)
    anew = ask_package(by=evaluator, study=study, datasets=["tiny"], formats=["csv"])

    assert (again.pk, others.number, anew.number) == (asked.pk, 2, 3)
