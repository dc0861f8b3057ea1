"""What packages with different filters, and the dashboards, would tell together of a few people.

Whoever sees one sees them all, of every study of the programme. A filter whose
visits would tell of a few is refused; the rest of its figures (different people,
changes, guidance visits) are told only as far as they tell nothing together
with what was told before. Judged is today's data: what came in between two
packages made at different times is not hidden by this.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.suppression import small_group
from coaching.evaluation import summaries
from coaching.evaluation.dashboards.lens import Lens
from coaching.evaluation.extract import WHOLE, Snapshot, asked, consenting
from coaching.evaluation.filters import FACETS, Filter, Narrowing
from coaching.evaluation.models import Extraction, Study
from coaching.evaluation.summaries.attendance import ALL, hidden_visits, kept_visits
from coaching.evaluation.summaries.frame import Frame


@dataclass(frozen=True)
class Choice:
    """What some figures are counted of: the span and threshold of a study or of the dashboards, and a filter."""

    source: Study | Lens
    chosen: Filter = WHOLE

    @property
    def counted(self):
        """Equal when the very same rows are counted and hidden alike."""
        extract, facets = asked(self.source, self.chosen), self.chosen.values
        return self.source.threshold, extract.since, extract.until, *(tuple(facets[name]) for name in FACETS)

    @property
    def snapshot(self):
        """For counting only."""
        numbers = dict.fromkeys(consenting(self.source.programme_id), "")
        return Snapshot(numbers, str, Narrowing(self.source, self.chosen).keeps)

    @property
    def judged(self):
        """As ``summaries`` takes it."""
        return self.source, asked(self.source, self.chosen), self.snapshot, self.chosen != WHOLE


def refuse_small_difference(study, chosen):
    """Refuse a filter that is about 1 … k-1 people, or that tells of so few together with what was asked earlier."""
    mine, earlier = Choice(study, chosen), _earlier(study)
    if mine.counted in earlier:
        return
    visits = _published(mine)
    if 0 < len({person for person, _cells in visits.values()}) < study.threshold:
        raise Refused(
            "too_few",
            _("This choice is about fewer than {n} people, so its figures would tell of them. Choose more.").format(
                n=study.threshold
            ),
        )
    others, yes = [], consenting(study.programme_id)
    for other, name in earlier.values():
        others.append(_published(other))
        if _tells_of_few([visits, others[-1]], study.threshold, yes):
            raise Refused("small_difference", _sentence(name, study.threshold))
    if _tells_of_few([visits, *others], study.threshold, yes):
        raise Refused("small_difference", _sentence(_("the earlier packages together"), study.threshold))


def told_before(extraction):
    """What was told before this package, of whom or what: the ``before`` of its summaries."""
    earlier = _earlier(extraction.study, before=extraction)
    mine = Choice(extraction.study, Filter.of(extraction)).counted
    told = defaultdict(list)
    for counted, (choice, _name) in earlier.items():
        if counted == mine:
            break
        for family, figures in _told(choice, told).items():
            told[family] += [figure for figure in figures if figure not in told[family]]
    return told


def _told(choice, before):
    return summaries.told(*choice.judged, before)


def _earlier(study, before=None):
    """{what is counted: (choice, what people call it)} of everything whose figures have been, or may be, seen."""
    dashboards = Choice(Lens.of(study.programme))
    found = {dashboards.counted: (dashboards, _("the summaries of the whole study"))}
    packages = Extraction.objects.filter(study__programme=study.programme_id, kind=Extraction.Kind.PACKAGE)
    if before is not None:
        packages = packages.filter(pk__lt=before.pk)
    for package in packages.order_by("pk").select_related("study"):
        name = _("package {number}").format(number=package.number)
        if package.study_id != study.pk:
            name = _("package {number} of “{study}”").format(number=package.number, study=package.study)
        choice = Choice(package.study, Filter.of(package))
        found.setdefault(choice.counted, (choice, name))
    return found


def _sentence(name, threshold):
    return _(
        "This choice and {name} differ by fewer than {n} people, so together they would tell of those few. "
        "Choose the same as there, or days and groups that differ by more."
    ).format(name=name, n=threshold)


def _published(choice):
    """{visit: (person, the cells shown that count it)} of the summaries made of this choice."""
    cells, visits = defaultdict(lambda: defaultdict(set)), {}
    study, extract, snapshot, narrowed = choice.judged
    frame = Frame(study.programme_id, study.threshold, extract, snapshot, narrowed)
    for visit in kept_visits(frame):
        visits[visit.pk] = visit
        for cell in visit.cells:
            cells[cell][visit.atom].add(visit.person)
    hidden = hidden_visits(cells, study.threshold, snapshot.numbers)
    return {pk: (visit.person, frozenset(visit.cells) - hidden) for pk, visit in visits.items()}


def _tells_of_few(filters, threshold, consenting):
    """Whether a count of few follows from these filters' figures of visits, or from how many people each has.

    Of those who have not consented it follows from the figures of visits less the rows of the others.
    """
    where, who = defaultdict(set), {}
    totals = defaultdict(set)
    for number, visits in enumerate(filters):
        for pk, (person, cells) in visits.items():
            who[pk] = person
            where[pk] |= {(number, cell) for cell in cells}
            if ALL in cells:
                totals[person].add(number)
    counted = {pk: (who[pk], cells) for pk, cells in where.items()}
    withheld = {pk: unit for pk, unit in counted.items() if unit[0] not in consenting}
    people = {person: (person, numbers) for person, numbers in totals.items()}
    return any(_small(units, threshold) for units in (counted, withheld, people))


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
