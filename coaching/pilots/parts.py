"""The short parts that a pilot's record is written in, one at a time."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

NO_NAMES = _("No client's name, date of birth or anything else that tells who the client is.")


@dataclass(frozen=True)
class Part:
    """``fields`` are the pilot's own; a part with ``things`` is a list of its own (tools, risks, figures)."""

    key: str
    title: Any
    lead: Any
    fields: tuple = ()
    helps: dict = field(default_factory=dict)
    rows: int = 3
    things: str = ""

    def filled(self, pilot):
        """How many of its fields have been written; of a list, how many things are in it."""
        if self.things:
            return len(getattr(pilot, self.things).all())
        return sum(bool(getattr(pilot, name)) for name in self.fields)

    def told(self, pilot):
        """(what, text) of what has been written."""
        found = [(pilot._meta.get_field(name), getattr(pilot, name)) for name in self.fields]
        return [
            (field.verbose_name, pilot._get_FIELD_display(field) if field.choices else value)
            for field, value in found
            if value
        ]


PARTS = {
    part.key: part
    for part in (
        Part(
            "perustiedot",
            _("Basic facts"),
            _("What it is called, where and when."),
            ("name", "summary", "organisation", "unit", "place", "starts", "ends"),
            {
                "summary": _("Everybody in the programme sees the name and this sentence."),
                "place": _("The place, and its county or wellbeing services county."),
            },
        ),
        Part(
            "tarve",
            _("Need"),
            _("What does not work now, and for whom?"),
            ("need", "strategy", "start_situation"),
            {"strategy": _("Which plan or goal of the organisation it is a part of.")},
        ),
        Part(
            "muutos",
            _("The change we want"),
            _("What is better afterwards, and how will you see it?"),
            (
                *("goal_client", "client_indicator", "client_baseline", "client_target"),
                *("goal_worker", "worker_indicator", "worker_baseline", "worker_target"),
            ),
            {
                "client_indicator": _("Such as: how many appointments are kept."),
                "worker_indicator": _("Such as: hours spent on travelling in a week."),
            },
            2,
        ),
        Part(
            "asiakkaat",
            _("Clients"),
            _("For whom, how they are chosen, and what they are told."),
            ("client_group", "client_choice", "client_exclusion", "client_consent"),
            {
                "client_group": NO_NAMES,
                "client_choice": _("Who asks whom, and when?"),
                "client_exclusion": _("When is another way of meeting better?"),
                "client_consent": _("How the client is told, and how they say yes or no."),
            },
        ),
        Part(
            "toteutus",
            _("How it is done"),
            _("So that somebody new to it could do it tomorrow."),
            ("idea", "arrangements", "support"),
            {"idea": _("From the client's first contact to the end.")},
        ),
        Part("tyokalut", _("Tools"), _("What is used, and is it safe for clients' data?"), things="tools"),
        Part("riskit", _("Risks"), _("What may go wrong, and who does what about it?"), things="risks"),
        Part(
            "luvut",
            _("Figures"),
            _("Month by month. A guess is better than nothing: mark it “about”."),
            things="figures",
        ),
        Part(
            "tulos",
            _("Outcome"),
            _("What was decided, and why."),
            ("outcome", "decided_on", "reasons", "lessons"),
        ),
        Part(
            "jakaminen",
            _("For others"),
            _("What somebody elsewhere would need to try the same."),
            ("tips", "materials", "picture", "licence"),
            {"materials": _("Links to instructions, forms, pictures.")},
        ),
    )
}


def after(key):
    """The key of the next part; None after the last."""
    keys = list(PARTS)
    place = keys.index(key) + 1
    return keys[place] if place < len(keys) else None
