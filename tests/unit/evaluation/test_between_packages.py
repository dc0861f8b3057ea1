"""What two packages with the same filter tell together when somebody has left in between."""

import pytest
from django.utils import timezone, translation

from coaching.accounts.actions import forget
from coaching.evaluation import summaries
from coaching.evaluation.extract import Snapshot, all_datasets, asked, clean_rows
from coaching.programmes.models import Consent
from realtime.models import PollRun

NAMES = ("secret", "realname", "kuukkel")


@pytest.fixture
def taken_out(study):
    """taken_out() → (rows of every table, every figure) as a package would have them now."""

    def take():
        snapshot = Snapshot.of(study)
        rows = {name: list(clean_rows(table, asked(study), snapshot)) for name, table in all_datasets().items()}
        with translation.override("en"):
            tables = summaries.tables(study, asked(study), snapshot)
        return rows, {(t.key, row.label): row.values for t in tables for row in t.all_rows}

    return take


@pytest.fixture
def agreed(coached_round, participant, developer_client, coach, stranger, consents):
    consents(participant, developer_client, coach, stranger)


def words_of(rows):
    return [str(value) for table in rows.values() for row in table for value in row.values() if value]


def test_who_is_forgotten_is_not_named_by_what_others_wrote(agreed, taken_out, developer_client, participant):
    """Their name is on no roster any more; unmasked, it would be the one thing that differs."""
    before, _figures = taken_out()

    forget(person=developer_client)
    after, _figures = taken_out()

    texts = "\n".join(words_of(after)).lower()
    assert [name for name in NAMES if name in "\n".join(words_of(before)).lower() + texts] == []
    assert len(after["forum_posts"]) == len(before["forum_posts"])


@pytest.mark.parametrize("leave", ["consent", "all"])
def test_who_leaves_takes_their_rows_along_and_moves_no_figure_of_everybody(
    agreed, taken_out, developer_client, programme, leave
):
    """Presence, talk, polls and reach stay; consent, and counts of answers under a name, tell that somebody left."""
    before, figures_before = taken_out()

    if leave == "all":
        forget(person=developer_client)
    else:
        Consent.objects.filter(person=developer_client).update(withdrawn_at=timezone.now())
    after, figures_after = taken_out()

    moved = {table for table, row in figures_before if figures_before[table, row] != figures_after.get((table, row))}
    assert moved <= {"consent", "changes"} | ({"responses"} if leave == "all" else set())
    gone = {row["person"] for row in before["people"]} - {row["person"] for row in after["people"]}
    assert len(gone) == 1
    assert {row["person"] for row in after["people"]} < {row["person"] for row in before["people"]}
    assert [text for text in words_of(after) if next(iter(gone)) in text] == []


def test_the_answers_of_the_forgotten_are_not_told_as_nobodys(agreed, taken_out, programme):
    """With names they would stand apart, few or many; who never consented would even come in by leaving."""
    run = PollRun.objects.get(anonymity="named")
    yes = Consent.objects.filter(programme=programme).values("person")
    others = run.ballots.exclude(person__in=yes).select_related("person")
    others.update(answer=[1])
    before, _figures = taken_out()

    for ballot in others:
        forget(person=ballot.person)
    after, _figures = taken_out()

    told = [[row for row in rows["poll_ballots"] if row["run"] == run.pk] for rows in (before, after)]
    assert (len(told[0]), run.ballots.filter(person=None).count()) == (1, 6)
    assert told[1] == told[0]


def test_what_few_forgotten_answered_does_not_follow_from_figures_and_rows(agreed, taken_out, consents, participant):
    run = PollRun.objects.get(anonymity="named")
    run.ballots.update(answer=[1])
    voters = [ballot.person for ballot in run.ballots.exclude(person=participant)]
    consents(*voters[2:])
    for person in voters[:2]:
        forget(person=person)

    _rows, figures = taken_out()

    assert figures[f"poll_{run.pk}", "Videota"] == (None,)
