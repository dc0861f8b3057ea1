"""What a discussion may be tied to."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from coaching.pilots.models import Pilot
from coaching.programmes.models import Session
from groups.access import subgroup_of
from groups.models import SubgroupSession

EVERYBODY = "everybody"


class Subjects:
    """The themes, sessions and pilots of a programme that a person sees, under keys such as "session-5".

    Tied to a session a discussion is about the session's theme as well.
    """

    def __init__(self, by, programme):
        themes = programme.themes.all()
        sessions = list(Session.objects.visible_to(by).filter(programme=programme).select_related("theme"))
        places = _places(sessions)
        pilots = Pilot.objects.visible_to(by).filter(programme=programme)
        self.values = {f"theme-{theme.pk}": {"theme": theme} for theme in themes}
        self.values |= {f"session-{one.pk}": {"session": one, "theme": one.theme} for one in sessions}
        self.values |= {f"pilot-{pilot.pk}": {"pilot": pilot} for pilot in pilots}
        groups = [
            (_("Themes"), [(f"theme-{theme.pk}", str(theme)) for theme in themes]),
            (_("Sessions"), [(f"session-{one.pk}", _named(one, places.get(one.pk))) for one in sessions]),
            (_("Pilots"), [(f"pilot-{pilot.pk}", pilot.name) for pilot in pilots]),
        ]
        self.choices = [("", _("None of them")), *(group for group in groups if group[1])]

    def of(self, key):
        """{"theme", "session", "pilot"} under this key; all None under none."""
        return {"theme": None, "session": None, "pilot": None} | self.values.get(key, {})


def key_of(thread):
    """The key of what a thread is tied to."""
    for name in ("session", "pilot", "theme"):
        if pk := getattr(thread, f"{name}_id"):
            return f"{name}-{pk}"
    return ""


def does_not_fit(subgroup, subject):
    """Why what is for these readers cannot be tied to this, or None: a subgroup's own session is for its own."""
    session = subject["session"]
    if session and not session.whole_programme and subgroup_of(session) != subgroup:
        return _("This session is a subgroup's own. Choose that subgroup as the readers.")
    return None


def _places(sessions):
    """{session id: its subgroup's name} for whoever sees several: theirs have the same title, often the same day."""
    own = SubgroupSession.objects.filter(session__in=sessions)
    places = dict(own.values_list("session_id", "subgroup__name"))
    return places if len(set(places.values())) > 1 else {}


def _named(session, place):
    day = session.starts_at and date_format(localtime(session.starts_at), "SHORT_DATE_FORMAT")
    return ", ".join(filter(None, (session.title, day, place)))
