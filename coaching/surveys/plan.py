"""The section "surveys" of a programme's plan: instruments with their sections, items and waves.

A text such as ``title`` is in the programme's language; ``title_sv``, ``title_en`` and so on are the same in others.
"""

from django.utils.translation import gettext as _

from coaching.programmes.models import Role, Session
from coaching.programmes.plan.making import make
from coaching.surveys.audience import ANY, CIRCLES
from coaching.surveys.editing import shape
from coaching.surveys.models import Item, Section, Survey, Wave
from coaching.surveys.texts import LANGUAGES

ANSWERING = [role.value for role in Role if role != Role.EVALUATOR]
SENT_KINDS = [kind.value for kind in Wave.Kind if kind != Wave.Kind.SESSION]


def load_surveys(plan):
    """Instruments the programme does not have yet, whole; of one that is there, new waves only are made."""
    known = set(Survey.objects.filter(programme=plan.programme).values_list("key", flat=True))
    for entry in plan.section("surveys"):
        values = {
            "title": texts(entry, "title", required=True),
            "intro": texts(entry, "intro"),
            "mode": entry.choice("mode", Survey.Mode.values, required=False, default=Survey.Mode.LINKED),
            "session_kinds": _kinds(entry, "after_sessions", Session.Kind.values),
        }
        sections = [_section(section) for section in entry.entries("sections")]
        waves = [_wave(wave) for wave in _list(entry, "waves", may_be_empty=True)]
        _check(entry, values, sections)
        survey = make(plan, entry, "survey", Survey, values, programme=plan.programme)
        if survey is None:
            continue
        if survey.key not in known:
            write_sections(survey, sections)
        for key, told in waves:
            Wave.objects.get_or_create(survey=survey, key=key, defaults=told)


def write_sections(survey, sections):
    """[(values of the section, [values of an item])] as rows, in this order."""
    for place, (values, items) in enumerate(sections, start=1):
        section = Section.objects.create(survey=survey, place=place, **values)
        for number, item in enumerate(items, start=1):
            beside = item.get("then_of")
            then_of = survey.items.get(key=beside) if beside else None
            Item.objects.create(survey=survey, section=section, place=number, **item | {"then_of": then_of})


def texts(entry, key, *, required=False):
    """{language: text} of a key and of the same key in other languages."""
    own = entry.plan.programme.language
    told = {own: entry.text(key, required=required) or ""}
    for language in LANGUAGES:
        told[language] = entry.text(f"{key}_{language}", required=False) or told.get(language, "")
    return {language: text for language, text in told.items() if text}


def only_for(entry):
    """The roles and circles that an entry names."""
    roles = _kinds(entry, "roles", ANSWERING)
    circles = {}
    for name in CIRCLES:
        keys = [thing.key for thing in entry.references(f"{name}s", name)]
        if entry.flag(f"any_{name}"):
            keys = [ANY]
        if keys:
            circles[name] = keys
    limits = {"roles": roles, "circles": circles}
    return {name: limit for name, limit in limits.items() if limit}


def _kinds(entry, key, allowed):
    told = entry.texts(key)
    for one in told:
        if one not in allowed:
            entry.problem(
                _("“{key}” is “{value}”, but must be one of: {choices}.").format(
                    key=key, value=one, choices=", ".join(allowed)
                ),
                key,
            )
    return told


def _section(entry):
    values = {"title": texts(entry, "title"), "help": texts(entry, "help")}
    return values, [_item(item) for item in entry.entries("items")]


def _item(entry):
    kind = entry.choice("kind", Item.Kind.values)
    waves = _kinds(entry, "waves", SENT_KINDS)
    return {
        "key": entry.text("key") or "",
        "kind": kind,
        "text": texts(entry, "text", required=True),
        "help": texts(entry, "help"),
        "retrospective": entry.flag("retrospective"),
        "then_of": entry.text("then_of", required=False),
        "only_for": only_for(entry) | ({"waves": waves} if waves else {}),
        "settings": _SETTINGS[kind](entry) if kind else {},
    }


def _choices(entry):
    choices = [{"key": choice.text("key"), "text": texts(choice, "text", required=True)} for choice in _list(entry)]
    return {"choices": choices}


def _list(entry, key="choices", may_be_empty=False):
    """The entries under the key, each with a key of its own."""
    found = entry.entries(key)
    keys = [one.text("key") for one in found]
    if not found and not may_be_empty:
        entry.problem(_("“{key}” is missing.").format(key=key))
    for key_, one in zip(keys, found, strict=True):
        if keys.count(key_) > 1:
            one.problem(_("The key “{key}” is used twice.").format(key=key_), "key")
    return found


def _scale(entry):
    labels = [texts(label, "text", required=True) for label in entry.entries("labels")]
    told = {
        "steps": len(labels) or entry.number("steps", required=False, default=5, least=2),
        "labels": labels,
        "low": texts(entry, "low", required=not labels),
        "high": texts(entry, "high", required=not labels),
        "cannot_say": entry.flag("cannot_say"),
        "numbered": entry.flag("numbered"),
    }
    if (told["steps"] or 0) > 11:
        entry.problem(_("“{key}” must be at most {most}.").format(key="steps", most=11), "steps")
    return {name: value for name, value in told.items() if value}


def _number(entry):
    told = {
        "lowest": entry.number("lowest", required=False, least=-(10**9)),
        "highest": entry.number("highest", required=False, least=-(10**9)),
        "unit": texts(entry, "unit"),
    }
    return {name: value for name, value in told.items() if value not in (None, {})}


def _matrix(entry):
    areas = [
        {"key": area.text("key"), "text": texts(area, "text", required=True), "help": texts(area, "help")}
        for area in _list(entry, "areas")
    ]
    levels = [texts(level, "text", required=True) for level in entry.entries("levels")]
    if len(levels) < 2:
        entry.problem(_("“{key}” needs at least two entries.").format(key="levels"))
    return {"areas": areas, "levels": levels}


_SETTINGS = {
    "single": _choices,
    "multiple": _choices,
    "scale": _scale,
    "number": _number,
    "date": lambda entry: {},
    "text": lambda entry: {},
    "matrix": _matrix,
}


def _wave(entry):
    told = {
        "kind": entry.choice("kind", SENT_KINDS),
        "opens_at": entry.moment("opens"),
        "closes_at": entry.moment("closes"),
        "audience": only_for(entry),
    }
    if told["opens_at"] and told["closes_at"] and told["closes_at"] <= told["opens_at"]:
        entry.problem(_("“closes” is not after “opens”."), "closes")
    return entry.text("key"), told


def _check(entry, values, sections):
    """What would make an anonymous survey tell who answered, and keys used twice."""
    items = [item for _values, section in sections for item in section]
    keys = [item["key"] for item in items]
    for place, item in enumerate(items):
        _check_look_back(entry, item, items[:place])
    for key in {key for key in keys if keys.count(key) > 1}:
        entry.problem(_("The key “{key}” is used twice.").format(key=key), "sections")
    if values["mode"] == Survey.Mode.ANONYMOUS and values["session_kinds"]:
        entry.problem(_("Feedback after sessions comes from few at a time and cannot be anonymous."), "mode")
    limits = [item["only_for"] for item in items]
    if values["mode"] == Survey.Mode.ANONYMOUS and any(limit.keys() & {"roles", "circles"} for limit in limits):
        entry.problem(_("An anonymous survey asks everybody the same: its items have no roles or groups."), "mode")


def _check_look_back(entry, item, earlier):
    """What an item looks back at stands before it and has the same answers to choose from."""
    if not item["then_of"]:
        return
    seen = next((one for one in earlier if one["key"] == item["then_of"]), None)
    if not item["retrospective"] or seen is None or shape(seen["settings"]) != shape(item["settings"]):
        entry.problem(
            _("“then_of” of “{key}” must name an earlier item with the same answers, and it be retrospective.").format(
                key=item["key"]
            ),
            "sections",
        )
