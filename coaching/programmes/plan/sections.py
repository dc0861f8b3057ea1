"""The sections of a plan that belong to the programme itself."""

from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation, User
from coaching.core.languages import CONTENT_LANGUAGES
from coaching.programmes.models import Consent, Enrolment, Figure, Programme, Pseudonym, Role, Session, Theme


def load_programme(plan):
    entry = plan.single("programme")
    if entry is None:
        return plan.problem(_("The plan has no section “programme”."), 1)
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
    }
    key = entry.text("key")
    if plan.problems:
        return None
    plan.programme, _made = Programme.objects.get_or_create(key=key, defaults=values)
    return None


def load_figures(plan):
    for entry in plan.section("figures"):
        values = {
            "name": entry.text("name"),
            "value": entry.number("value", required=False),
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
            entry.problem(_("“ends” is not after “starts”."))
        make(plan, entry, "session", Session, values, programme=plan.programme)


def load_people(plan):
    """People, enrolled in their role; one without an e-mail is found again by the pseudonym."""
    for entry in plan.section("people"):
        name, role = entry.text("name"), entry.choice("role", Role.values)
        email = entry.text("email", required=False).lower() or None
        pseudonym = entry.text("pseudonym", required=role == Role.DEVELOPER_CLIENT)
        organisation = entry.reference("organisation", "organisation", required=False)
        starts, ends = entry.day("from", required=False), entry.day("until", required=False)
        key = entry.text("key")
        if role == Role.DEVELOPER_CLIENT and organisation:
            entry.problem(_("A developer-client has no organisation."))
        if not email and not pseudonym:
            entry.problem(_("A person needs an e-mail or a pseudonym."))
        if plan.problems:
            remember(plan, entry, "person", key, User(display_name=name or ""))
            continue
        person = known_person(plan.programme, email, pseudonym)
        if person is None:
            person = User.objects.create_user(display_name=name, email=email, language=plan.programme.language)
            if pseudonym:
                Pseudonym.objects.create(programme=plan.programme, person=person, name=pseudonym)
        Enrolment.objects.get_or_create(
            programme=plan.programme,
            person=person,
            role=role,
            defaults={"organisation": organisation, "starts": starts, "ends": ends},
        )
        remember(plan, entry, "person", key, person)


def known_person(programme, email, pseudonym):
    if email:
        return User.objects.filter(email=email).first()
    known = Pseudonym.objects.filter(programme=programme, name=pseudonym).select_related("person").first()
    return known and known.person


def load_consents(plan):
    """Made-up people's consents to the evaluation; real people give theirs themselves."""
    for key, line in plan.texts("consents"):
        person = plan.things.get(("person", key))
        if person is None:
            plan.problem(_("There is no {kind} “{name}” in this plan.").format(kind="person", name=key), line)
        elif not plan.problems and not Consent.objects.filter(
            programme=plan.programme, person=person, purpose=Consent.Purpose.EVALUATION
        ):
            Consent.objects.create(programme=plan.programme, person=person, purpose=Consent.Purpose.EVALUATION)


def make(plan, entry, kind, model, values, **where):
    """Get or make the object of an entry by its key, and remember it for the sections that refer to it."""
    key = entry.text("key")
    if plan.problems:
        # Others may refer to it: remembered as present, so that one mistake is not told many times.
        plan.things[kind, key] = model(key=key, **where)
        return None
    thing, _made = model.objects.get_or_create(key=key, **where, defaults=values)
    return remember(plan, entry, kind, key, thing)


def remember(plan, entry, kind, key, thing):
    if (kind, key) in plan.things:
        entry.problem(_("The key “{key}” is used twice.").format(key=key))
    plan.things[kind, key] = thing
    return thing
