"""Two packages whose filters differ by a few people tell of those few by subtraction; the second is refused.

Every filter asked for in a study is held against the new one, and the page of
summaries, which is never narrowed, is one of them. Judged are the visits as
they stand now: what came in between two packages made at different times is
not hidden by this.
"""

from collections import defaultdict

from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.suppression import small_group
from coaching.evaluation.extract import WHOLE, Snapshot, asked
from coaching.evaluation.filters import Filter, Narrowing
from coaching.evaluation.models import Extraction
from coaching.evaluation.summaries.attendance import ALL, hidden_visits, kept_visits
from coaching.evaluation.summaries.frame import Frame


def refuse_small_difference(study, chosen):
    """Refuse a filter that is about 1 … k-1 people, or that tells of so few together with what was asked earlier."""
    earlier = _earlier(study)
    if chosen in earlier:
        return
    mine = _published(study, chosen)
    if 0 < len({person for person, _cells in mine.values()}) < study.threshold:
        raise Refused(
            "too_few",
            _("This choice is about fewer than {n} people, so its figures would tell of them. Choose more.").format(
                n=study.threshold
            ),
        )
    others = {other: _published(study, other) for other in earlier}
    for other, name in earlier.items():
        if _tells_of_few([mine, others[other]], study.threshold):
            raise Refused("small_difference", _sentence(name, study.threshold))
    if _tells_of_few([mine, *others.values()], study.threshold):
        raise Refused("small_difference", _sentence(_("the earlier packages together"), study.threshold))


def _earlier(study):
    """{filter: what people call it} of everything whose summaries have been, or may be, seen."""
    found = {Filter(): _("the summaries of the whole study")}
    for extraction in study.extractions.filter(kind=Extraction.Kind.PACKAGE).order_by("number"):
        found.setdefault(Filter.of(extraction), _("package {number}").format(number=extraction.number))
    return found


def _sentence(name, threshold):
    return _(
        "This choice and {name} differ by fewer than {n} people, so together they would tell of those few. "
        "Choose the same as there, or days and groups that differ by more."
    ).format(name=name, n=threshold)


def _published(study, chosen):
    """{visit: (person, the cells shown that count it)} of the summaries made with this filter."""
    cells, visits = defaultdict(lambda: defaultdict(set)), {}
    keeps = Snapshot({}, str, Narrowing(study, chosen).keeps)
    frame = Frame(study.programme_id, study.threshold, asked(study, chosen), keeps, narrowed=chosen != WHOLE)
    for visit in kept_visits(frame):
        visits[visit.pk] = visit
        for cell in visit.cells:
            cells[cell][visit.atom].add(visit.person)
    hidden = hidden_visits(cells, study.threshold)
    return {pk: (visit.person, frozenset(visit.cells) - hidden) for pk, visit in visits.items()}


def _tells_of_few(filters, threshold):
    """Whether a count of few follows from these filters' figures of visits, or from how many people each has."""
    where, who = defaultdict(set), {}
    totals = defaultdict(set)
    for number, visits in enumerate(filters):
        for pk, (person, cells) in visits.items():
            who[pk] = person
            where[pk] |= {(number, cell) for cell in cells}
            if ALL in cells:
                totals[person].add(number)
    return _small({pk: (who[pk], cells) for pk, cells in where.items()}, threshold) or _small(
        {person: (person, numbers) for person, numbers in totals.items()}, threshold
    )


def _small(units, threshold):
    """``units`` are {unit: (person, the figures it is counted in)}; figures of the very same units are one."""
    atoms = defaultdict(set)
    for person, figures in units.values():
        atoms[frozenset(figures)].add(person)
    shown = defaultdict(set)
    for figures in atoms:
        for figure in figures:
            shown[figure].add(figures)
    different = {frozenset(inside): None for inside in shown.values()}
    return small_group(dict(enumerate(different)), atoms, threshold) is not None
