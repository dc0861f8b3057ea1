"""What accounts offer to the rest of the house; core's tables, which know no people, are handed out here too."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coaching.accounts.models import User
from coaching.core.models import AccessLog, Draft, History
from coaching.core.registries import Panel, PersonalData, panels, personal_data, verbs


def own_settings(request, _subject):
    return {"url": reverse("accounts:me"), "label": _("My account"), "icon": "person"}


panels.add("own_settings", Panel(page="navigation", template="", context=own_settings, slot="own"))


def export_account(person):
    return {
        "name": person.display_name,
        "email": person.email,
        "other_emails": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "language": person.language,
        "joined": person.date_joined,
        "last_login": person.last_login,
        "has_password": person.has_usable_password(),
        "has_personal_code": bool(person.login_code_hash),
        "second_steps": list(Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")),
        "organisation_logins": list(SocialAccount.objects.filter(user=person).values("provider", "date_joined")),
    }


def erase_account(person):
    """No name, no address, no way in; every session ends, as it hangs on the password."""
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.email = person.login_code_hash = person.last_login = None
    person.display_name = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.save()


def export_history(person):
    rows = History.objects.filter(actor=person).order_by("pk").values("at", "verb", "scope", "minutes")
    return [row | {"deed": sentence_of(row["verb"])} for row in rows]


def sentence_of(verb):
    """What the deed is called, without saying who and to what."""
    return str(verbs[verb].sentence).format(actor="…", target="…") if verb in verbs else verb


def keep(person):
    """Nothing to do: what is left points at an account without a name."""


def export_drafts(person):
    return list(Draft.objects.filter(owner=person).values("about", "text", "saved_at"))


def erase_drafts(person):
    Draft.objects.filter(owner=person).delete()


def export_access_log(person):
    """What the person did that is logged, and what was done with the person's own data (not by whom)."""
    rows = AccessLog.objects.filter(Q(actor=person) | Q(subject=f"user:{person.pk}")).order_by("pk")
    return [{"at": row.at, "deed": row.deed, "subject": row.subject, "details": row.details} for row in rows]


personal_data.add(
    "account",
    PersonalData(covers=(User, EmailAddress, Authenticator, SocialAccount), export=export_account, erase=erase_account),
)
personal_data.add("history", PersonalData(covers=(History,), export=export_history, erase=keep))
personal_data.add("drafts", PersonalData(covers=(Draft,), export=export_drafts, erase=erase_drafts))
personal_data.add("access_log", PersonalData(covers=(AccessLog,), export=export_access_log, erase=keep))
