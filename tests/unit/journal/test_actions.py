from uuid import uuid4

import pytest
from django.db import IntegrityError

from coaching.core.errors import Refused
from coaching.core.models import History
from coaching.journal import actions
from coaching.journal.models import Entry

IDENTITY_CODE = "131052-308T"


def test_a_note_sent_twice_is_kept_once(participant, write):
    client = uuid4()

    first, second = write(participant, client=client), write(participant, client=client, tried="Muuta")

    assert first == second
    assert [entry.tried for entry in Entry.objects.all()] == ["Kokeilin chattia."]


def test_anothers_form_number_is_refused(participant, stranger, write):
    client = uuid4()
    write(participant, client=client)

    with pytest.raises(Refused) as refusal:
        write(stranger, client=client)

    assert refusal.value.code == "client_taken"


def test_writing_leaves_no_trace_in_history(participant, write):
    write(participant, promise="Kokeilen uudestaan.")

    assert History.objects.count() == 0


def test_a_kept_promise_can_be_opened_again(participant, write):
    entry = write(participant, promise="Kokeilen uudestaan.")

    actions.keep_promise(entry=entry)
    assert list(Entry.objects.open_promises()) == []

    actions.reopen_promise(entry=entry)
    assert list(Entry.objects.open_promises()) == [entry]


def test_keeping_a_promise_that_is_not_there_is_refused(participant, write):
    with pytest.raises(Refused) as refusal:
        actions.keep_promise(entry=write(participant))

    assert refusal.value.code == "no_promise"


def test_a_promise_in_new_words_is_open_again(participant, write):
    entry = actions.keep_promise(entry=write(participant, promise="Kokeilen."))

    assert actions.rewrite(entry=entry, learned="Paljon.").kept_at is not None
    assert actions.rewrite(entry=entry, promise="Kokeilen toisin.").kept_at is None


def test_an_empty_note_cannot_be_stored(participant, write):
    with pytest.raises(IntegrityError):
        write(participant, tried="")


@pytest.mark.parametrize("field", ["tried", "learned", "promise"])
def test_identity_codes_are_refused_in_every_text(participant, write, field):
    with pytest.raises(Refused) as refusal:
        write(participant, **{field: f"Tapasin asiakkaan {IDENTITY_CODE}."})

    assert refusal.value.code == "identity_code"
    assert Entry.objects.count() == 0
