"""Which discussions a list shows: of one subgroup or everybody's, of one theme, session or pilot, only the unread."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from coaching.pilots.models import Pilot
from coaching.programmes.models import Session
from forums.forms import EVERYBODY
from forums.models import Following
from groups.models import Subgroup


class Filters:
    """Read from the address; what it does not know it leaves out, so a link never breaks."""

    def __init__(self, query, programme, user):
        self.subgroups = list(Subgroup.objects.visible_to(user).filter(programme=programme))
        self.themes = list(programme.themes.all())
        known = {EVERYBODY, *(str(subgroup.pk) for subgroup in self.subgroups)}
        self.group = query.get("group") if query.get("group") in known else ""
        self.theme = next((theme for theme in self.themes if theme.key == query.get("theme")), None)
        self.followed = query.get("followed") == "1"
        self.unread = query.get("unread") == "1"
        self.about, self.subject = _subject(query.get("about", ""), programme, user)

    def apply(self, threads):
        if self.group == EVERYBODY:
            threads = threads.filter(subgroup__isnull=True)
        elif self.group:
            threads = threads.filter(subgroup_id=int(self.group))
        if self.theme:
            threads = threads.filter(theme=self.theme)
        if self.subject:
            threads = threads.filter(**{self.about.split("-")[0]: self.subject})
        if self.followed:
            threads = threads.filter(following=Following.State.FOLLOWED)
        return threads.with_news() if self.unread else threads

    @property
    def chosen(self):
        return bool(self.group or self.theme or self.unread or self.followed or self.subject)

    @property
    def tabs(self):
        """Everything, each of one's subgroups, and what is for everybody; the other choices are kept."""
        places = [("", _("All")), *((str(group.pk), group.name) for group in self.subgroups)]
        places.append((EVERYBODY, _("Everybody in the programme")))
        return [{"url": self._address(key), "label": label, "current": key == self.group} for key, label in places]

    @property
    def for_a_new_one(self):
        """The same choices for the page where a discussion is started."""
        return self._address(self.group, unread=False)

    def _address(self, group, *, unread=True):
        chosen = {
            "group": group,
            "theme": self.theme.key if self.theme else "",
            "about": self.about,
            "unread": "1" if unread and self.unread else "",
            "followed": "1" if unread and self.followed else "",
        }
        return "?" + urlencode({name: value for name, value in chosen.items() if value})


def _subject(asked, programme, user):
    """("session-5", that session) or ("pilot-2", that pilot), when the user sees it; ("", None) otherwise."""
    kind, _dash, number = asked.partition("-")
    model = {"session": Session, "pilot": Pilot}.get(kind)
    if model is None or not number.isdecimal() or len(number) > 9:
        return "", None
    found = model.objects.visible_to(user).filter(programme=programme, pk=int(number)).first()
    return (asked, found) if found else ("", None)
