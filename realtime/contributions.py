"""What the live rooms offer to the rest of the house."""

from django.utils.translation import gettext_lazy as _

from coaching.core.registries import (
    Column,
    Dataset,
    Panel,
    PersonalData,
    PlanSection,
    Reading,
    Verb,
    datasets,
    panels,
    personal_data,
    plan_sections,
    verbs,
)
from realtime import own_data
from realtime.datasets import ballot_rows, chat_counts, chat_rows, run_rows
from realtime.models import Anonymity, Ballot, Event, Message, Poll, Reveal, Stay
from realtime.panels import door, left_by_session, polls_missed, polls_of_theme, time_in_room
from realtime.tools.guests import offers as _guests  # noqa: F401
from realtime.tools.moderation import offers as _moderation  # noqa: F401
from realtime.tools.polls.kinds import CHOICES
from realtime.tools.polls.plan import load_polls
from realtime.tools.questions import offers as _questions  # noqa: F401
from realtime.tools.queue import offers as _queue  # noqa: F401
from realtime.tools.screen import offers as _screen  # noqa: F401
from realtime.tools.script import offers as _script  # noqa: F401
from realtime.tools.small_groups import offers as _small_groups  # noqa: F401
from realtime.tools.wall import offers as _wall  # noqa: F401
from realtime.video import offers as _video  # noqa: F401

plan_sections.add("polls", PlanSection(load_polls, order=20))

verbs.add("realtime.attended", Verb(_("{actor} was at the digikahvit {target}"), learning="peer"))
verbs.add("realtime.opened_poll", Verb(_("{actor} opened a poll")))
verbs.add("realtime.closed_poll", Verb(_("{actor} closed a poll")))
verbs.add("realtime.hid_answer", Verb(_("{actor} hid an answer of a poll, or showed it again")))
verbs.add("realtime.revealed_poll", Verb(_("{actor} showed the results of a poll")))

panels.add("room_door", Panel(page="session", order=10, template="realtime/_panel_on_now.html", context=door))
panels.add(
    "left_by_session", Panel(page="session", order=50, template="realtime/_panel_session.html", context=left_by_session)
)
panels.add("time_in_room", Panel(page="session", order=60, template="realtime/_panel_time.html", context=time_in_room))
panels.add("theme_polls", Panel(page="theme", order=40, template="realtime/_panel_theme.html", context=polls_of_theme))
panels.add(
    "polls_missed",
    Panel(page="front", slot="missed", order=30, template="realtime/_panel_missed.html", context=polls_missed),
)

datasets.add(
    "chat",
    Dataset(
        title=_("What was said in the live rooms"),
        columns={
            "session": Column(_("The session, by its key")),
            "subgroup": Column(_("The subgroup whose session it was; empty for the whole programme")),
            "small_group": Column(_("The small group in whose room it was said; empty in the session's own room")),
            "number": Column(
                _("The message's place in the session, from 1; small groups' rooms come after its own"), kind="integer"
            ),
            "person": Column(_("Who said it"), kind="person"),
            "at": Column(_("When it was said"), kind="datetime"),
            "text": Column(_("What was said"), kind="words"),
        },
        rows=chat_rows,
        counted=chat_counts,
        key=("session", "number"),
        refers={"session": "sessions"},
        reading=Reading("session", order="number", words=("text",), title="title", titles="sessions"),
    ),
)
datasets.add(
    "poll_runs",
    Dataset(
        title=_("Polls put to the live rooms"),
        columns={
            "run": Column(_("The number of the run; the same in the ballots"), kind="integer"),
            "session": Column(_("The session, by its key")),
            "subgroup": Column(_("The subgroup whose session it was; empty for the whole programme")),
            "theme": Column(_("The theme the poll belongs to")),
            "poll": Column(_("The prepared poll, by its key: runs with the same key are a series")),
            "question": Column(_("The question, as it was put")),
            "kind": Column(_("What kind of question it was"), kind="category", categories=dict(CHOICES)),
            "options": Column(_("The options, statements, or questions of a form, one a line, in order")),
            "low": Column(_("The words at a scale's low end")),
            "high": Column(_("The words at a scale's high end")),
            "steps": Column(_("How many steps a scale had"), kind="integer"),
            "afterwards": Column(_("Whether it stood open afterwards for those who had been absent"), kind="boolean"),
            "anonymity": Column(
                _("What was promised beside the button"), kind="category", categories=dict(Anonymity.choices)
            ),
            "reveal": Column(_("Who saw the results"), kind="category", categories=dict(Reveal.choices)),
            "opened_at": Column(_("When the run was opened"), kind="datetime"),
            "closed_at": Column(_("When it was closed; empty while it is open"), kind="datetime"),
        },
        rows=run_rows,
        key=("run",),
        refers={"session": "sessions"},
    ),
)
datasets.add(
    "poll_ballots",
    Dataset(
        title=_("Answers given in polls: one row for each option chosen, rated or written"),
        columns={
            "run": Column(_("The run, as in the polls' table"), kind="integer"),
            "session": Column(_("The session, by its key")),
            "ballot": Column(
                _(
                    "The ballot's number in its run; the order tells nothing. In anonymous runs each answer has a "
                    "number of its own, and answers of few are left out"
                ),
                kind="integer",
            ),
            "person": Column(_("Who answered; empty in anonymous runs"), kind="person"),
            "part": Column(_("Which question of a form it answers, from 1; otherwise 1"), kind="integer"),
            "option": Column(_("The place among the options, statements or words, from 1"), kind="integer"),
            "answer": Column(_("The option chosen, the statement rated, or a number's unit")),
            "value": Column(
                _("The number given: a scale's step, a place in the order, points, or the number asked for"),
                kind="decimal",
            ),
            "text": Column(
                _("What was written in open questions and clouds; what a coach has hidden is left out"), kind="words"
            ),
        },
        rows=ballot_rows,
        refers={"run": "poll_runs", "session": "sessions"},
        ballots=True,
        reading=Reading("run", order="ballot", words=("text",), title="question", titles="poll_runs"),
    ),
)

personal_data.add(
    "live_rooms",
    PersonalData(
        covers=(Event, Message, Poll, Ballot, Stay),
        export=own_data.export_room_data,
        erase=own_data.forget_in_rooms,
    ),
)
