from datetime import date, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from coaching.core.registries import Extract, datasets, panels_on, personal_data
from coaching.programmes.models import Theme
from coaching.programmes.plan.loader import load_plan
from coaching.programmes.plan.problems import WrongPlan
from forums import actions
from forums.models import Post, PostVersion, ReadMark, Thread
from forums.panels import of_programme

PLAN = """
programme: {key: kevat, name: Kevät}
subgroups:
  - {key: yksi, name: Yksi, number: 1}
themes:
  - {key: alku, number: 1, name: Alku}
people:
  - {key: a, name: A, email: a@example.org, role: participant, subgroup: yksi}
  - {key: b, name: B, email: b@example.org, role: coach, subgroups: [yksi]}
threads:
  - theme: alku
    subgroup: yksi
    title: Miten menee?
    author: a
    text: Kertokaa!
    replies:
      - {author: b, text: Hyvin., mentions: [a], thanks: [a, b]}
      - {author: a, text: Kiva.}
  - {title: Kaikille, author: b, text: Hei}
"""


@pytest.fixture
def shown(programme, theme, subgroup):
    """shown(person, page) → the forum's panel there, or None."""
    subjects = {"programme": programme, "theme": theme, "subgroup": subgroup}

    def shown(person, page):
        request = RequestFactory().get("/")
        request.user = person
        found = [panel for slot in panels_on(page, request, subjects.get(page)).values() for panel in slot]
        return next((panel for panel in found if panel["name"].startswith("forums")), None)

    return shown


def rows(name, programme, **days):
    return list(datasets[name].rows(Extract(programme.pk, **days)))


def test_each_page_shows_its_own_discussions(shown, thread, thread_for_all, other_theme_thread, colleague):
    pages = {
        page: [found.title for found in shown(colleague, page)["threads"]]
        for page in ("programme", "theme", "subgroup")
    }

    assert pages == {
        "programme": [other_theme_thread.title, thread_for_all.title],
        "theme": [thread_for_all.title, thread.title],
        "subgroup": [thread.title],
    }


@pytest.fixture
def other_theme_thread(open_thread, programme, coach):
    theme = Theme.objects.create(programme=programme, key="toinen", number=2, name="Toinen")
    return open_thread(coach, theme=theme, title="Toisesta teemasta")


def test_an_empty_page_still_offers_to_begin(shown, participant, theme):
    panel = shown(participant, "theme")

    assert (panel["threads"], panel["start_url"]) == ([], f"/keskustelut/ohjelma/uusi/?theme={theme.key}")


def test_evaluators_and_outsiders_are_shown_nothing(shown, thread_for_all, evaluator, outsider):
    pages = ("navigation", "front", "programme", "theme", "subgroup")

    assert [shown(person, page) for person in (evaluator, outsider) for page in pages] == [None] * 10


def test_the_front_tells_what_is_unread_until_it_is_read(shown, thread, participant, coach):
    assert [found.unread for found in shown(coach, "front")["threads"]] == [1]
    assert shown(participant, "front") is None

    actions.mark_read(person=coach, thread=thread, number=1)

    assert shown(coach, "front") is None


def test_the_front_tells_its_writer_that_a_post_was_hidden_and_why(shown, thread, participant, coach):
    post = actions.hide(by=coach, post=thread.posts.get(), reason="Asiakkaan nimi.")
    assert [hidden.hidden_reason for hidden in shown(participant, "front")["hidden"]] == ["Asiakkaan nimi."]
    assert shown(coach, "front") is None

    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now() - timedelta(days=15))

    assert shown(participant, "front") is None


def test_a_panel_costs_one_query_for_its_threads_however_many(
    open_thread, coach, participant, programme, django_assert_num_queries
):
    request = RequestFactory().get("/")
    request.user = participant
    for _count in range(3):
        open_thread(coach)
        with django_assert_num_queries(2):
            of_programme(request, programme)


def test_every_post_is_a_row_with_exactly_the_declared_columns(thread, thread_for_all, participant, coach, programme):
    actions.edit(by=participant, post=thread.posts.get(), text="Muutettu")
    actions.hide(by=coach, post=actions.reply(by=coach, thread=thread, text="Asiakkaan nimi"), reason="Nimi.")

    found = rows("forum_posts", programme)

    assert {tuple(row) for row in found} == {tuple(datasets["forum_posts"].columns)}
    told = [(row["thread"], row["number"], row["person"], row["text"], row["edited"]) for row in found]
    assert told == [
        (thread.pk, 1, participant.pk, "Muutettu", True),
        (thread_for_all.pk, 1, participant.pk, "Miten te teette?", False),
    ]
    assert [(row["subgroup"], row["theme"]) for row in found[:2]] == [
        ("Lasten ja perheiden palvelut", "1 Luottamus ja motivointi"),
        ("", "1 Luottamus ja motivointi"),
    ]


def test_every_thread_is_a_row_with_exactly_the_declared_columns(thread, coach, programme, participant):
    actions.close(by=coach, thread=thread)

    (row,) = rows("forum_threads", programme)

    assert tuple(row) == tuple(datasets["forum_threads"].columns)
    assert (row["person"], row["title"], row["posts"], row["closed"]) == (participant.pk, thread.title, 1, True)


def test_an_extract_has_both_its_days_by_the_local_clock(thread, participant, programme):
    days = [(1, "2020-10-01T00:00"), (2, "2020-10-01T23:59"), (3, "2020-10-02T00:00"), (4, "2020-09-30T23:59")]
    for number, moment in days:
        if number > 1:
            actions.reply(by=participant, thread=thread, text="x")
        at = timezone.make_aware(datetime.fromisoformat(moment))
        Post.objects.filter(thread=thread, number=number).update(written_at=at)

    found = rows("forum_posts", programme, since=date(2020, 10, 1), until=date(2020, 10, 1))

    assert [row["number"] for row in found] == [1, 2]


def test_reflections_mentions_and_reactions_are_told_in_figures(reflection, colleague, participant, coach, programme):
    post = actions.reply(by=colleague, thread=reflection, text="Opin odottamaan", mentions=[coach.pk, participant.pk])
    for person, kind in ((participant, "thanks"), (coach, "thanks"), (coach, "try")):
        actions.react(by=person, post=post, kind=kind)

    opening, answer = rows("forum_posts", programme)

    assert [(row["kind"], row["answer"]) for row in (opening, answer)] == [("prompt", False), ("prompt", True)]
    assert [answer[name] for name in ("mentions", "thanks", "same", "try")] == [2, 2, 0, 1]


def test_a_thread_s_row_counts_no_hidden_posts(question, coach, programme):
    post = actions.reply(by=coach, thread=question, text="Ei saa")
    actions.hide(by=coach, post=post, reason="Nimi.")

    (row,) = rows("forum_threads", programme)

    assert (row["posts"], row["kind"], row["answer_by"]) == (1, "expert", question.answer_by)
    assert row["answered_at"] == post.written_at


def test_posts_stream_in_one_query_beside_that_for_the_themes(
    thread, participant, programme, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert len(rows("forum_posts", programme)) == 1
    for text in ("Toinen", "Kolmas"):
        actions.reply(by=participant, thread=thread, text=text)

    with django_assert_num_queries(2):
        assert len(rows("forum_posts", programme)) == 3


def test_one_s_own_words_are_handed_out(thread, participant, coach):
    actions.reply(by=coach, thread=thread, text="Ei kuulu tähän")
    actions.edit(by=participant, post=thread.posts.get(number=1), text="Nyt")

    data = personal_data["forums"].export(participant)

    assert [found["title"] for found in data["threads"]] == [thread.title]
    (post,) = data["posts"]
    assert (post["number"], post["text"], [earlier["text"] for earlier in post["earlier"]]) == (
        1,
        "Nyt",
        ["Miten te teette?"],
    )
    assert data["read"] == [{"thread": thread.pk, "up_to": 1}]


def test_forgetting_keeps_threads_readable_and_counts_equal(thread, participant, coach):
    actions.edit(by=participant, post=thread.posts.get(), text="Nyt")
    actions.mark_read(person=coach, thread=thread, number=1)

    personal_data["forums"].erase(participant)

    assert list(thread.posts.values_list("text", flat=True)) == ["Nyt"]
    assert (PostVersion.objects.count(), ReadMark.objects.filter(person=participant).count()) == (0, 0)
    assert ReadMark.objects.get().person == coach


def test_a_plan_s_discussions_are_loaded_once(db, tmp_path):
    file = tmp_path / "plan.yml"
    file.write_text(PLAN)

    for _time in range(2):
        load_plan(file)

    threads = Thread.objects.order_by("pk")
    marked = threads[0].posts.get(number=2)
    assert list(marked.mentions.values_list("person__email", flat=True)) == ["a@example.org"]
    assert sorted(marked.reactions.values_list("kind", "person__email")) == [
        ("thanks", "a@example.org"),
        ("thanks", "b@example.org"),
    ]
    assert [(thread.title, thread.posts_count) for thread in threads] == [("Miten menee?", 3), ("Kaikille", 1)]
    assert (threads[0].subgroup.key, threads[0].theme.key, threads[1].subgroup) == ("yksi", "alku", None)
    assert list(threads[0].posts.values_list("author__email", "text")) == [
        ("a@example.org", "Kertokaa!"),
        ("b@example.org", "Hyvin."),
        ("a@example.org", "Kiva."),
    ]


@pytest.mark.parametrize(
    ("wrong", "line"),
    [("author: b, text: Hyvin.", 17), ("{title: Kaikille, author: b, text: Hei}", 19)],
)
def test_a_wrong_discussion_is_told_by_line_and_nothing_is_written(db, tmp_path, wrong, line):
    file = tmp_path / "plan.yml"
    file.write_text(PLAN.replace(wrong, wrong.replace("author: b", "author: nobody")))

    with pytest.raises(WrongPlan) as refusal:
        load_plan(file)

    assert [problem.line for problem in refusal.value.problems] == [line]
    assert Thread.objects.count() == 0


def test_a_plan_marks_nothing_for_somebody_who_may_not_read_it(db, tmp_path):
    file = tmp_path / "plan.yml"
    outsider = "  - {key: c, name: C, email: c@example.org, role: participant}\nthreads:"
    file.write_text(PLAN.replace("thanks: [a, b]", "thanks: [a, c]").replace("threads:", outsider))

    with pytest.raises(WrongPlan) as refusal:
        load_plan(file)

    assert [problem.line for problem in refusal.value.problems] == [18]
    assert Thread.objects.count() == 0
