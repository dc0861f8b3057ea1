"""Which figures stand on which page, under which heading. Every view is a choice of the same tables."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Group:
    """Tables by the beginning of their keys, with what they tell together."""

    title: object
    text: object
    keys: tuple

    def of(self, tables):
        """The tables of this group, in the order of its keys."""
        return [table for key in self.keys for table in tables if _is(table.key, key)]


@dataclass(frozen=True)
class View:
    name: str
    title: object
    lead: object
    groups: tuple


def _is(key, wanted):
    """A key that ends in * stands for all that begin so."""
    return key.startswith(wanted[:-1]) if wanted.endswith("*") else key == wanted


def _plain(*keys):
    return (Group("", "", keys),)


REACH = ("rounds", "rounds_circle", "reach", "reach_organisation", "circles", "consent", "sources")
VISITS = ("attendance_theme", "attendance_circle", "attendance_kind", "attendance_month", "sessions")
FEEDBACK = ("feedback_*",)

VIEWS = (
    View("kattavuus", _("Reach"), _("Who has joined, and how many were there."), _plain(*REACH)),
    View("kaynnit", _("Visits"), _("Visits, different people and those who came again."), _plain(*VISITS)),
    View("aktiivisuus", _("Activity"), _("What has been going on, month by month."), _plain("activity_*")),
    View(
        "aanestykset",
        _("Polls"),
        _("The digikahvit's polls, and the same poll in several."),
        _plain("series_*", "poll_*"),
    ),
    View("muutos", _("Before and after"), _("What has changed in the same people's answers."), _plain("changes*")),
    View(
        "vastaukset", _("Answers"), _("Who was asked, who has answered, and feedback."), _plain("responses*", *FEEDBACK)
    ),
    View(
        "kokeilut",
        _("Pilots"),
        _("Digital service pilots and the visits that support them."),
        _plain("pilots*", "visits_month", "pilot_numbers", "clients*"),
    ),
    View(
        "re-aim",
        "RE-AIM",
        _("The same figures by the five questions of RE-AIM."),
        (
            Group(
                _("Reach"),
                _("Whom has the programme reached, of those it is for?"),
                ("circles", "reach_organisation", "rounds"),
            ),
            Group(
                _("Effectiveness"),
                _("What has changed in the work of those who took part?"),
                ("changes", "changes_then", "changes_matched"),
            ),
            Group(_("Adoption"), _("Where has something been taken up?"), ("reach", "pilots")),
            Group(
                _("Implementation"),
                _("Was what was planned held, and how much was it used?"),
                ("sessions", "attendance_kind", "visits_month"),
            ),
            Group(
                _("Maintenance"),
                _("What lasts? Look at the follow-up round, and at pilots that were adopted."),
                ("responses", "pilots"),
            ),
        ),
    ),
    View(
        "kirkpatrick",
        "Kirkpatrick",
        _("The same figures by Kirkpatrick's four levels."),
        (
            Group(format_lazy("1 {}", _("Reaction")), _("How did people find it?"), (*FEEDBACK, "attendance_theme")),
            Group(
                format_lazy("2 {}", _("Learning")),
                _("What do they say they know and dare now?"),
                ("changes", "responses"),
            ),
            Group(
                format_lazy("3 {}", _("Behaviour")),
                _("What do they do otherwise at work?"),
                ("pilots", "visits_month", "activity_month"),
            ),
            Group(
                format_lazy("4 {}", _("Results")),
                _("What do clients meet? Clients' interviews tell more than figures."),
                ("clients*", "pilot_numbers*"),
            ),
        ),
    ),
)
BY_NAME = {view.name: view for view in VIEWS}
