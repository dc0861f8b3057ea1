"""Nobody else's discussions show anywhere: every page, list, count, panel and search, by every wrong reader."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from coaching.core.files import Cleaned
from coaching.core.models import Draft
from coaching.core.registries import panels, panels_on
from coaching.pilots.models import Pilot
from coaching.programmes.models import Role, Session
from forums import actions
from forums.actions.attaching import attach
from forums.models import Attachment, Post, Thread
from forums.urls import urlpatterns
from groups.models import Membership

SECRET = "Salaisuus"
ASKED = {"q": "salaisuuden"}  # finds the secret, and is not itself the secret when the page repeats it


@pytest.fixture
def secret(open_thread, participant, subgroup, theme, digikahvit, pilot, colleague):
    """The subgroup's discussion with a reply and an edit, all of them with the secret word; late for its expert."""
    about = {"theme": theme, "session": digikahvit, "pilot": pilot}
    asked = {"kind": "expert", "owner": colleague, "answer_by": "2020-10-01"}
    thread = open_thread(participant, subgroup, title=f"{SECRET} otsikossa", text=f"{SECRET} alussa", **about, **asked)
    actions.edit(by=participant, post=thread.posts.get(), text=f"{SECRET} muutettuna")
    actions.reply(by=colleague, thread=thread, text=f"{SECRET} vastauksessa")
    Thread.objects.update(answered_at=None)
    attach(thread.posts.first(), [Cleaned(f"liite-{SECRET}.txt", "txt", SECRET.encode())])
    return thread


@pytest.fixture
def evaluator_of_the_subgroup(make_person, subgroup):
    """Was a member, evaluates now: the membership was never closed."""
    return make_person("Raita Entinen", Role.EVALUATOR, subgroup)


@pytest.fixture
def moved_away(make_person, subgroup, other_subgroup, programme):
    """Was in this subgroup, is in another now."""
    person = make_person("Siirto Muuttanut", Role.PARTICIPANT, other_subgroup)
    Membership.objects.create(subgroup=subgroup, programme=programme, person=person, until="2020-09-01T12:00Z")
    return person


@pytest.fixture
def coach_of_another(make_person, other_subgroup):
    return make_person("Vieras Valmentaja", Role.COACH, other_subgroup)


WRONG_READERS = [
    "stranger",
    "evaluator",
    "outsider",
    "developer",
    "evaluator_of_the_subgroup",
    "moved_away",
    "coach_of_another",
]


@pytest.fixture(params=WRONG_READERS)
def wrong_reader(request):
    return request.getfixturevalue(request.param)


def addresses_of(thread):
    """Every page of the forum there is: those of this thread, its posts and its programme."""
    post = thread.posts.first()
    of_thread = {"thread", "reply", "follow", "all_read", "close", "reopen", "move", "hand_over"}
    for page in urlpatterns:
        if page.name in {"attachment", "detach"}:
            yield page.name, reverse(f"forums:{page.name}", args=[Attachment.objects.get().pk])
        elif page.name == "react":
            yield page.name, reverse("forums:react", args=[post.pk, "thanks"])
        elif page.name == "mail":
            yield page.name, reverse("forums:mail")
        elif "slug:key" in str(page.pattern):
            yield page.name, reverse(f"forums:{page.name}", args=[thread.programme.key])
        else:
            yield page.name, reverse(f"forums:{page.name}", args=[thread.pk if page.name in of_thread else post.pk])


def told(answer):
    """The whole text of a page or a file."""
    return (b"".join(answer) if answer.streaming else answer.content).decode()


def panels_of(person, thread):
    request = RequestFactory().get("/")
    request.user = person
    subjects = {"session": Session.objects.get(pk=thread.session_id), "pilot": Pilot.objects.get(pk=thread.pilot_id)}
    subjects |= {name: getattr(thread, name) for name in ("programme", "theme", "subgroup")}
    for page in sorted({panel.page for _name, panel in panels.items() if _name.startswith("forums")}):
        slots = panels_on(page, request, subjects.get(page))
        yield from (panel for slot in slots.values() for panel in slot if panel["name"].startswith("forums"))


def test_the_secret_shows_to_its_own(secret, colleague, signed_in):
    """What the tests below prove absent is there for a member, so that they could fail."""
    shown = panels_of(colleague, secret)
    titles = [thread.title for panel in shown for thread in panel.get("threads", [])]
    client = signed_in(colleague)
    seen = {name for name, address in addresses_of(secret) if SECRET in told(client.get(address, ASKED))}

    assert seen == {"thread", "list", "search", "hand_over", "report", "attachment"}
    assert titles == [secret.title] * 6  # twice on the front; of the theme, session, pilot and subgroup


def test_no_page_shows_it(secret, wrong_reader, signed_in):
    client = signed_in(wrong_reader)

    for name, address in addresses_of(secret):
        for answer in (client.get(address, ASKED), client.post(address, {"text": "Hei", "reason": "x"})):
            assert SECRET not in told(answer), name
            if name not in {"list", "search", "new", "reports", "mail"}:
                assert answer.status_code in {404, 405}, name


def test_post_pages_are_not_found_rather_than_forbidden(secret, wrong_reader, signed_in):
    client = signed_in(wrong_reader)
    post = secret.posts.first()

    for name in ("edit", "versions", "hide"):
        assert client.get(reverse(f"forums:{name}", args=[post.pk])).status_code == 404
    assert client.get(post.get_absolute_url()).status_code == 404


def test_no_panel_tells_of_it(secret, wrong_reader):
    threads = [panel.get("threads", []) for panel in panels_of(wrong_reader, secret)]

    assert [thread for found in threads for thread in found] == []


def test_no_query_counts_it(secret, wrong_reader):
    assert Thread.objects.visible_to(wrong_reader).told_to(wrong_reader).count() == 0
    assert Post.objects.visible_to(wrong_reader).count() == 0


def test_a_tampered_filter_or_audience_opens_nothing(secret, stranger, programme, subgroup, signed_in):
    client = signed_in(stranger)
    listed = client.get(reverse("forums:list", args=[programme.key]), {"group": subgroup.pk})
    form = {"kind": "talk", "title": "Hei", "text": "Hei", "audience": subgroup.pk}
    sent = client.post(reverse("forums:new", args=[programme.key]), form)

    assert SECRET not in listed.content.decode()
    assert (sent.status_code, Thread.objects.count()) == (422, 1)


def test_evaluators_and_outsiders_have_no_forum(secret, thread_for_all, evaluator, outsider, signed_in, programme):
    for person in (evaluator, outsider):
        client = signed_in(person)
        answers = [client.get(reverse(f"forums:{name}", args=[programme.key])) for name in ("list", "new", "search")]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        assert client.get(thread_for_all.get_absolute_url()).status_code == 404


def test_nobody_reads_without_logging_in(secret, client):
    for _name, address in addresses_of(secret):
        assert client.get(address).status_code == 302


def test_everybody_s_discussion_is_for_all_who_take_part(thread_for_all, stranger, developer, coach, organiser):
    for person in (stranger, developer, coach, organiser):
        assert Thread.objects.visible_to(person).get() == thread_for_all


def test_a_draft_is_its_writer_s_own(secret, participant, colleague, signed_in):
    Draft.objects.create(owner=participant, about=secret.draft_name, text='{"text": "Omia mietteitä"}')

    own = signed_in(participant).get(secret.get_absolute_url()).content.decode()
    others = signed_in(colleague).get(secret.get_absolute_url()).content.decode()

    assert ("Omia mietteitä" in own, "Omia mietteitä" in others) == (True, False)


def test_an_opened_thread_opens_no_old_posts(secret, stranger, participant, signed_in):
    """Were the thread's audience widened some day, what was written before stays with those it was written for."""
    Thread.objects.filter(pk=secret.pk).update(subgroup=None, title="Avattu")
    secret.refresh_from_db()
    actions.reply(by=participant, thread=secret, text="Kaikille sanottu")

    page = signed_in(stranger).get(secret.get_absolute_url() + "?page=1").content.decode()

    assert (SECRET in page, "Kaikille sanottu" in page) == (False, True)
    assert [post.text for post in Post.objects.visible_to(stranger)] == ["Kaikille sanottu"]


def test_a_hidden_post_s_words_show_to_its_author_and_the_coach_only(
    secret, coach, colleague, participant, organiser, signed_in
):
    actions.hide(by=coach, post=secret.posts.get(number=2), reason="Asiakkaan asia.")

    def seen_by(person):
        page = signed_in(person).get(secret.get_absolute_url() + "?page=1&quote=2").content.decode()
        quote = signed_in(person).get(secret.get_absolute_url() + "?quote=2").content.decode()
        return [f"{SECRET} vastauksessa" in page, "Asiakkaan asia." in page, f"> {SECRET}" in quote]

    assert seen_by(participant) == [False, False, False]
    assert seen_by(colleague) == seen_by(coach) == seen_by(organiser) == [True, True, False]


def test_the_developer_client_s_name_is_nowhere(secret, developer_client, participant, programme, signed_in):
    actions.reply(by=developer_client, thread=secret, text=f"Hei! {SECRET}")
    client = signed_in(participant)

    pages = [told(client.get(address, ASKED)) for _name, address in addresses_of(secret)]

    assert [page for page in pages if "Secret Realname" in page] == []
    assert sum("Kuukkeli" in page for page in pages) == 4  # thread, list, search, and whom an edit may mention
