"""The one place where raw rows become rows for the evaluator: consent, pseudonyms and masking, before any format.

Rows stream: what stays in memory is the programme's roster, hundreds of people,
whatever the number of rows. Who has consented is asked once, at the start: a
consent withdrawn while a package is being made holds from the next one on.
"""

from collections.abc import Callable
from dataclasses import dataclass

from coaching.core.registries import UNTOLD, Extract, datasets
from coaching.evaluation.ballots import unlinked
from coaching.evaluation.filters import Filter, Narrowing
from coaching.evaluation.nicknames import parted
from coaching.evaluation.pseudonyms import pseudonyms_of
from coaching.programmes.consents import ASKED
from coaching.programmes.forgotten import forgotten_in
from coaching.programmes.masking import Masker, roster_of
from coaching.programmes.models import Consent, Programme
from coaching.surveys.counting import fewest_told

NOT_CONSENTED = "withheld"  # eight signs: the longest that SPSS takes for a missing value
NO_CONSENT = "[no consent]"
WRITTEN = ("words", "text")
WHOLE = Filter()


NAMED_BESIDES = []
"""Functions {programme id → (person, what they call themselves) pairs} of people on no roster, as guests are: upper
floors add theirs. See ``nicknames``."""


@dataclass(frozen=True)
class Snapshot:
    """What is held against every row: what is left out, the pseudonyms of those who consent, and how to mask a text."""

    numbers: dict
    mask: Masker
    keeps: Callable

    @classmethod
    def of(cls, study, chosen=WHOLE):
        numbers = pseudonyms_of(study, consenting(study.programme_id))
        return cls(numbers, masker_of(study.programme_id, numbers), Narrowing(study, chosen).keeps)

    @classmethod
    def nameless(cls, programme_id, consenting):
        """For counting only: nobody has a pseudonym, and every name in a text is masked alike."""
        masker = masker_of(programme_id, {})
        return cls(dict.fromkeys(consenting, ""), masker, lambda _row, _people=(): True)


def masker_of(programme_id, numbers, language=None):
    """What takes everybody who may be mentioned out of a text; ``numbers`` say what stands for them.

    Whoever has none becomes a name in brackets, in the text's language or else
    the programme's: one and the same whoever asks, so that a package made again
    has the same texts.
    """
    language = language or Programme.objects.values_list("language", flat=True).get(pk=programme_id)
    names, aliases = roster_of(programme_id)
    besides = [pair for named in NAMED_BESIDES for pair in named(programme_id)]
    known, capitals, whole = parted(besides)
    return Masker(names | known, aliases + whole, numbers, forgotten_in(programme_id), capitals, language)


def consenting(programme_id, purpose=Consent.Purpose.EVALUATION):
    """The people whose consent to the evaluation, or another purpose, is in force now, under its present text."""
    given = Consent.objects.filter(programme=programme_id, purpose=purpose, version=ASKED[purpose].version)
    return set(given.filter(withdrawn_at__isnull=True).values_list("person_id", flat=True))


def asked(study, chosen=WHOLE):
    """The question put to a dataset: this study's programme and span, narrowed by the evaluator's own."""
    starts = [day for day in (study.since, chosen.since) if day]
    ends = [day for day in (study.until, chosen.until) if day]
    return Extract(study.programme_id, max(starts, default=None), min(ends, default=None), chosen.waves)


def clean_rows(dataset, extract, snapshot, pick=iter):
    """The dataset's rows with nobody's name in them, one at a time.

    A row of somebody who has not consented is left out, unless it has a number
    of its own that others build upon, as a line in a talk: there a placeholder
    stands for the words. Words stay only if everybody the row speaks of has
    consented, and not at all when the row names nobody who could.

    ``pick`` may take some of the ``kept_rows`` before they are cleaned.
    """
    columns = dataset.columns_in(extract)
    persons = [name for name, column in columns.items() if column.kind == "person"]
    words = [name for name, column in columns.items() if column.kind == "words"]
    texts = [name for name, column in columns.items() if column.kind in WRITTEN]
    for raw, spoken_of, withheld in pick(kept_rows(dataset, extract, snapshot)):
        row = {name: raw[name] for name in columns}
        if withheld or not spoken_of:
            row.update((name, NO_CONSENT) for name in words if row[name])
        for name in texts:
            if row[name]:
                row[name] = snapshot.mask(str(row[name]))
        for name in persons:
            row[name] = None if row[name] is None else snapshot.numbers.get(row[name], NOT_CONSENTED)
        yield row


def kept_rows(dataset, extract, snapshot):
    """(raw row, the people it speaks of, whether one of them has not consented) of the rows that leave the house.

    Whoever has not consented is not what a placeholder is narrowed by: its being
    there or not would tell their subgroup and their role. A row that needs the
    consent of people it does not tell of is whole or not there.
    """
    columns = dataset.columns_in(extract)
    persons = [name for name, column in columns.items() if column.kind == "person"]
    is_built_upon = bool(dataset.key) and not set(dataset.key) & set(persons)
    rows = dataset.rows(extract)
    for row in unlinked(rows, fewest_told(extract.programme_id)) if dataset.ballots else rows:
        told = [row[name] for name in persons if row[name] is not None]
        untold = row.get(UNTOLD, ())
        consenting = [person for person in told if person in snapshot.numbers]
        withheld = len(consenting) < len(told)
        if any(person not in snapshot.numbers for person in untold) or (withheld and not is_built_upon):
            continue
        if snapshot.keeps(row, consenting):
            yield row, [*told, *untold], withheld


def all_datasets():
    """{name: Dataset} in the order of their names, so that packages of one study are alike."""
    return dict(sorted(datasets.items()))
