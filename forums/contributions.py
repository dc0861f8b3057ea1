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
from forums.models import Post, PostVersion, ReadMark, Thread
from forums.personal import export_writings, forget_reader
from forums.plan import load_threads
from forums.rows import post_rows, thread_rows

verbs.add("forums.opened", Verb(_("{actor} started the discussion {target}"), learning="peer"))
verbs.add("forums.replied", Verb(_("{actor} wrote in the discussion {target}"), learning="peer"))
verbs.add("forums.edited", Verb(_("{actor} changed message {target}")))
verbs.add("forums.handed_over", Verb(_("{actor} changed who answers {target}, or by when")))
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
            "posts": Column(_("How many messages there are, hidden ones included"), "integer"),
            "closed": Column(_("Whether the discussion has been closed"), "boolean"),
        },
    ),
)
datasets.add(
    "forum_posts",
    Dataset(
        title=_("Messages in the discussions"),
        rows=post_rows,
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
            "text": Column(_("The message as its writer last left it, in Markdown; empty when hidden"), "words"),
            "edited": Column(_("Whether its writer has changed the message"), "boolean"),
            "hidden": Column(_("Whether a coach has hidden the message"), "boolean"),
        },
    ),
)

personal_data.add(
    "forums",
    PersonalData(covers=(Thread, Post, PostVersion, ReadMark), export=export_writings, erase=forget_reader),
)
plan_sections.add("threads", PlanSection(load_threads, order=60))
