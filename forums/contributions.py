"""What the discussions offer to the rest of the house."""

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
from forums import panels as shown
from forums.models import Kind
from forums.personal import COVERED, export_writings, forget_reader
from forums.plan import load_threads
from forums.rows import post_counts, post_rows, thread_rows

verbs.add("forums.opened", Verb(_("{actor} started the discussion {target}"), learning="peer"))
verbs.add("forums.replied", Verb(_("{actor} wrote in the discussion {target}"), learning="peer"))
verbs.add("forums.edited", Verb(_("{actor} changed message {target}")))
verbs.add("forums.handed_over", Verb(_("{actor} changed who answers {target}, or by when")))
verbs.add("forums.moved", Verb(_("{actor} moved the discussion {target}")))
verbs.add("forums.reported", Verb(_("{actor} asked the coaches to look at message {target}")))
verbs.add("forums.left_be", Verb(_("{actor} looked at message {target} and left it as it is")))
verbs.add("forums.hid", Verb(_("{actor} hid message {target}")))
verbs.add("forums.restored", Verb(_("{actor} showed message {target} again")))
verbs.add("forums.closed", Verb(_("{actor} closed the discussion {target}")))
verbs.add("forums.reopened", Verb(_("{actor} opened the discussion {target} again")))

_LIST = "forums/_threads_panel.html"
panels.add("forums", Panel("navigation", "", shown.navigation, order=40))
panels.add("forums_missed", Panel("front", "forums/_missed_panel.html", shown.missed, slot="missed", order=40))
panels.add("forums_of_programme", Panel("programme", _LIST, shown.of_programme, order=40))
panels.add("forums_of_theme", Panel("theme", _LIST, shown.of_theme, order=60))
panels.add("forums_promised", Panel("front", "forums/_promised_panel.html", shown.promised, slot="promised", order=30))
panels.add("forums_reported", Panel("front", "forums/_reported_panel.html", shown.reported, slot="now", order=60))
panels.add("forums_mail", Panel("me", "forums/_mail_panel.html", shown.mail, order=40))
panels.add("forums_of_session", Panel("session", _LIST, shown.of_session, order=60))
panels.add("forums_of_pilot", Panel("pilot", _LIST, shown.of_pilot, order=40))
panels.add("forums_of_subgroup", Panel("subgroup", _LIST, shown.of_subgroup, order=40))

datasets.add(
    "forum_threads",
    Dataset(
        title=_("Discussions"),
        rows=thread_rows,
        key=("thread",),
        columns={
            "thread": Column(_("Number of the discussion"), "integer"),
            "person": Column(_("Who started the discussion"), "person"),
            "title": Column(_("Title of the discussion"), "words"),
            "started_at": Column(_("When the discussion was started"), "datetime"),
            "subgroup": Column(_("Subgroup the discussion belongs to; empty when it is for everybody")),
            "theme": Column(_("Theme the discussion belongs to; empty when it has none")),
            "session": Column(_("Key of the session the discussion is about; empty when it has none")),
            "pilot": Column(_("Key of the pilot the discussion is about; empty when it has none")),
            "kind": Column(
                _("What was started; in a reflection others' answers are seen only after one's own"),
                "category",
                categories=dict(Kind.choices),
            ),
            "answer_by": Column(_("Day by which an expert was to answer; empty when none was asked"), "date"),
            "answered_at": Column(_("When the expert answered; empty when not, or when none was asked"), "datetime"),
            "posts": Column(_("How many messages there are, without those a coach has hidden"), "integer"),
            "closed": Column(_("Whether the discussion has been closed"), "boolean"),
        },
    ),
)
datasets.add(
    "forum_posts",
    Dataset(
        title=_("Messages in the discussions"),
        rows=post_rows,
        counted=post_counts,
        key=("post",),
        refers={"thread": "forum_threads"},
        reading=Reading("thread", order="number", words=("text",), title="title", titles="forum_threads"),
        columns={
            "post": Column(_("Number of the message in the whole service"), "integer"),
            "thread": Column(_("Number of the discussion"), "integer"),
            "number": Column(_("Place of the message in its discussion; 1 starts it"), "integer"),
            "person": Column(_("Who wrote the message"), "person"),
            "at": Column(_("When the message was written"), "datetime"),
            "subgroup": Column(_("Subgroup the message was written in; empty when for everybody")),
            "theme": Column(_("Theme the discussion belongs to; empty when it has none")),
            "kind": Column(_("What kind of discussion the message is in"), "category", categories=dict(Kind.choices)),
            "answer": Column(_("Whether the message answers a reflection"), "boolean"),
            "text": Column(_("The message as its writer last left it, in Markdown"), "words"),
            "edited": Column(_("Whether its writer has changed the message"), "boolean"),
            "mentions": Column(_("How many people the message mentions; they are not in the text"), "integer"),
            "files": Column(_("How many files go with it; they are never given out"), "integer"),
            "thanks": Column(_("How many readers have thanked for it"), "integer"),
            "same": Column(_("How many readers have said: the same here"), "integer"),
            "try": Column(_("How many readers have said that they will try this"), "integer"),
        },
    ),
)

personal_data.add(
    "forums",
    PersonalData(covers=COVERED, export=export_writings, erase=forget_reader),
)
plan_sections.add("threads", PlanSection(load_threads, order=60))
