from datetime import date

import pytest
from django.utils import translation

from coaching.core.registries import Column, Dataset, Extract
from coaching.evaluation.extract import Snapshot, asked, clean_rows, consenting, masker_of
from coaching.evaluation.filters import Filter
from coaching.evaluation.pseudonyms import pseudonyms_of
from coaching.programmes.models import Consent, Enrolment, Programme


def cleaned(study, dataset):
    return list(clean_rows(dataset, asked(study), Snapshot.of(study)))


def test_who_consents_becomes_a_pseudonym(study, tiny, participant, consents):
    consents(participant)
    dataset = tiny({"person": participant.pk, "text": "Kokeilin chattia", "count": 3})

    assert cleaned(study, dataset) == [
        {
            "person": pseudonyms_of(study, [participant.pk])[participant.pk],
            "text": "Kokeilin chattia",
            "title": None,
            "count": 3,
        }
    ]


def test_who_does_not_consent_becomes_a_placeholder_and_the_flow_stays(study, tiny, participant, stranger, consents):
    consents(participant)
    dataset = tiny(
        {"person": participant.pk, "text": "Kysymys"},
        {"person": stranger.pk, "text": "Vastaus", "count": 2},
        {"person": participant.pk, "text": "Kiitos"},
    )

    rows = cleaned(study, dataset)

    assert [row["text"] for row in rows] == ["Kysymys", "[no consent]", "Kiitos"]
    assert rows[1] == {"person": "withheld", "text": "[no consent]", "title": None, "count": 2}


@pytest.mark.parametrize("key", [(), ("person",)])
def test_without_consent_rows_that_nothing_builds_upon_are_left_out(study, tiny, participant, stranger, consents, key):
    """What one did or answered is not given out under a common label either."""
    consents(participant)
    whole = tiny({"person": participant.pk, "count": 1}, {"person": stranger.pk, "count": 2, "text": "Salaisuus"})

    rows = cleaned(study, Dataset("", whole.columns, whole.rows, key=key))

    assert [row["count"] for row in rows] == [1]


def test_a_consent_taken_back_no_longer_holds(study, tiny, participant, consents):
    """The pseudonym that was given out stays in the key, and is no consent."""
    consents(participant)
    Snapshot.of(study)
    Consent.objects.update(withdrawn_at="2026-01-01T00:00Z")

    assert [row["text"] for row in cleaned(study, tiny({"person": participant.pk, "text": "Hei"}))] == ["[no consent]"]


def test_a_consent_to_something_else_is_none(study, tiny, programme, participant):
    Consent.objects.create(programme=programme, person=participant, purpose=Consent.Purpose.QUOTATION)

    assert [row["person"] for row in cleaned(study, tiny({"person": participant.pk}))] == ["withheld"]


def test_a_consent_in_another_programme_is_none_here(programme, participant, consents):
    consents(participant)

    Consent.objects.update(programme=Programme.objects.create(key="muualla", name="Muualla"))

    assert consenting(programme.pk) == set()


def test_words_of_nobody_known_are_not_given_out(study, tiny):
    assert cleaned(study, tiny({"text": "Kenen?"}))[0]["text"] == "[no consent]"


def test_no_words_stay_no_words(study, tiny, participant):
    assert cleaned(study, tiny({"person": participant.pk}))[0]["text"] is None


def test_names_in_words_become_pseudonyms_of_those_who_consent(study, tiny, participant, developer_client, consents):
    consents(participant, developer_client)
    text = "Kuukkelin idea: Secret kertoi Kaislalle"
    dataset = tiny({"person": participant.pk, "text": text, "title": "Kaislan ketju"})

    row = cleaned(study, dataset)[0]

    number = pseudonyms_of(study, [participant.pk, developer_client.pk])
    hers, theirs = number[participant.pk], number[developer_client.pk]
    assert row["text"] == f"{theirs} idea: {theirs} kertoi {hers}"
    assert row["title"] == f"{hers} ketju"


def test_who_has_left_the_programme_stays_unnamed(study, tiny, participant, stranger, consents):
    consents(participant)
    Enrolment.objects.filter(person=stranger).update(ends=date(2020, 1, 1))
    dataset = tiny({"person": participant.pk, "text": f"{stranger.display_name} kertoi"})

    assert [name for name in stranger.display_name.split() if name in cleaned(study, dataset)[0]["text"]] == []


def test_a_row_of_two_people_needs_both_to_consent(study, participant, stranger, consents):
    consents(participant)
    columns = {"writer": Column("", "person"), "met": Column("", "person"), "text": Column("", "words")}
    rows = [{"writer": participant.pk, "met": stranger.pk, "text": "Tapasin hänet"}]

    row = cleaned(study, Dataset("", columns, lambda _extract: iter(rows), key=("text",)))[0]

    assert (row["met"], row["text"]) == ("withheld", "[no consent]")


def test_answers_of_nobody_come_in_their_own_order(study):
    """In the order of the ballots, neighbours would have come from one."""
    columns = {name: Column("", "integer") for name in ("run", "ballot", "option")} | {"person": Column("", "person")}
    rows = [{"run": 1, "ballot": n, "person": None, "option": option} for n in range(6) for option in (1, 2)]

    told = cleaned(study, Dataset("", columns, lambda _extract: iter(rows), ballots=True))

    assert [(row["option"], row["ballot"]) for row in told] == [(1 + n // 6, n + 1) for n in range(12)]


def test_what_is_not_declared_does_not_leave(study, tiny):
    dataset = tiny({"count": 1})

    rows = Dataset("", {"count": dataset.columns["count"]}, dataset.rows)

    assert cleaned(study, rows) == [{"count": 1}]


def test_the_span_is_the_studys_narrowed_by_the_evaluators(study):
    study.since, study.until = date(2020, 8, 1), date(2021, 6, 30)

    assert asked(study, Filter(date(2020, 9, 1), date(2022, 1, 1))) == Extract(
        study.programme_id, date(2020, 9, 1), date(2021, 6, 30)
    )
    assert asked(study, Filter(date(2019, 1, 1), date(2021, 1, 1))) == Extract(
        study.programme_id, date(2020, 8, 1), date(2021, 1, 1)
    )


def test_rows_stream_one_at_a_time(study, participant, consents, tiny):
    """Taking one clean row takes one raw row, however many there are."""
    consents(participant)
    taken = []

    def endless(_extract):
        number = 0
        while True:
            taken.append(number)
            yield {"person": participant.pk, "text": "Hei", "title": None, "count": number}
            number += 1

    rows = clean_rows(Dataset("", tiny().columns, endless), asked(study), Snapshot.of(study))

    assert [next(rows)["count"] for _three in range(3)] == [0, 1, 2]
    assert taken == [0, 1, 2]


def test_a_snapshot_costs_the_same_for_one_and_for_many(study, consents, make_person, django_assert_num_queries):
    consents(make_person("Yksi Ainoa", "participant"))
    Snapshot.of(study)
    with django_assert_num_queries(7):
        Snapshot.of(study)
    consents(*(make_person(f"Jäsen {number}", "participant") for number in range(3)))
    Snapshot.of(study)

    with django_assert_num_queries(7):
        Snapshot.of(study)


def test_a_consent_to_an_earlier_text_does_not_hold(programme, participant, consents):
    consents(participant)
    before = consenting(programme.pk)

    Consent.objects.filter(person=participant).update(version=0)

    assert (before, consenting(programme.pk)) == ({participant.pk}, set())


def test_a_masked_name_is_in_the_programme_s_language_whoever_asks(programme, participant):
    programme.language = "sv"
    programme.save()

    with translation.override("fi"):
        assert masker_of(programme.pk, {})("Kaisla kertoi") == "[namn] kertoi"
