import random

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from forums import actions, index
from forums import search as searching
from forums.models import Post, Thread
from forums.search import Query, excerpt, marked, newest, search
from forums.words import words_of


@pytest.fixture
def find(programme):
    def find(reader, asked):
        return [post.text for post in search(reader, programme, Query(asked))]

    return find


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("asiakkaan", "Kysyin: asiakas vastasi."),
        ("asiakas", "Puhuin asiakkaalle."),
        ("työssä", "Tämä on hyvää työtä."),
        ("työ", "Työssä on taukoja."),
        ("tapaaminen", "Kokeilin etätapaamista."),
        ("digikah", "Tulkaa digikahveille!"),
        ("LUOTTAMUS", "Luottamuksen rakentaminen"),
        ("meeting", "All our meetings"),
        ("barn", "Barnens röst"),
        ("sääʹmǩiõll", "Kååʹmmi sääʹmǩiõll lij"),
        ("đ", "Kirjain đ on oma kirjaimensa"),
    ],
)
def test_a_word_is_found_in_its_other_forms(find, open_thread, participant, asked, written):
    open_thread(participant, title="Otsikko", text=written)

    assert find(participant, asked) == [written]


def test_every_word_must_be_there_newest_first(find, thread, participant):
    for text in ("Lapsi ja kamera", "Kameran takana", "Kameralla lapset"):
        actions.reply(by=participant, thread=thread, text=text)

    assert find(participant, "lapsen kamera") == ["Kameralla lapset", "Lapsi ja kamera"]


def test_the_title_finds_the_opening_post(find, open_thread, participant):
    thread = open_thread(participant, title="Hiljaisuus chatissa", text="Mitä teette?")
    actions.reply(by=participant, thread=thread, text="Odotan.")

    assert find(participant, "hiljaisuuden") == ["Mitä teette?"]


@pytest.mark.parametrize("asked", ["", "   ", "?!", "%", "_", "kissa"])
def test_what_asks_nothing_or_finds_nothing_gives_nothing(find, thread, participant, asked):
    assert find(participant, asked) == []


def test_an_edit_is_found_by_its_new_words_only(find, thread, participant):
    actions.edit(by=participant, post=thread.posts.get(), text="Kahvikuppi")

    assert (find(participant, "kahvikupin"), find(participant, "teette")) == (["Kahvikuppi"], [])


def test_what_a_coach_has_hidden_is_not_found_even_by_its_author(find, thread, participant, coach):
    assert find(participant, "teette") == ["Miten te teette?"]

    actions.hide(by=coach, post=thread.posts.get(), reason="Nimi.")

    assert find(participant, "teette") == find(coach, "teette") == []


def test_another_subgroup_is_not_searched(find, thread, participant, stranger, evaluator, outsider):
    assert find(participant, "teette") == ["Miten te teette?"]

    assert find(stranger, "teette") == find(evaluator, "teette") == find(outsider, "teette") == []


@pytest.mark.parametrize("asked", ["kameran", "Kamera"])
def test_an_excerpt_marks_what_was_asked_for(asked):
    pieces = excerpt("Pyydättekö **kameran** päälle? Kamerat pois.", Query(asked))

    assert [(piece.text, piece.marked) for piece in pieces] == [
        ("Pyydättekö ", False),
        ("kameran", True),
        (" päälle? ", False),
        ("Kamerat", True),
        (" pois.", False),
    ]


def test_an_excerpt_is_short_and_around_the_first_hit():
    pieces = excerpt("alku " * 200 + "kamera " + "loppu " * 200, Query("kamera"))

    words = "".join(piece.text for piece in pieces)
    assert words.startswith("… alku") and words.endswith("loppu …")
    assert [piece.text for piece in pieces if piece.marked] == ["kamera"]
    assert len(words) <= 230


def test_an_excerpt_of_a_title_s_hit_is_the_beginning():
    assert [piece.text for piece in excerpt("Mitä teette?", Query("hiljaisuus"))] == ["Mitä teette?"]


def test_an_endless_word_is_cut_and_shown():
    pieces = excerpt("x" * 5000, Query("xx"))

    assert "".join(piece.text for piece in pieces) == "x" * 220 + " …"


def test_a_title_is_shown_whole_with_its_hits():
    assert [(piece.text, piece.marked) for piece in marked("Kun lapsi on poissa", Query("lapset"))] == [
        ("Kun ", False),
        ("lapsi", True),
        (" on poissa", False),
    ]


def test_a_search_costs_one_query_whatever_it_finds(thread, participant, programme, django_assert_num_queries):
    for _count in range(3):
        with django_assert_num_queries(1):
            list(search(participant, programme, Query("teette kahvia")))
        actions.reply(by=participant, thread=thread, text="Kahvia teette")


def test_of_what_very_many_have_written_the_newest_are_told(thread, participant, programme, monkeypatch):
    monkeypatch.setattr(searching, "MOST_FOUND", 2)
    posts = [actions.reply(by=participant, thread=thread, text=f"Kamera {number}") for number in range(4)]

    assert newest(participant, programme, Query("kamera")) == [post.pk for post in posts[:0:-1]]


def test_no_text_is_fetched_or_sorted(thread, participant, programme, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        newest(participant, programme, Query("kamera"))

    assert '"forums_post"."text"' not in asked[0]["sql"].split("WHERE")[0]


def test_what_is_gone_is_gone_from_the_index(find, thread, participant):
    post = actions.reply(by=participant, thread=thread, text="Kahvikuppi")
    post.delete()
    again = actions.reply(by=participant, thread=thread, text="Pulla")

    assert (find(participant, "kahvikuppi"), find(participant, "pullan")) == ([], [again.text])


@pytest.mark.parametrize("asked", ["kahvi", "kuppi", "kahvikuppi kamera", "ka", "e", "mummo", "kuppikahvi"])
def test_the_index_finds_what_looking_at_every_post_finds(thread, participant, programme, asked):
    texts = [
        "Kahvikuppi",
        "Kahvikupin kamera",
        "Mummon kuppikahvit",
        "e ka",
        "Etäkuppi kahvina ja kameraa",
        "Iso KUPPI",
    ]
    for text in texts:
        actions.reply(by=participant, thread=thread, text=text)
    query = Query(asked)

    def holds(text):
        return all(any(Query(one).finds(word) for word, _start, _end in words_of(text)) for one in query.words)

    assert {post.text for post in search(participant, programme, query)} == set(filter(holds, texts))


def test_an_index_that_a_migration_lost_is_made_again(find, thread, participant):
    lost = "DROP TRIGGER forums_roots_added" if connection.vendor == "sqlite" else "DROP INDEX forums_roots"
    with connection.cursor() as cursor:
        cursor.execute(lost)
    actions.reply(by=participant, thread=thread, text="Kahvikuppi")
    connection.check_constraints()
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert find(participant, "kahvikuppi") == ["Kahvikuppi"]
    with connection.cursor() as cursor:
        cursor.execute(index.THERE[connection.vendor])
        assert cursor.fetchone() == (True,)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite makes its index without asking anybody")
def test_a_postgresql_that_may_not_make_the_index_is_searched_without_it(find, thread, participant, monkeypatch):
    monkeypatch.setitem(index._PARTS, "postgresql", ["CREATE EXTENSION there_is_none"])
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX forums_roots")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    actions.reply(by=participant, thread=thread, text="Kahvikuppi")

    assert find(participant, "kahvikuppi") == ["Kahvikuppi"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no other way than the table of its index")
def test_postgresql_begins_with_the_index_and_not_with_the_threads(participant, subgroup, programme):
    """Of a hundred threads it would take a few to be the programme's, and look at every post of theirs."""
    chance, own = random.Random(1), {"subgroup": subgroup, "author": participant}
    threads = Thread.objects.bulk_create(Thread(programme=programme, title="Ketju", **own) for _one in range(100))
    Post.objects.bulk_create(
        Post(thread=thread, number=number, text="", roots=f" {chance.randbytes(300).hex(' ', 16)} ", **own)
        for thread in threads
        for number in range(50)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('forums_roots')")
        cursor.execute("ANALYZE")

    assert "forums_roots" in search(participant, programme, Query("kahvikuppi")).explain()
