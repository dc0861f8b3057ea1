"""The report: chosen figures with their words, drawings and tables as one tagged PDF, in the reader's language."""

import json
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from coaching.core.history import log_access
from coaching.evaluation import charts
from coaching.evaluation.dashboards.lens import figures_of
from coaching.evaluation.dashboards.setting import set_in

LAYOUT = Path(__file__).with_name("report.typ")
ACCESSIBLE = ["ua-1"]


def report(*, by, programme, views, language):
    """The PDF's bytes. Whatever ``by`` does not see on the pages is not in it either."""
    with translation.override(language):
        figures = figures_of(programme)
        drawn = Drawn(figures.seen_by(by, programme))
        told = _told(programme, figures, [drawn.view(view, figures.threshold) for view in views], language)
    files = {**drawn.files, "report.json": json.dumps(told).encode(), "main.typ": LAYOUT.read_bytes()}
    if programme.eu_funded:
        files["emblem.svg"] = render_to_string("evaluation/dashboards/emblem.svg").encode()
    made = set_in(files, format="pdf", pdf_standards=ACCESSIBLE)
    log_access(
        "evaluation.took_report",
        actor=by,
        subject=f"programme:{programme.key}",
        scope=programme.pk,
        views=[view.name for view in views],
        language=language,
    )
    return made


class Drawn:
    """Figures as the layout takes them, and the drawings they point at: each figure is drawn and told once."""

    def __init__(self, tables):
        self.files = {}
        self._tables = tables
        self._told = set()

    def view(self, view, threshold):
        groups = [
            {
                "title": str(group.title),
                "text": str(group.text),
                "figures": [self._figure(table, threshold) for table in group.of(self._tables)],
            }
            for group in view.groups
        ]
        return {"title": str(view.title), "lead": str(view.lead), "groups": groups}

    def _figure(self, table, threshold):
        again = table.key in self._told
        self._told.add(table.key)
        drawing = "" if again or table.all_hidden else charts.svg(table)
        name = f"chart-{len(self.files)}.svg" if drawing else ""
        if drawing:
            self.files[name] = drawing.encode()
        seen = table.in_sight
        told = () if table.all_hidden else seen.all_rows
        rows = [[row.label, *(_cell(*cell) for cell in seen.told(row))] for row in told]
        return {
            "title": table.title,
            "counts": table.counts,
            "head": table.head,
            "columns": [str(column) for column in seen.columns],
            "rows": rows,
            "chart": name,
            "alt": _("{title}: the same figures are in the table below.").format(title=table.title),
            "note": _note(table, threshold),
        }


def _cell(_column, value, is_about):
    if value is None:
        return _("hidden")
    told = formats.number_format(value)
    return _("about %(value)s") % {"value": told} if is_about else told


def _note(table, threshold):
    if table.all_hidden:
        return _("Every figure here would tell of fewer than %(k)s people, so none is shown.") % {"k": threshold}
    parts = [_("Not included: %(what)s") % {"what": table.left_out}] if table.left_out else []
    if hidden := table.out_of_sight:
        parts.append(_("Every figure is hidden of: %(names)s.") % {"names": "; ".join(hidden)})
    if table.has_hidden:
        parts.append(_hidden(threshold))
    return " ".join(parts)


def _hidden(threshold):
    return _(
        "“Hidden” is whatever tells of fewer than %(k)s people, or would let it be worked out; it may be any number, "
        "nought included."
    ) % {"k": threshold}


def _told(programme, figures, views, language):
    emblem = _("Co-funded by the European Union") if programme.eu_funded else ""
    at = formats.date_format(timezone.localtime(figures.at), "SHORT_DATETIME_FORMAT")
    return {
        "language": language,
        "house": "Digikahvit",
        "title": _("Figures of {programme}").format(programme=programme.name),
        "programme": programme.name,
        "lead": _("The figures as they stood {at}.").format(at=at),
        "facts": _facts(programme),
        "emblem": emblem,
        "emblem_alt": _("The emblem of the European Union"),
        "reading_title": _("How to read the figures"),
        "reading": [
            _("Everything here is a count; nothing here tells of one person."),
            _hidden(figures.threshold),
            _("Developer-clients are members like everybody else and are never told apart."),
        ],
        "nothing": _("Nothing to count here yet."),
        "views": views,
    }


def _facts(programme):
    days = [formats.date_format(day, "SHORT_DATE_FORMAT") if day else "" for day in (programme.starts, programme.ends)]
    money = {
        _("Total"): programme.total_eur,
        _("Own share"): programme.own_share_eur,
    }
    facts = [
        (_("Programme"), programme.name),
        (_("Time"), " – ".join(days).strip()),
        (_("Aim"), programme.aim),
        (_("Funder"), programme.funder),
        (_("Funding number"), programme.funding_number),
        *(
            (name, f"{formats.number_format(value, force_grouping=True)} €" if value else "")
            for name, value in money.items()
        ),
    ]
    return [(name, value) for name, value in facts if value.strip(" –")]
