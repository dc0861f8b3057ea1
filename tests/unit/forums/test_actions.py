import pytest
from django.db import IntegrityError, transaction

from coaching.core.errors import Refused
from coaching.core.models import Draft, History
from forums import actions
from forums.models import Post, PostVersion, ReadMark, Report, Thread

IDENTITY_CODE = "131052-308T"


def read_to(person, thread):
    return ReadMark.objects.get(person=person, thread=thread).number


def unread(person, thread):
    return Thread.objects.told_to(person).get(pk=thread.pk).unread


def test_a_thread_opens_with_its_first_post(thread, participant, subgroup):
    post = thread.posts.get()

    assert (post.number, post.author, post.text, post.subgroup) == (1, participant, "Miten te teette?", subgroup)
    assert (thread.posts_count, thread.last_post_at) == (1, post.written_at)


def test_opening_is_peer_learning_in_history(thread, participant):
    assert list(History.objects.values_list("verb", "actor", "target_id", "scope")) == [
        ("forums.opened", participant.pk, thread.pk, thread.programme_id)
    ]


def test_replies_are_numbered_in_order_and_kept_count_of(thread, coach, participant):
    actions.reply(by=coach, thread=thread, text="Näin.")
    last = actions.reply(by=participant, thread=thread, text="Kiitos!")

    thread.refresh_from_db()
    assert list(thread.posts.values_list("number", flat=True)) == [1, 2, 3]
    assert (thread.posts_count, thread.last_post_at) == (3, last.written_at)


def test_a_stale_thread_still_gets_the_next_number(thread, coach):
    stale = Thread.objects.get(pk=thread.pk)
    actions.reply(by=coach, thread=thread, text="Ensin.")

    assert actions.reply(by=coach, thread=stale, text="Sitten.").number == 3


def test_two_posts_cannot_have_the_same_number(thread, coach):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(thread=thread, number=1, author=coach, text="Sama", roots="")


def test_reply_refuses_a_closed_thread(thread, coach, participant):
    actions.close(by=coach, thread=thread)

    with pytest.raises(Refused) as refusal:
        actions.reply(by=participant, thread=thread, text="Vielä yksi asia.")

    assert (refusal.value.code, Post.objects.count()) == ("thread_closed", 1)


def test_a_reopened_thread_takes_replies_again(thread, coach, participant):
    actions.close(by=coach, thread=thread)
    actions.reopen(by=coach, thread=thread)

    assert actions.reply(by=participant, thread=thread, text="Hyvä.").number == 2


def test_what_is_sent_is_a_draft_no_more(thread, participant, coach):
    Draft.objects.create(owner=participant, about=thread.draft_name, text="Kesken")
    others = Draft.objects.create(owner=coach, about=thread.draft_name, text="Valmentajan oma")

    actions.reply(by=participant, thread=thread, text="Valmis")

    assert list(Draft.objects.all()) == [others]


def test_a_started_discussion_is_a_draft_no_more(programme, participant, open_thread):
    Draft.objects.create(owner=participant, about=actions.draft_for_new_thread(programme), text="{}")

    open_thread(participant)

    assert Draft.objects.count() == 0


def test_an_edit_keeps_what_was_said_before(thread, participant):
    post = thread.posts.get()

    actions.edit(by=participant, post=post, text="Toisin sanoen.")
    edited = actions.edit(by=participant, post=post, text="Kolmannen kerran.")

    assert edited.text == "Kolmannen kerran."
    assert edited.edited_at is not None
    assert list(post.versions.values_list("text", flat=True)) == ["Miten te teette?", "Toisin sanoen."]


def test_an_edit_that_changes_nothing_leaves_no_trace(thread, participant):
    post = actions.edit(by=participant, post=thread.posts.get(), text="Miten te teette?")

    assert (post.edited_at, PostVersion.objects.count()) == (None, 0)


def test_edit_refuses_in_a_closed_thread(thread, participant, coach):
    post = thread.posts.get()
    actions.close(by=coach, thread=thread)

    with pytest.raises(Refused) as refusal:
        actions.edit(by=participant, post=post, text="Muutos")

    assert refusal.value.code == "thread_closed"


def test_a_hidden_post_that_its_writer_mends_waits_hidden_for_the_coaches(thread, participant, coach):
    post = actions.hide(by=coach, post=thread.posts.get(), reason="Asiakkaan nimi.")

    for text in ("Ilman nimeä", "Ilman nimeä ja paikkaa"):
        post = actions.edit(by=participant, post=post, text=text)

    assert (post.hidden_at is None, post.text) == (False, "Ilman nimeä ja paikkaa")
    assert [report.post for report in Report.objects.for_coach(coach)] == [post]
    actions.restore(by=coach, post=post)
    assert list(Report.objects.for_coach(coach)) == []


def test_hiding_keeps_the_words_and_can_be_undone(thread, coach):
    post = actions.hide(by=coach, post=thread.posts.get(), reason="Asiakkaan nimi.")
    assert (post.hidden_by, post.hidden_reason) == (coach, "Asiakkaan nimi.")

    actions.restore(by=coach, post=post)

    post.refresh_from_db()
    assert (post.hidden_at, post.hidden_by, post.hidden_reason, post.text) == (None, None, "", "Miten te teette?")


def test_every_deed_of_a_coach_is_in_history(thread, coach):
    post = thread.posts.get()
    actions.hide(by=coach, post=post, reason="Nimi.")
    actions.restore(by=coach, post=post)
    actions.close(by=coach, thread=thread)
    actions.reopen(by=coach, thread=thread)

    deeds = History.objects.filter(actor=coach).order_by("pk").values_list("verb", flat=True)
    assert list(deeds) == ["forums.hid", "forums.restored", "forums.closed", "forums.reopened"]


def test_a_new_discussion_is_read_by_its_writer_and_new_to_others(thread, participant, coach):
    assert (unread(participant, thread), unread(coach, thread)) == (0, 1)


def test_replies_are_unread_until_read(thread, participant, coach):
    actions.reply(by=coach, thread=thread, text="Yksi.")
    actions.reply(by=coach, thread=thread, text="Kaksi.")
    assert unread(participant, thread) == 2

    actions.mark_read(person=participant, thread=thread, number=2)

    assert unread(participant, thread) == 1


def test_a_read_mark_never_moves_back(thread, participant):
    actions.mark_read(person=participant, thread=thread, number=7)
    actions.mark_read(person=participant, thread=thread, number=3)

    assert read_to(participant, thread) == 7


def test_one_s_own_reply_is_read_but_not_what_came_before_it(thread, participant, coach):
    actions.reply(by=participant, thread=thread, text="Lisäys.")
    assert read_to(participant, thread) == 2

    actions.reply(by=coach, thread=thread, text="Välissä.")
    actions.reply(by=participant, thread=thread, text="Ohi mennen.")

    assert (read_to(participant, thread), unread(participant, thread)) == (2, 1)


def test_no_text_of_the_forum_takes_an_identity_code(thread, participant, coach, programme):
    post = thread.posts.get()
    deeds = [
        lambda: actions.open_thread(by=participant, programme=programme, title=IDENTITY_CODE, text="Hei"),
        lambda: actions.open_thread(by=participant, programme=programme, title="Hei", text=f"({IDENTITY_CODE})"),
        lambda: actions.reply(by=participant, thread=thread, text=IDENTITY_CODE),
        lambda: actions.edit(by=participant, post=post, text=IDENTITY_CODE),
        lambda: actions.hide(by=coach, post=post, reason=IDENTITY_CODE),
    ]
    for deed in deeds:
        with pytest.raises(Refused) as refusal, transaction.atomic():
            deed()
        assert refusal.value.code == "identity_code"

    assert (Thread.objects.count(), Post.objects.count(), PostVersion.objects.count()) == (1, 1, 0)
