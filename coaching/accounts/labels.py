"""What the names of fields in one's own data are called in the readable copy."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "account": _("Account"),
    "history": _("What I have done"),
    "drafts": _("Texts not yet sent"),
    "access_log": _("Access log"),
    "memberships": _("Subgroups I have been in"),
    "coached_subgroups": _("Subgroups I coach"),
    "join_links": _("Join links I have made"),
    "chairs": _("Subgroups I chair"),
    "name": _("Name"),
    "display_name": _("Name"),
    "email": _("E-mail"),
    "language": _("Language"),
    "joined": _("Joined"),
    "last_login": _("Last log-in"),
    "at": _("When"),
    "deed": _("Deed"),
    "verb": _("Deed"),
    "minutes": _("Minutes"),
    "about": _("Place"),
    "text": _("Text"),
    "title": _("Title"),
    "since": _("From"),
    "until": _("Until"),
    "subgroup": _("Subgroup"),
    "programme": _("Programme"),
    "role": _("Role"),
    "pseudonym": _("Pseudonym"),
    "organisation": _("Organisation"),
    "version": _("Version"),
    "purpose": _("Purpose"),
    "given_at": _("Given"),
    "withdrawn_at": _("Withdrawn"),
}


def label_of(name):
    """The label in the reader's language; a name nobody has put into words is at least spaced."""
    return LABELS.get(name) or str(name).replace("_", " ").capitalize()
