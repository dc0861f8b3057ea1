"""Writing instruments: begun or copied, their items changed until the first answer; after it only words."""

from django.db import transaction
from django.utils.translation import gettext as _

from coaching.core.errors import Refused
from coaching.core.history import record
from coaching.core.keys import free_key
from coaching.surveys.models import Item, Section, Survey, TextChange


@transaction.atomic
def begin(*, by, programme, title, **values):
    """An instrument without questions yet."""
    key = free_key(Survey.objects.filter(programme=programme), next(iter(title.values())), "kysely")
    made = Survey.objects.create(programme=programme, key=key, title=title, **values)
    _refuse_telling(made, made.mode)
    record("surveys.written", actor=by, target=made, scope=programme.pk)
    return made


@transaction.atomic
def copy(*, by, survey):
    """A new instrument with the same sections and items, without waves and answers, for changing freely."""
    title = {language: _("{title} (copy)").format(title=text) for language, text in survey.title.items()}
    made = Survey.objects.create(
        programme=survey.programme,
        key=free_key(Survey.objects.filter(programme=survey.programme), survey.key, "kysely"),
        title=title,
        intro=survey.intro,
        mode=survey.mode,
    )
    copied = {}
    for section in survey.sections.prefetch_related("items"):
        items = list(section.items.all())
        section.pk, section.survey = None, made
        section.save()
        for item in items:
            copied[item.pk] = item
            item.pk, item.survey, item.section = None, made, section
            item.save()
    _look_back_within(copied)
    record("surveys.written", actor=by, target=made, scope=made.programme_id)
    return made


def _look_back_within(copied):
    """{old number: new item}: what looked back on an old item looks back on its copy."""
    for item in copied.values():
        if item.then_of_id:
            item.then_of = copied[item.then_of_id]
            item.save(update_fields=["then_of"])


@transaction.atomic
def change_survey(*, by, survey, title, intro, mode, session_kinds):
    """New words for the instrument; how it is answered stands once somebody has begun to answer."""
    survey = held(survey)
    if mode != survey.mode:
        refuse_answered(survey, _("Somebody has begun to answer, so how it is answered cannot change any more."))
    before = {"title": survey.title, "intro": survey.intro}
    survey.title, survey.intro, survey.mode, survey.session_kinds = title, intro, mode, session_kinds
    _refuse_telling(survey, mode)
    survey.save()
    _keep_change(by, survey, None, before, {"title": title, "intro": intro})
    return survey


def _refuse_telling(survey, mode):
    """An anonymous survey may not tell by its questions who answered."""
    limited = any(item.only_for.keys() & {"roles", "circles"} for item in survey.items.all())
    if mode == Survey.Mode.ANONYMOUS and (limited or survey.session_kinds):
        raise Refused(
            "would_tell",
            _("It is asked after sessions, or its questions differ by role or group, so it cannot be anonymous."),
        )


@transaction.atomic
def change_section(*, by, section, title, help):
    """New words over a part of the instrument."""
    survey = held(section.survey)
    before = {"title": section.title, "help": section.help}
    section.title, section.help = title, help
    section.save()
    _keep_change(by, survey, None, before, {"title": title, "help": help})
    return section


@transaction.atomic
def add_item(*, by, survey, section, text, **values):
    """A question at the end of a section; ``section`` None begins a new one."""
    survey = held(survey)
    refuse_answered(survey)
    _refuse_limits(survey, **values)
    section = section or Section.objects.create(survey=survey, place=survey.sections.count() + 1)
    item = Item.objects.create(
        survey=survey,
        section=section,
        place=max([0, *section.items.values_list("place", flat=True)]) + 1,
        key=free_key(survey.items.all(), next(iter(text.values())), "kysymys"),
        text=text,
        **values,
    )
    record("surveys.written", actor=by, target=survey, scope=survey.programme_id)
    return item


@transaction.atomic
def change_item(*, by, item, text, help, settings, only_for, then_of, retrospective):
    """New words; once there are answers, what can be answered and whom it is asked of stay the same."""
    survey = held(item.survey)
    asked = {"only_for": only_for, "then_of": then_of, "retrospective": retrospective}
    changed = any(getattr(item, name) != value for name, value in asked.items())
    if survey.has_answers and (changed or shape(settings) != shape(item.settings)):
        raise Refused(
            "items_fixed", _("There are answers already: words may be mended, but nothing may be added or taken away.")
        )
    _refuse_limits(survey, settings=settings, **asked)
    before = {"text": item.text, "help": item.help, "settings": item.settings}
    item.text, item.help, item.settings = text, help, settings
    item.only_for, item.then_of, item.retrospective = only_for, then_of, retrospective
    item.save()
    _keep_change(by, survey, item, before, {"text": text, "help": help, "settings": settings})
    return item


def _refuse_limits(survey, only_for=None, then_of=None, settings=None, **_values):
    """What would tell who answered, and a look back that has other answers to choose from."""
    if survey.is_anonymous and (only_for or {}).keys() & {"roles", "circles"}:
        raise Refused("would_tell", _("An anonymous survey asks everybody the same."))
    if then_of and shape(settings) != shape(then_of.settings):
        raise Refused("not_alike", _why_not_alike(settings, then_of.settings))


def _why_not_alike(settings, looked_at):
    without = [{**told, "cannot_say": None} for told in (settings, looked_at)]
    if shape(without[0]) != shape(without[1]):
        return _("A question that looks back needs the same answers to choose from as the one it looks at.")
    if looked_at.get("cannot_say"):
        return _("The question it looks at has “I cannot say” to choose: tick it here, too.")
    return _("The question it looks at has no “I cannot say” to choose: take its tick away here.")


@transaction.atomic
def move_item(*, by, item, up):
    """One place up or down among its section's items; at the end nothing happens."""
    survey = held(item.survey)
    refuse_answered(survey)
    items = list(item.section.items.all())
    place = items.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
        for number, one in enumerate(items, start=1):
            one.place = number
        Item.objects.bulk_update(items, ["place"])
        record("surveys.written", actor=by, target=survey, scope=survey.programme_id)


@transaction.atomic
def remove_item(*, by, item):
    """A section whose last item goes, goes too."""
    survey = held(item.survey)
    refuse_answered(survey)
    section = item.section
    item.delete()
    if not section.items.exists():
        section.delete()
    record("surveys.written", actor=by, target=survey, scope=survey.programme_id)


def held(survey):
    """The survey as it now is, under the lock that answers take."""
    return Survey.objects.select_for_update().select_related("programme").get(pk=survey.pk)


def refuse_answered(survey, words=None):
    if survey.has_answers:
        raise Refused(
            "items_fixed",
            words or _("There are answers already, so its questions stand. Copy the survey to change them."),
        )


def shape(settings):
    """What of the settings is not words: keys, and how many there are of each."""
    keys = [[one["key"] for one in settings.get(name, ())] for name in ("choices", "areas")]
    counts = [len(settings.get(name, ())) for name in ("levels", "labels")]
    rest = {name: settings.get(name) for name in ("steps", "cannot_say", "lowest", "highest")}
    return keys, counts, rest


def _keep_change(by, survey, item, before, after):
    """Words mended under answers are kept as they were; before the first answer they are simply written."""
    record("surveys.written", actor=by, target=survey, scope=survey.programme_id)
    if before != after and survey.has_answers:
        TextChange.objects.create(survey=survey, item=item, by=by, before=before, after=after)
