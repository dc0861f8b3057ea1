"""The sections of a plan that belong to the programme itself."""

from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation
from coaching.core.languages import CONTENT_LANGUAGES
from coaching.programmes.models import Figure, Programme, Session, Theme
from coaching.programmes.plan.making import check, make


def load_programme(plan):
    """The programme itself. When it is wrong, the rest is read against a stand-in that goes with the transaction."""
    entry = plan.single("programme")
    if entry is None:
        plan.problem(_("The plan has no section “programme”."), 1)
        plan.programme = Programme.objects.create(key="-")
        return
    values = {
        "name": entry.text("name"),
        "language": entry.choice("language", dict(CONTENT_LANGUAGES), required=False, default="fi"),
        "summary": entry.text("summary", required=False),
        "aim": entry.text("aim", required=False),
        "starts": entry.day("starts", required=False),
        "ends": entry.day("ends", required=False),
        "funder": entry.text("funder", required=False),
        "funding_number": entry.text("funding_number", required=False),
        "total_eur": entry.number("total_eur", required=False),
        "own_share_eur": entry.number("own_share_eur", required=False),
        "eu_funded": entry.flag("eu_funded"),
    }
    key = entry.text("key")
    check(entry, Programme(key=key, **values))
    if values["starts"] and values["ends"] and values["ends"] < values["starts"]:
        entry.problem(_("“ends” is before “starts”."), "ends")
    if plan.problems:
        plan.programme = Programme.objects.create(key="-")
    else:
        plan.programme, _made = Programme.objects.get_or_create(key=key, defaults=values)


def load_figures(plan):
    for entry in plan.section("figures"):
        values = {
            "name": entry.text("name"),
            "value": entry.number("value", required=False, whole=False),
            "is_estimate": entry.flag("estimate"),
            "note": entry.text("note", required=False),
        }
        make(plan, entry, "figure", Figure, values, programme=plan.programme)


def load_organisations(plan):
    for entry in plan.section("organisations"):
        values = {
            "name": entry.text("name"),
            "kind": entry.choice("kind", Organisation.Kind.values, required=False, default="other"),
        }
        make(plan, entry, "organisation", Organisation, values)


def load_themes(plan):
    for entry in plan.section("themes"):
        values = {
            "number": entry.number("number"),
            "name": entry.text("name"),
            "summary": entry.text("summary", required=False),
            "trainers": ", ".join(entry.texts("trainers")),
        }
        make(plan, entry, "theme", Theme, values, programme=plan.programme)


def load_sessions(plan):
    for entry in plan.section("sessions"):
        values = {
            "theme": entry.reference("theme", "theme", required=False),
            "kind": entry.choice("kind", Session.Kind.values),
            "title": entry.text("title"),
            "starts_at": entry.moment("starts", required=False),
            "ends_at": entry.moment("ends", required=False),
            "is_estimate": entry.flag("estimate"),
            "mode": entry.choice("mode", Session.Mode.values, required=False, default="remote"),
            "place": entry.text("place", required=False),
            "note": entry.text("note", required=False),
            "whole_programme": not entry.has("subgroup"),
        }
        if values["starts_at"] and values["ends_at"] and values["ends_at"] <= values["starts_at"]:
            entry.problem(_("“ends” is not after “starts”."), "ends")
        make(plan, entry, "session", Session, values, programme=plan.programme)
