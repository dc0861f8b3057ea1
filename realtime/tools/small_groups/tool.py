from realtime.tools.fields import Flag, Integer, OneOf, Text
from realtime.tools.small_groups import making, notes, placing, reporting, running, state, sums
from realtime.tools.small_groups.models import LONGEST_NOTES, How
from realtime.tools.tool import DeedKind, Tool

SET = {"groups": Integer()}
GROUP = {"groups": Integer(), "group": Integer()}
MAKE = {
    "how": OneOf(tuple(How.values)),
    "size": Integer(),
    "whom": OneOf(("here", "all")),
    "minutes": Integer(),
    "title": Text(120, least=0),
    "topics": Text(2000, least=0),
    "tasks": Text(2000, least=0),
    "like": Integer(),
    "begin": Flag(),
}
NOTES = {"task": Integer(), "text": Text(LONGEST_NOTES, least=0), "base": Integer()}


def _by_coach(verb, fields, becomes):
    """A coach's deed, done in the session's own room."""
    return DeedKind(verb, fields, "realtime.run", becomes, reaches=True, of_session=True)


def _by_member(verb, fields, becomes, permission="realtime.enter", **kwargs):
    return DeedKind(verb, fields, permission, becomes, reaches=True, **kwargs)


SMALL_GROUPS = Tool(
    deeds={
        "make_groups": _by_coach(making.make_groups, MAKE, "groups.prepared"),
        "discard_groups": _by_coach(making.discard_groups, SET, "groups.discarded"),
        "offer_groups": _by_coach(making.offer_groups, SET, "groups.offered"),
        "open_groups": _by_coach(making.open_groups, SET, "groups.opened"),
        "rename_group": _by_coach(making.rename_group, {**GROUP, "text": Text(120)}, "groups.named"),
        "pick_group": _by_member(placing.pick_group, GROUP, "groups.sent", "realtime.vote", of_session=True),
        "find_group": _by_member(placing.find_own_group, SET, "groups.sent", "realtime.vote", of_session=True),
        "place_in_group": _by_coach(placing.place_in_group, {**GROUP, "who": Text(20)}, "groups.sent"),
        "lengthen_groups": _by_coach(running.lengthen_groups, {**SET, "minutes": Integer()}, "groups.timed"),
        "end_groups": _by_coach(running.end_groups, {**SET, "seconds": Integer()}, "groups.timed"),
        "tell_groups": _by_coach(running.tell_groups, {**SET, "text": Text(1000)}, "groups.word"),
        "be_chair": _by_member(running.be_chair, {}, "groups.chair"),
        "choose_chair": _by_member(running.choose_chair, {"who": Text(20)}, "groups.chair"),
        "call_coach": _by_member(running.call_coach, {"on": Flag()}, "groups.called"),
        "answer_call": _by_coach(running.answer_call, GROUP, "groups.waits"),
        "write_group_notes": _by_member(notes.write_group_notes, NOTES, "groups.noted", "realtime.say"),
        "report_group": _by_coach(reporting.report_group, {**GROUP, "minutes": Integer()}, "groups.reported"),
        "groups_to_wall": _by_coach(reporting.groups_to_wall, SET, "wall.opened"),
    },
    state=state.state,
    sums=sums.standings,
    overdue=running.end_overdue,
)
