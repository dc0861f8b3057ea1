"""A programme's pages: who finds them, what they say, what they cost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.accounts.models import User
from coaching.programmes.calendar import feed_token
from coaching.programmes.models import Attendance, CalendarFeed, Figure, Session

CAST = ["participant", "developer_client", "coach", "developer", "evaluator", "organiser", "stranger", "outsider"]

PROGRAMME_PAGE = 25


def answers(request, signed_in, url):
    return {who: signed_in(request.getfixturevalue(who)).get(url).status_code for who in CAST}


def test_programme_page_is_for_the_enrolled(request, signed_in, programme):
    told = answers(request, signed_in, programme.get_absolute_url())

    assert told == dict.fromkeys(CAST, 200) | {"outsider": 404}


def test_digikahvit_page_is_for_its_subgroup(request, signed_in, digikahvit):
    told = answers(request, signed_in, digikahvit.get_absolute_url())

    assert {who for who, code in told.items() if code == 200} == {
        "participant",
        "developer_client",
        "coach",
        "organiser",
    }


def test_figure_says_about_and_not_stated(signed_in, participant, programme):
    Figure.objects.create(programme=programme, key="present", name="Mukana", value=100, is_estimate=True)
    Figure.objects.create(programme=programme, key="digikahvit", name="Digikahveja")
    signed_in(participant).cookies["django_language"] = "en"

    page = signed_in(participant).get(programme.get_absolute_url()).content.decode()

    assert "about 100" in " ".join(page.split())
    assert "not stated" in page


def test_undated_holding_shows_its_note(signed_in, participant, programme, theme):
    Session.objects.create(
        programme=programme, theme=theme, key="kolmas", kind="lecture", title="Kolmas luento", note="Lähteet eroavat."
    )

    page = signed_in(participant).get(theme.get_absolute_url()).content.decode()

    assert page.count("Lähteet eroavat.") == 1


@pytest.mark.parametrize("themes", [1, 3])
def test_programme_page_costs_the_same(signed_in, participant, programme, theme, themes, django_assert_num_queries):
    for number in range(2, themes + 1):
        programme.themes.create(key=f"teema-{number}", number=number, name=f"Teema {number}")
    client = signed_in(participant)
    client.get(programme.get_absolute_url())  # content types are read once a process

    with django_assert_num_queries(PROGRAMME_PAGE):
        client.get(programme.get_absolute_url())


def test_attending_counts_once(signed_in, participant, lecture):
    url = reverse("programmes:attend", args=[lecture.programme.key, lecture.key])

    signed_in(participant).post(url)
    signed_in(participant).post(url)

    assert list(Attendance.objects.values_list("person", "session")) == [(participant.pk, lecture.pk)]


def test_attending_is_refused_long_after(signed_in, participant, lecture):
    Session.objects.update(starts_at=timezone.now() - timedelta(days=30), ends_at=timezone.now() - timedelta(days=29))

    client = signed_in(participant)
    client.post(reverse("programmes:attend", args=[lecture.programme.key, lecture.key]))

    assert Attendance.objects.count() == 0
    assert "Jos olit mukana, kerro" in client.get(lecture.get_absolute_url()).content.decode()


def test_evaluator_does_not_attend(signed_in, evaluator, lecture):
    answer = signed_in(evaluator).post(reverse("programmes:attend", args=[lecture.programme.key, lecture.key]))

    assert answer.status_code == 403


@pytest.mark.parametrize(("who", "ways_in"), [("participant", True), ("coach", True), ("evaluator", False)])
def test_the_way_in_is_for_those_who_take_part(request, signed_in, lecture, who, ways_in):
    now = timezone.now()
    link = {"join_url": "https://etakokous.example.org/luento", "starts_at": now, "ends_at": now + timedelta(hours=1)}
    Session.objects.filter(pk=lecture.pk).update(**link)
    client = signed_in(request.getfixturevalue(who))

    pages = [client.get(page).text for page in (lecture.get_absolute_url(), reverse("front"))]

    assert ["etakokous.example.org" in page for page in pages] == [ways_in, ways_in]
    assert (reverse("programmes:attend", args=[lecture.programme.key, lecture.key]) in pages[0]) is ways_in


def test_calendar_file_names_nobody(signed_in, participant, lecture):
    body = signed_in(participant).get(reverse("programmes:session_ics", args=["ohjelma", "luento"])).content.decode()

    assert body.count("BEGIN:VEVENT") == 1
    assert f"UID:session-{lecture.pk}@digikahvit" in body
    assert "TZID:Europe/Helsinki" in body
    assert participant.display_name not in body


def test_feed_shows_own_sessions_only(client, participant, stranger, lecture, digikahvit):
    def count(person):
        return client.get(reverse("programmes:feed", args=[feed_token(person)])).content.count(b"BEGIN:VEVENT")

    assert (count(participant), count(stranger)) == (2, 1)


def test_feed_dies_with_the_password(client, participant, lecture):
    url = reverse("programmes:feed", args=[feed_token(participant)])
    participant.set_password("uusi salasana 1")
    participant.save()

    assert client.get(url).status_code == 404


def feed_address(client):
    return client.get(reverse("programmes:calendar")).context["token"]


def test_a_renewed_feed_kills_the_old_address(signed_in, participant, stranger, lecture):
    browser, others = signed_in(participant), feed_token(stranger)
    old = feed_address(browser)
    assert browser.get(reverse("programmes:feed", args=[old])).status_code == 200

    browser.post(reverse("programmes:renew_feed"))

    told = [
        browser.get(reverse("programmes:feed", args=[token])).status_code
        for token in (old, feed_address(browser), others)
    ]
    assert told == [404, 200, 200]


def test_an_ended_feed_stays_dead_until_another_is_made(signed_in, participant, lecture):
    browser = signed_in(participant)
    old = feed_address(browser)

    browser.post(reverse("programmes:end_feed"))
    assert feed_address(browser) is None
    browser.post(reverse("programmes:renew_feed"))

    told = [browser.get(reverse("programmes:feed", args=[token])).status_code for token in (old, feed_address(browser))]
    assert told == [404, 200]


def test_a_feed_is_changed_by_a_post_of_its_owner_alone(client, signed_in, participant):
    urls = [reverse("programmes:renew_feed"), reverse("programmes:end_feed")]

    assert [client.post(url).status_code for url in urls] == [302, 302]
    assert [signed_in(participant).get(url).status_code for url in urls] == [405, 405]
    assert CalendarFeed.objects.count() == 0


def test_cast_is_offered_in_a_demonstration_only(client, settings, participant):
    url = reverse("programmes:demo_login", args=[participant.pk])
    settings.DEMONSTRATION = False
    refused = client.post(url).status_code
    settings.DEMONSTRATION = True
    taken = client.post(url)

    assert (refused, taken.status_code, taken.wsgi_request.user) == (404, 302, User.objects.get(pk=participant.pk))
