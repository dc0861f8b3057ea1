"""A pilot written out in the national form of an operating model (toimintamalli): its seventeen fields, in order.

The headings are the form's own, in Finnish, and so is what the house writes
into them, whatever the reader's language.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from coaching.core.models import History
from coaching.pilots.models import Figure, Pilot, Smile
from coaching.pilots.results import results_of
from coaching.programmes.forgotten import forgotten_in
from coaching.programmes.masking import Masker, roster_of

LANGUAGE = "fi"
DAY = "d.m.Y"
FUNDERS = {
    "ESR": "Euroopan Sosiaalirahasto (ESR)",
    "sosiaalirahasto": "Euroopan Sosiaalirahasto (ESR)",
    "STM": "Sosiaali- ja terveysministeriö (STM)",
    "Sosiaali- ja terveysministeriö": "Sosiaali- ja terveysministeriö (STM)",
    "EU": "Muu EU-rahoitus",
}
STAGES = {Pilot.State.IN_USE: "Käytössä", Pilot.State.STOPPED: "Lopetettu"}
IN_THE_MAKING = "Kehitteillä"


@dataclass(frozen=True)
class Field:
    """One field of the form as filled from a pilot. ``part`` is where it is written, "" when the house fills it."""

    number: int
    label: str
    text: str
    part: str

    @property
    def length(self):
        return len(self.text)


@dataclass(frozen=True)
class Section:
    title: str
    fields: tuple


def written_out(pilot):
    """The form as its two sections; the same number of queries whatever the pilot holds."""
    with override(LANGUAGE):
        filled, number = [], 0
        for title, kinds in FORM:
            fields = []
            for label, part, fill in kinds:
                number += 1
                fields.append(Field(number, label, fill(pilot).strip(), part))
            filled.append(Section(title, tuple(fields)))
        return tuple(filled)


def concerns(pilot, sections):
    """{number of a field: words in it that may be a person, an address, a number or a code}."""
    names, aliases = roster_of(pilot.programme_id)
    masker = Masker(names, aliases, {}, forgotten_in(pilot.programme_id))
    fields = [field for section in sections for field in section.fields if field.part]
    found = {field.number: masker.found(field.text) for field in fields}
    return {number: words for number, words in found.items() if words}


def digest(concerns):
    """Stands for these very words: a person has read them and says that they are nobody."""
    return hashlib.sha256(repr(sorted(concerns.items())).encode()).hexdigest()[:16]


def _paragraphs(*texts):
    return "\n\n".join(text.strip() for text in texts if text and text.strip())


def _told(label, text):
    return f"{str(label).capitalize()}: {text}" if text else ""


def _of(pilot, *names):
    return _paragraphs(*(_told(Pilot._meta.get_field(name).verbose_name, getattr(pilot, name)) for name in names))


def _where(pilot):
    return ", ".join(filter(None, (pilot.organisation and pilot.organisation.name, pilot.unit)))


def _funder(pilot):
    told = pilot.programme.funder
    return next((name for sign, name in FUNDERS.items() if sign in told), told)


def _last_edited(pilot):
    verbs = ("pilots.suggested", "pilots.edited", "pilots.moved")
    kind = ContentType.objects.get_for_model(Pilot)
    deeds = History.objects.filter(target_type=kind, target_id=pilot.pk, verb__in=verbs)
    last = deeds.order_by("-at").values_list("at", flat=True).first()
    return _day(last or pilot.made_at)


def _day(at):
    return date_format(timezone.localtime(at), DAY)


def _idea(pilot):
    changes = _of(
        pilot,
        *("goal_client", "client_indicator", "client_baseline", "client_target"),
        *("goal_worker", "worker_indicator", "worker_baseline", "worker_target"),
    )
    steps = "\n".join(f"– {step.title}" for step in pilot.steps.all())
    return _paragraphs(pilot.idea, changes, steps and _("Steps") + ":\n" + steps)


def _environment(pilot):
    tools = (", ".join(filter(None, (tool.name, tool.supplier))) for tool in pilot.tools.all())
    return _paragraphs(_of(pilot, "need", "start_situation", "strategy"), _told(_("Tools"), "; ".join(tools)))


def _clients(pilot):
    return _paragraphs(pilot.client_group, _of(pilot, "client_choice", "client_exclusion", "client_consent"))


def _terms(pilot):
    checks = "\n".join(
        f"– {tool.name}: {tool.get_check_state_display()}"
        f" ({_('strong identification')}: {tool.get_identification_display()})"
        for tool in pilot.tools.all()
    )
    risks = "\n".join(f"– {risk.what}{': ' if risk.action else ''}{risk.action}" for risk in pilot.risks.all())
    return _paragraphs(
        _of(pilot, "arrangements", "support"),
        checks and _("Data protection check") + ":\n" + checks,
        risks and _("Risks") + ":\n" + risks,
    )


def _results(pilot):
    results = results_of(pilot)
    outcome = pilot.get_outcome_display()
    smiles = [f"{row.label} {row.count}" for row in results.rows if row.count]
    said = _("Clients who have answered: %(count)s") % {"count": results.answered} if results.answered else ""
    return _paragraphs(
        _told(_("Outcome"), outcome),
        pilot.reasons,
        "\n".join(_figures(results.least, pilot.figures.all())),
        f"{said}: {', '.join(smiles)}" if said and smiles else said,
        workers_told(results.least, [answer.smile for answer in pilot.worker_feedback.all()]),
    )


def workers_told(least, smiles):
    """How many of the pilot's people it works well for; nothing while they are few, or all but a few say the same."""
    well = sum(smile >= Smile.GOOD for smile in smiles)
    if any(0 < count < least for count in (well, len(smiles) - well)) or not smiles:
        return ""
    return _("Works well for %(well)s of %(count)s workers.") % {"well": well, "count": len(smiles)}


def _figures(least, figures):
    """Each kind over its months; fewer people than may be told of are left out."""
    for kind in Figure.Kind:
        told = [
            f"{date_format(one.month, 'n/Y')} {_('about') + ' ' if one.is_estimate else ''}{one.value}"
            for one in figures
            if one.kind == kind and not (kind in Figure.OF_PEOPLE and 0 < one.value < least)
        ]
        if told:
            yield _told(kind.label, ", ".join(told))


def _tips(pilot):
    licence = pilot.get_licence_display() if pilot.licence else ""
    return _paragraphs(pilot.tips, _of(pilot, "lessons", "materials"), _told(_("licence"), licence))


def _column(name) -> Callable:
    return lambda pilot: getattr(pilot, name)


FORM = (
    (
        "Perustiedot",
        (
            ("Toimintamallin nimi", "perustiedot", _column("name")),
            ("Toimintamallin lyhyt kuvaus", "perustiedot", _column("summary")),
            ("Toteutuspaikka", "perustiedot", _where),
            ("Paikkakunta, maakunta tai hyvinvointialue", "perustiedot", _column("place")),
            ("Toimintamallin rahoittaja", "", _funder),
            ("Toimintamallin kokonaisuus", "", lambda pilot: pilot.programme.name),
            ("Tekijä", "perustiedot", _where),
            ("Luotu", "", lambda pilot: _day(pilot.made_at)),
            ("Viimeksi muokattu", "", _last_edited),
        ),
    ),
    (
        "Toimintamallin kuvaus",
        (
            ("Ratkaisun perusidea", "toteutus", _idea),
            ("Toimintaympäristö", "tarve", _environment),
            ("Kohderyhmä ja asiakasymmärrys", "asiakkaat", _clients),
            ("Toimivuuden ja käyttöönoton ehdot", "toteutus", _terms),
            ("Arvioinnin tulokset tiivistettynä", "tulos", _results),
            ("Vinkit toimintamallin soveltajille", "jakaminen", _tips),
            ("Kansikuva", "jakaminen", _column("picture")),
            ("Kehittämisen vaihe", "", lambda pilot: STAGES.get(pilot.state, IN_THE_MAKING)),
        ),
    ),
)
