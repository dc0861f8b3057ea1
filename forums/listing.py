"""Which discussions a list shows: of one subgroup or everybody's, of one theme, only the unread."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from forums.forms import EVERYBODY


class Filters:
    """Read from the address; what it does not know it leaves out, so a link never breaks."""

    def __init__(self, query, programme, subgroups):
        self.subgroups = list(subgroups)
        self.themes = list(programme.themes.all())
        known = {EVERYBODY, *(str(subgroup.pk) for subgroup in self.subgroups)}
        self.group = query.get("group") if query.get("group") in known else ""
        self.theme = next((theme for theme in self.themes if theme.key == query.get("theme")), None)
        self.unread = query.get("unread") == "1"

    def apply(self, threads):
        if self.group == EVERYBODY:
            threads = threads.filter(subgroup__isnull=True)
        elif self.group:
            threads = threads.filter(subgroup_id=int(self.group))
        if self.theme:
            threads = threads.filter(theme=self.theme)
        return threads.filter(unread__gt=0) if self.unread else threads

    @property
    def chosen(self):
        return bool(self.group or self.theme or self.unread)

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
            "unread": "1" if unread and self.unread else "",
        }
        return "?" + urlencode({name: value for name, value in chosen.items() if value})
