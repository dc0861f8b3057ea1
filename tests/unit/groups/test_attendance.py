"""Who was at a session: ticked on a list or counted by hand."""

import pytest
from django.urls import reverse

from coaching.core.models import History
from coaching.programmes.models import Attendance, Enrolment, Role
from groups.attendance.lists import list_for

CAST = ["participant", "developer_client", "coach", "developer", "evaluator", "organiser", "stranger", "outsider"]
PAGE = 17


def names(lists):
    return [(subgroup.number, [line.name for line in lines]) for subgroup, lines in lists]


def tick(client, session, *people):
    return client.post(reverse("groups:tick", args=[session.pk]), {"present": [person.pk for person in people]})


def there():
    return set(Attendance.objects.values_list("person", "source"))


def test_page_is_for_those_who_run_the_session(request, signed_in, digikahvit):
    url = reverse("groups:attendance", args=[digikahvit.pk])

    told = {who: signed_in(request.getfixturevalue(who)).get(url).status_code for who in CAST}

    seen = dict.fromkeys(["participant", "developer_client"], 403)
    assert told == dict.fromkeys(CAST, 404) | seen | dict.fromkeys(["coach", "organiser"], 200)


def test_list_of_a_lecture_has_the_subgroups_one_looks_after(coach, organiser, participant, stranger, lecture):
    assert names(list_for(coach, lecture)) == [(1, ["Kaisla Korpikuusi"])]
    assert names(list_for(organiser, lecture)) == [(1, ["Kaisla Korpikuusi"]), (2, ["Pouta Puolukkamäki"])]


def test_list_goes_by_the_pseudonym(signed_in, coach, developer_client, digikahvit):
    page = signed_in(coach).get(reverse("groups:attendance", args=[digikahvit.pk])).content.decode()

    assert ("Kuukkeli" in page, "Secret" in page) == (True, False)


def test_ticks_are_kept_and_taken_back(signed_in, coach, participant, developer_client, lecture):
    tick(signed_in(coach), lecture, participant, developer_client)
    tick(signed_in(coach), lecture, developer_client)

    assert there() == {(developer_client.pk, "list")}
    attended = History.objects.filter(verb="programmes.attended")
    assert list(attended.values_list("actor", flat=True)) == [developer_client.pk]


def test_own_word_is_not_taken_back(signed_in, coach, participant, lecture):
    Attendance.objects.create(session=lecture, person=participant, source="self")

    tick(signed_in(coach), lecture)

    assert there() == {(participant.pk, "self")}


def test_nobody_outside_the_list_can_be_ticked(signed_in, coach, stranger, outsider, lecture):
    tick(signed_in(coach), lecture, stranger, outsider)

    assert there() == set()


def test_what_another_coach_ticked_stays(signed_in, coach, organiser, stranger, lecture):
    tick(signed_in(organiser), lecture, stranger)
    tick(signed_in(coach), lecture)

    assert there() == {(stranger.pk, "list")}


def test_headcount_says_about(signed_in, coach, lecture):
    counted = {"headcount": 100, "is_estimate": "on", "note": "Lähde sanoo noin 100."}
    signed_in(coach).post(reverse("groups:count", args=[lecture.pk]), counted)
    signed_in(coach).cookies["django_language"] = "en"

    lecture.refresh_from_db()
    assert (lecture.headcount, lecture.headcount_is_estimate, lecture.note) == (100, True, "Lähde sanoo noin 100.")
    page = signed_in(coach).get(lecture.get_absolute_url()).content.decode()
    assert "Counted by hand: about 100." in page


def test_a_refused_count_keeps_what_was_typed(signed_in, coach, lecture):
    typed = {"headcount": "noin sata", "note": "Kaksi huonetta"}

    answer = signed_in(coach).post(reverse("groups:count", args=[lecture.pk]), typed)

    assert (answer.status_code, "Kaksi huonetta" in answer.content.decode()) == (422, True)


def test_an_identity_code_in_the_note_is_refused(signed_in, coach, lecture):
    typed = {"headcount": 3, "note": "131052-308T"}

    answer = signed_in(coach).post(reverse("groups:count", args=[lecture.pk]), typed)

    lecture.refresh_from_db()
    assert (answer.status_code, lecture.note, lecture.headcount) == (422, "", None)


@pytest.mark.parametrize("members", [1, 3])
def test_page_costs_the_same(signed_in, coach, make_person, subgroup, digikahvit, members, django_assert_num_queries):
    for number in range(members):
        make_person(f"Member {number}", Role.PARTICIPANT, subgroup)
    client, url = signed_in(coach), reverse("groups:attendance", args=[digikahvit.pk])
    assert Enrolment.objects.filter(role=Role.PARTICIPANT).count() == members

    with django_assert_num_queries(PAGE):
        client.get(url)


def test_nonsense_for_a_person_is_passed_over(signed_in, coach, digikahvit):
    answer = signed_in(coach).post(f"/ryhmat/paikalla/{digikahvit.pk}/lista/", {"present": "9" * 5_000})

    assert (answer.status_code, Attendance.objects.count()) == (302, 0)
