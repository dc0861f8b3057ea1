"""Surveys for the evaluation: what was asked, and the answers, long, wide, after sessions and anonymous.

Only sheets that were sent are here, with their day. The forgotten are in the
results' counts and in no table.
"""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coaching.core.registries import NO_ANSWER, NOT_ASKED, Column, Dataset, Reading, datasets
from coaching.programmes.datasets import SESSION_KEY
from coaching.programmes.models import Role
from coaching.surveys.audience import Roster
from coaching.surveys.counting import fewest_told
from coaching.surveys.models import Answer, BlankSheet, Item, Sheet, Survey, Wave
from coaching.surveys.texts import said
from coaching.surveys.variables import MISSING, PROMISES, variables

CHUNK = 2_000
TOLD_BY = ("code", "number", "date", "words")


def item_rows(extract):
    """Every variable of the tables below, whatever the span."""
    found = [*variables(extract), *variables(extract, sessions=True)]
    for variable in found + variables(extract, mode=Survey.Mode.ANONYMOUS):
        item, wave = variable.item, variable.wave
        yield {
            "variable": variable.name,
            "survey": wave.survey.key,
            "wave": wave.kind,
            "item": item.key,
            "part": variable.part or None,
            "kind": item.kind,
            "retrospective": item.retrospective,
            "mode": wave.survey.mode,
            "question": said(variable.question),
        }


def long_rows(extract):
    """A row for each answer, by wave."""
    known = _by_item(variables(extract))
    for wave, answer in _answers(extract, Q(sheet__wave__session__isnull=True)):
        for variable in known[wave.pk, answer.item_id]:
            if (value := variable.value(answer.value)) is not None:
                yield {
                    "person": answer.sheet.person_id,
                    "variable": variable.name,
                    "survey": wave.survey.key,
                    "wave": wave.kind,
                    "item": variable.item.key,
                    "part": variable.part or None,
                    "retrospective": variable.item.retrospective,
                    "day": timezone.localdate(answer.sheet.sent_at),
                    **_told(variable, value),
                }


def feedback_rows(extract):
    """A row for each answer after a session, by session."""
    known = defaultdict(list)
    for variable in variables(extract, sessions=True):
        known[variable.item.pk].append(variable)
    for wave, answer in _answers(extract, Q(sheet__wave__session__isnull=False)):
        for variable in known[answer.item_id]:
            if (value := variable.value(answer.value)) is not None:
                yield {
                    "person": answer.sheet.person_id,
                    "session": wave.session.key,
                    "variable": variable.name,
                    "day": timezone.localdate(answer.sheet.sent_at),
                    **_told(variable, value),
                }


def _by_item(found):
    known = defaultdict(list)
    for variable in found:
        known[variable.wave.pk, variable.item.pk].append(variable)
    return known


def _answers(extract, which):
    """(wave, answer) of sheets sent within the days, the waves in order, the people of each in none."""
    waves = {
        wave.pk: wave
        for wave in Wave.objects.filter(survey__programme=extract.programme_id).select_related("survey", "session")
    }
    sent = Answer.objects.filter(which, _within(extract, "sheet__"), sheet__wave__in=list(waves)).select_related(
        "sheet"
    )
    for answer in sent.order_by("sheet__wave__opens_at", "sheet__wave_id", "item__place", "?").iterator(CHUNK):
        yield waves[answer.sheet.wave_id], answer


def _within(extract, prefix=""):
    """Sent by somebody not forgotten, within the days."""
    counts = Q(**{f"{prefix}sent_at__isnull": False, f"{prefix}person__isnull": False})
    return counts & extract.moments(f"{prefix}sent_at")


def _told(variable, value):
    """The value in the column of its kind; the others are empty."""
    place = {"number": "number", "date": "date", "text": "words"}.get(variable.item.kind, "code")
    return {name: value if name == place else None for name in TOLD_BY}


def wide_columns(extract):
    """A column for each variable of the waves people were sent."""
    return {variable.name: variable.column for variable in variables(extract)}


def wide_rows(extract):
    """A row for each person who sent any of the waves, in no order that tells of people."""
    found = variables(extract)
    sheets = defaultdict(dict)
    sent = Sheet.objects.filter(_within(extract), extract.rounds("wave__kind"), wave__session=None)
    for sheet in sent.filter(wave__survey__programme=extract.programme_id).order_by("?").prefetch_related("answers"):
        sheets[sheet.person_id][sheet.wave_id] = {answer.item_id: answer.value for answer in sheet.answers.all()}
    asked = _asked(extract.programme_id, found)
    for person, answers in sheets.items():
        values = {variable.name: _cell(variable, answers.get(variable.wave.pk), person, asked) for variable in found}
        yield {"person": person, **values}


def _asked(programme_id, found):
    """{item id: the people it is asked of} of items that are not asked of everybody."""
    roster = Roster(programme_id)
    limited = {variable.item.pk: variable.item.only_for for variable in found}
    return {
        item: roster.fitting({"roles": only_for.get("roles") or list(Role), "circles": only_for.get("circles", {})})
        for item, only_for in limited.items()
        if only_for.keys() & {"roles", "circles"}
    }


def _cell(variable, answers, person, asked):
    """Empty when the person did not answer the wave; a code for why there is none when they did."""
    if answers is None:
        return None
    value = variable.value(answers.get(variable.item.pk))
    if value is not None or not variable.item.is_coded:
        return value
    return NOT_ASKED if person not in asked.get(variable.item.pk, {person}) else NO_ANSWER


def anonymous_rows(extract):
    """Answers of anonymous waves that are over and were answered by enough; sheets are numbered by chance."""
    known = _by_item(variables(extract, mode=Survey.Mode.ANONYMOUS))
    least = fewest_told(extract.programme_id)
    keys = dict(Item.objects.filter(survey__programme=extract.programme_id).values_list("pk", "key"))
    waves = Wave.objects.over().filter(survey__programme=extract.programme_id, survey__mode=Survey.Mode.ANONYMOUS)
    within = extract.moments("opens_at", "closes_at") & extract.rounds("kind")
    for wave in waves.filter(within).select_related("survey"):
        own = [variable for (number, _item), some in known.items() if number == wave.pk for variable in some]
        sheets = list(BlankSheet.objects.filter(wave=wave).order_by("pk").values_list("answers", flat=True))
        for number, answers in enumerate(sheets if len(sheets) >= least else [], start=1):
            for variable in own:
                if (value := variable.value(answers.get(keys[variable.item.pk]))) is not None:
                    told = _told(variable, value)
                    yield {
                        "variable": variable.name,
                        "sheet": number,
                        "survey": wave.survey.key,
                        "wave": wave.kind,
                        **{name: told[name] for name in ("code", "number", "date")},
                        "text": told["words"],
                    }


VARIABLE = Column(_("The variable, by the name it has in every table of surveys"))
SURVEY = Column(_("Key of the survey"))
WAVE = Column(_("When in the programme it was asked"), "category", dict(Wave.Kind.choices))
ITEM = Column(_("Key of the question within its survey"))
PART = Column(_("The area or the option, for questions that have several; empty for others"))
THEN = Column(
    _("Whether it asks, afterwards, how things were before; never to be mixed with what was asked before"), "boolean"
)
DAY = Column(_("The day the answers were sent"), "date")
CODE = Column(
    _("The code of the answer; what it means stands in the table of the questions and in the wide table"),
    "integer",
    missing=MISSING,
)
NUMBER = Column(_("The answer, where a number was asked"), "decimal")
DATE = Column(_("The answer, where a date was asked"), "date")

datasets.add(
    "survey_items",
    Dataset(
        title=_("What the surveys asked"),
        columns={
            "variable": VARIABLE,
            "survey": SURVEY,
            "wave": WAVE,
            "item": ITEM,
            "part": PART,
            "kind": Column(_("The kind of question"), "category", dict(Item.Kind.choices)),
            "retrospective": THEN,
            "mode": Column(_("What was promised to who answered"), "category", PROMISES),
            "question": Column(_("The question, with the area or option after it")),
        },
        rows=item_rows,
        key=("variable",),
    ),
)
datasets.add(
    "survey_long",
    Dataset(
        title=_("Answers to the surveys, one a row"),
        columns={
            "person": Column(_("Who answered"), "person"),
            "variable": VARIABLE,
            "survey": SURVEY,
            "wave": WAVE,
            "item": ITEM,
            "part": PART,
            "retrospective": THEN,
            "day": DAY,
            "code": CODE,
            "number": NUMBER,
            "date": DATE,
            "words": Column(_("The answer in the person's own words"), "words"),
        },
        rows=long_rows,
        key=("person", "variable"),
        refers={"variable": "survey_items"},
        reading=Reading(source="variable", order="day", words=("words",), title="question", titles="survey_items"),
    ),
)
datasets.add(
    "survey_wide",
    Dataset(
        title=_("Answers to the surveys, one person a row"),
        columns={"person": Column(_("Who answered"), "person")},
        rows=wide_rows,
        columns_of=wide_columns,
        key=("person",),
    ),
)
datasets.add(
    "survey_feedback",
    Dataset(
        title=_("Feedback after sessions"),
        columns={
            "person": Column(_("Who answered"), "person"),
            "session": SESSION_KEY,
            "variable": VARIABLE,
            "day": DAY,
            "code": CODE,
            "number": NUMBER,
            "date": DATE,
            "words": Column(_("The answer in the person's own words"), "words"),
        },
        rows=feedback_rows,
        key=("person", "session", "variable"),
        refers={"variable": "survey_items", "session": "sessions"},
    ),
)
datasets.add(
    "survey_anonymous",
    Dataset(
        title=_("Answers to anonymous surveys"),
        columns={
            "variable": VARIABLE,
            "sheet": Column(_("Number of the sheet, by chance; it points at nobody"), "integer"),
            "survey": SURVEY,
            "wave": WAVE,
            "code": CODE,
            "number": NUMBER,
            "date": DATE,
            "text": Column(_("The answer in words, given anonymously")),
        },
        rows=anonymous_rows,
        key=("variable", "sheet"),
        refers={"variable": "survey_items"},
    ),
)
