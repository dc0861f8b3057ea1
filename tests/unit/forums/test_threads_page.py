from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.core.models import Draft
from forums import actions
from forums.models import Post, ReadMark, Thread

IDENTITY_CODE = "131052-308T"
NEAR_MISS = "131052-308S"


def reply_to(thread, **values):
    return reverse("forums:reply", args=[thread.pk]), values


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def fill(thread, author, count):
    """A thread as long as asked for, written in bulk."""
    thread.refresh_from_db()
    Post.objects.bulk_create(
        Post(thread=thread, subgroup=thread.subgroup, number=number, author=author, text=f"Viesti {number}.", roots="")
        for number in range(thread.posts_count + 1, count + 1)
    )
    Thread.objects.filter(pk=thread.pk).update(posts_count=count)
    thread.refresh_from_db()


def numbers_on(response):
    return [post.number for post in response.context["posts"]]


def test_a_reply_is_written_and_its_writer_brought_to_it(thread, coach, signed_in):
    answer = signed_in(coach).post(*reply_to(thread, text="Meillä lapsi saa valita."))

    post = thread.posts.get(number=2)
    assert (post.text, post.author) == ("Meillä lapsi saa valita.", coach)
    assert (answer.status_code, answer.url) == (302, f"/keskustelut/viestiketju/{thread.pk}/?post=2#post-2")


def test_an_empty_reply_is_refused_in_words(thread, participant, signed_in):
    answer = signed_in(participant).post(*reply_to(thread, text="  "))

    assert (answer.status_code, Post.objects.count()) == (422, 1)
    assert list(answer.context["form"].errors) == ["text"]


def test_a_reply_with_an_identity_code_comes_back_with_its_text_and_is_not_kept(thread, participant, signed_in):
    answer = signed_in(participant).post(*reply_to(thread, text=f"Asiakas {IDENTITY_CODE} kysyi"))

    assert (answer.status_code, Post.objects.count(), Draft.objects.count()) == (422, 1, 0)
    assert answer.context["form"]["text"].value() == f"Asiakas {IDENTITY_CODE} kysyi"


def test_a_near_miss_is_sent_with_a_warning(thread, participant, signed_in):
    answer = signed_in(participant).post(*reply_to(thread, text=f"Luku {NEAR_MISS} on muu"))

    assert [message.level_tag for message in get_messages(answer.wsgi_request)] == ["warning"]
    assert Post.objects.count() == 2


def test_a_thread_closed_meanwhile_refuses_and_keeps_the_text(thread, participant, coach, signed_in):
    actions.close(by=coach, thread=thread)
    Draft.objects.create(owner=participant, about=thread.draft_name, text="Pitkä vastaus")

    answer = signed_in(participant).post(*reply_to(thread, text="Pitkä vastaus"))

    assert (answer.status_code, Post.objects.count()) == (409, 1)
    assert answer.context["form"]["text"].value() == "Pitkä vastaus"
    assert Draft.objects.get().text == "Pitkä vastaus"


def test_what_one_had_begun_is_shown_though_the_thread_is_closed(thread, participant, coach, signed_in):
    Draft.objects.create(owner=participant, about=thread.draft_name, text='{"text": "Jäi kesken"}')
    actions.close(by=coach, thread=thread)

    page = signed_in(participant).get(thread.get_absolute_url())

    assert page.content.decode().count("Jäi kesken") == 1


def test_a_draft_waits_in_the_box_with_the_quotation_below_it(thread, coach, signed_in):
    Draft.objects.create(owner=coach, about=thread.draft_name, text='{"text": "Olin sanomassa"}')

    page = signed_in(coach).get(thread.get_absolute_url(), {"post": 1, "quote": 1})

    assert page.context["form"]["text"].value() == "Olin sanomassa\n\n> #1\n>\n> Miten te teette?\n\n"


def test_a_quotation_asked_for_wrongly_is_no_quotation(thread, coach, signed_in):
    for asked in ("", "7", "x", "-1", "9" * 30):
        page = signed_in(coach).get(thread.get_absolute_url(), {"quote": asked})
        assert page.context["form"].initial.get("text", "") == ""


def test_opening_a_thread_reads_it_on_every_device(thread, coach, signed_in):
    signed_in(coach).get(thread.get_absolute_url())

    assert ReadMark.objects.get(person=coach).number == 1
    assert Thread.objects.told_to(coach).get().unread == 0


def test_a_long_thread_opens_at_the_first_unread(thread, participant, coach, signed_in):
    fill(thread, participant, 130)
    actions.mark_read(person=coach, thread=thread, number=60)

    page = signed_in(coach).get(thread.get_absolute_url())

    assert numbers_on(page) == list(range(51, 76))
    assert page.content.decode().count('id="unread"') == 1
    assert page.context["unread_before"] == 0
    assert ReadMark.objects.get(person=coach).number == 75


def test_a_read_thread_opens_at_its_end(thread, participant, coach, signed_in):
    fill(thread, participant, 60)
    actions.mark_read(person=coach, thread=thread, number=60)

    page = signed_in(coach).get(thread.get_absolute_url())

    assert numbers_on(page) == list(range(51, 61))
    assert (page.content.decode().count('id="unread"'), page.context["unread_before"]) == (0, 0)


def test_a_look_at_a_later_page_swallows_nothing_unread(thread, participant, coach, signed_in):
    fill(thread, participant, 130)

    page = signed_in(coach).get(thread.get_absolute_url(), {"post": 101})

    assert numbers_on(page) == list(range(101, 126))
    assert (page.context["unread_before"], ReadMark.objects.filter(person=coach).count()) == (100, 0)


def test_all_can_be_marked_read_at_once(thread, participant, coach, signed_in):
    fill(thread, participant, 130)

    signed_in(coach).post(reverse("forums:all_read", args=[thread.pk]))

    assert ReadMark.objects.get(person=coach).number == 130


def test_an_address_with_nonsense_shows_the_thread(thread, coach, signed_in):
    for asked in (
        {"post": "x"},
        {"post": "0"},
        {"post": "99999999"},
        {"post": "9" * 40},
        {"page": "x"},
        {"page": "-3"},
    ):
        assert numbers_on(signed_in(coach).get(thread.get_absolute_url(), asked)) == [1]


def test_a_page_costs_the_same_whatever_it_shows(thread, participant, coach, developer_client, signed_in):
    """Three lengths: one post, three posts by three people, and 5,000."""
    client = signed_in(coach)
    queries_of(client, thread.get_absolute_url())

    one = queries_of(client, thread.get_absolute_url())
    actions.reply(by=participant, thread=thread, text="Kaksi")
    actions.reply(by=developer_client, thread=thread, text="Kolme")
    queries_of(client, thread.get_absolute_url())
    three = queries_of(client, thread.get_absolute_url())
    fill(thread, participant, 5000)
    actions.mark_read(person=coach, thread=thread, number=5000)
    thousands = queries_of(client, thread.get_absolute_url())

    assert (three, thousands) == (one, one)


def test_members_are_named_alike_and_coaches_as_coaches(thread, developer_client, coach, participant, signed_in):
    actions.reply(by=developer_client, thread=thread, text="Asiakkaana")
    actions.reply(by=coach, thread=thread, text="Valmentajana")

    posts = signed_in(participant).get(thread.get_absolute_url()).context["posts"]

    assert [(post.shown_author, post.by_coach) for post in posts] == [
        ("Kaisla Korpikuusi", False),
        ("Kuukkeli", False),
        ("Tuuli Termospullo", True),
    ]


def test_somebody_who_has_left_stays_readable(thread, participant, coach, signed_in):
    Post.objects.update(author=None)
    Thread.objects.update(author=None)

    page = signed_in(coach).get(thread.get_absolute_url() + "?page=1")

    assert (page.status_code, "Miten te teette?" in page.content.decode()) == (200, True)


def test_a_coach_closes_and_opens_and_a_member_may_not(thread, participant, coach, signed_in):
    close, reopen = (reverse(f"forums:{name}", args=[thread.pk]) for name in ("close", "reopen"))

    assert signed_in(participant).post(close).status_code == 403
    assert signed_in(coach).post(close).status_code == 302
    thread.refresh_from_db()
    assert thread.closed_at is not None
    assert signed_in(participant).post(reopen).status_code == 403
    assert signed_in(coach).post(reopen).status_code == 302
    thread.refresh_from_db()
    assert thread.closed_at is None
