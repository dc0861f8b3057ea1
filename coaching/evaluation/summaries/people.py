"""Whom the programme has reached, where they come from, and who has consented to its evaluation."""

from django.utils.translation import gettext as _

from coaching.accounts.models import Organisation
from coaching.evaluation.extract import consenting
from coaching.evaluation.summaries.frame import share
from coaching.evaluation.summaries.table import Row, Table, grouped
from coaching.programmes.models import MEMBERS, Enrolment, Figure

ALL = ("members", "all")


def reach(frame, together):
    """Members by kind of employer and by employer. Those without one (all developer-clients) are in the total only."""
    together.add(ALL, frame.members, rank=0)
    employers = Enrolment.objects.filter(programme=frame.programme_id, role__in=MEMBERS, organisation__isnull=False)
    rows = list(employers.order_by("pk").values_list("person_id", "organisation__kind", "organisation__name"))
    kinds, names = grouped((who, kind) for who, kind, _name in rows), grouped((who, name) for who, _kind, name in rows)
    for kind, people in kinds.items():
        together.add(("reach", kind), people, rank=6)
    for name, people in names.items():
        together.add(("reach_organisation", name), people, rank=7)
    return lambda: _reach(frame, together, kinds, names)


def _reach(frame, together, kinds, names):
    if not frame.members:
        return
    without = _("Those without an employer in the programme are counted in the last row only.")
    counts = _("People who have joined the programme as members at any time, by their employer.")
    total = Row(_("All"), (together.told(ALL),))
    labels = {kind: str(label).capitalize() for kind, label in Organisation.Kind.choices if kind in kinds}
    yield Table(
        key="reach",
        title=_("Members by kind of employer"),
        counts=counts,
        left_out=without,
        head=_("Kind of employer"),
        columns=(_("People"),),
        rows=tuple(Row(label, (together.told(("reach", kind)),)) for kind, label in labels.items()),
        total=total,
    )
    if not frame.narrowed:
        told = [Row(name, (together.told(("reach_organisation", name)),)) for name in sorted(names)]
        yield Table(
            key="reach_organisation",
            title=_("Members by organisation"),
            counts=counts,
            left_out=without,
            head=_("Organisation"),
            columns=(_("People"),),
            rows=tuple(told),
            total=total,
        )


def circles(frame, together):
    """Members by subgroup, as they are now."""
    for key in frame.circles:
        together.add(("circle", key), frame.within(key, frame.members), rank=1)
    return lambda: _circles(frame, together)


def _circles(frame, together):
    if frame.circles:
        yield Table(
            key="circles",
            title=_("Members by subgroup"),
            counts=_("Members of the programme, by the subgroup they are in now or were in last."),
            left_out=_("Members in no subgroup are in the last row only."),
            head=_("Subgroup"),
            columns=(_("People"),),
            rows=tuple(Row(name, (together.told(("circle", key)),), circle=key) for key, name in frame.circles.items()),
            total=Row(_("All"), (together.told(ALL),)),
        )


def consent(frame, together):
    yes = consenting(frame.programme_id) & frame.members
    together.add(("consent", True), yes, rank=2)
    together.add(("consent", False), frame.members - yes, rank=2)
    labels = {True: _("Has consented"), False: _("Has not consented")}

    def told():
        if frame.members:
            yield Table(
                key="consent",
                title=_("Consent to the evaluation"),
                counts=_("Members of the programme, by whether their consent to the evaluation is in force now."),
                head=_("Consent"),
                columns=(_("People"), _("Share, %")),
                rows=tuple(Row(label, _with_share(together, ("consent", key))) for key, label in labels.items()),
                total=Row(_("All"), (together.told(ALL), share(together.told(ALL), together.told(ALL)))),
            )

    return told


def _with_share(together, name):
    told = together.told(name)
    return told, share(told, together.told(ALL))


def sources(frame, _together):
    """Figures the programme's own sources give: nothing is counted here."""

    def told():
        found = [one for one in Figure.objects.filter(programme=frame.programme_id) if one.value is not None]
        if found:
            yield Table(
                key="sources",
                title=_("What the programme's sources tell"),
                counts=_("Figures as the programme's own papers give them. They are not counted from this service."),
                left_out=_("What a source leaves open is not here."),
                head=_("Figure"),
                columns=(_("Value"),),
                rows=tuple(
                    Row(one.name, (_number(one.value),), about=(0,) if one.is_estimate else ()) for one in found
                ),
                drawn=(),
            )

    return told


def _number(value):
    return int(value) if value == value.to_integral_value() else float(value)
