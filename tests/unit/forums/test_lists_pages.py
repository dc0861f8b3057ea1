import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.core.models import Draft
from coaching.programmes.models import Session
from forums import actions
from forums import search as searching
from forums.models import Thread
from forums.views import lists
from groups.models import SubgroupSession

IDENTITY_CODE = "131052-308T"


@pytest.fixture
def listed(signed_in, programme):
    """listed(person, **filters) → titles in the order shown."""

    def listed(person, **filters):
        page = signed_in(person).get(reverse("forums:list", args=[programme.key]), filters)
        return [thread.title for thread in page.context["page"]]

    return listed


@pytest.fixture
def new(programme):
    return reverse("forums:new", args=[programme.key])


def typed(**values):
    return {"kind": "talk", "title": "Kysymys", "text": "Miten?", "audience": "everybody", **values}


def test_one_s_own_subgroup_comes_first_and_the_newest_in_it(listed, open_thread, participant, subgroup):
    open_thread(participant, subgroup, title="Oma vanha")
    old = Thread.objects.get()
    open_thread(participant, subgroup, title="Oma uusi")
    open_thread(participant, title="Kaikille")
    assert listed(participant) == ["Oma uusi", "Oma vanha", "Kaikille"]

    actions.reply(by=participant, thread=old, text="Nousee")

    assert listed(participant) == ["Oma vanha", "Oma uusi", "Kaikille"]


def test_a_list_can_be_narrowed(listed, open_thread, participant, coach, subgroup, theme):
    open_thread(participant, subgroup, title="Oma teemasta", theme=theme)
    open_thread(coach, subgroup, title="Oma muu")
    open_thread(participant, title="Kaikille")

    assert listed(participant, group=subgroup.pk) == ["Oma muu", "Oma teemasta"]
    assert listed(participant, group="everybody") == ["Kaikille"]
    assert listed(participant, theme=theme.key) == ["Oma teemasta"]
    assert listed(participant, unread="1") == ["Oma muu"]
    assert listed(participant, theme=theme.key, unread="1") == []
    assert listed(participant, group="x", theme="x", page="x") == ["Oma muu", "Oma teemasta", "Kaikille"]


def test_a_list_costs_the_same_for_one_and_three(
    open_thread, participant, coach, developer_client, subgroup, signed_in
):
    client = signed_in(participant)

    def cost(address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    thread = open_thread(coach, subgroup, text="kahvia")
    addresses = [reverse(f"forums:{name}", args=[thread.programme.key]) for name in ("list", "search")]
    addresses = [f"{address}?q=kahvi" for address in addresses]
    cost(addresses[0])
    one = [cost(address) for address in addresses]
    open_thread(developer_client, subgroup, text="kahvit")
    open_thread(participant, text="kahveja")

    assert [cost(address) for address in addresses] == one


def test_a_discussion_starts_in_one_form(new, participant, subgroup, theme, signed_in):
    client = signed_in(participant)
    form = client.get(new, {"theme": theme.key}).context["form"]
    assert (form["audience"].value(), form["about"].value()) == (str(subgroup.pk), f"theme-{theme.pk}")

    answer = client.post(new, typed(audience=form["audience"].value(), about=form["about"].value()))

    thread = Thread.objects.get()
    assert (thread.title, thread.subgroup, thread.theme, thread.author) == ("Kysymys", subgroup, theme, participant)
    assert answer.url == thread.get_absolute_url()


def test_sessions_of_several_subgroups_are_told_apart(
    new, digikahvit, other_subgroup, participant, organiser, signed_in
):
    other = Session.objects.create(
        programme=digikahvit.programme, key="toinen", kind="digikahvit", title=digikahvit.title, whole_programme=False
    )
    SubgroupSession.objects.create(session=other, subgroup=other_subgroup)

    def offered(person):
        choices = signed_in(person).get(new).context["form"].fields["about"].choices
        return [label for _title, group in choices[1:] for key, label in group if key.startswith("session")]

    places = {"Lasten ja perheiden palvelut", "Päihde- ja mielenterveystyö"}
    assert {label.rpartition(", ")[2] for label in offered(organiser)} == places
    assert [label.rpartition(", ")[2] in places for label in offered(participant)] == [False]


def test_a_discussion_for_everybody_must_be_chosen(new, participant, signed_in):
    client = signed_in(participant)
    without = client.post(new, typed(audience=""))
    chosen = client.post(new, typed())

    assert (without.status_code, list(without.context["form"].errors), chosen.status_code) == (422, ["audience"], 302)
    assert Thread.objects.get().subgroup is None


@pytest.mark.parametrize("field", ["title", "text"])
def test_an_identity_code_is_refused_and_the_rest_of_the_form_kept(new, participant, signed_in, field):
    sent = typed(text="Pitkä kertomus") | {field: IDENTITY_CODE}

    answer = signed_in(participant).post(new, sent)

    assert (answer.status_code, list(answer.context["form"].errors), Thread.objects.count()) == (422, [field], 0)
    assert {name: answer.context["form"][name].value() for name in sent} == sent


def test_a_form_begun_elsewhere_goes_on_here(new, programme, participant, signed_in):
    begun = {"title": "Kesken", "text": "Olin juuri", "audience": "everybody"}
    Draft.objects.create(owner=participant, about=actions.draft_for_new_thread(programme), text=json.dumps(begun))

    form = signed_in(participant).get(new).context["form"]

    assert {name: form[name].value() for name in begun} == begun


def test_search_shows_what_it_found_and_where(thread, participant, programme, signed_in):
    page = signed_in(participant).get(reverse("forums:search", args=[programme.key]), {"q": "teette"}).content.decode()

    assert "Miten te <mark>teette</mark>?" in page
    assert f'href="{thread.posts.get().get_absolute_url()}"' in page


def test_a_search_that_finds_too_many_says_so_and_pages_the_newest(
    thread, participant, programme, signed_in, monkeypatch
):
    for module in (searching, lists):
        monkeypatch.setattr(module, "MOST_FOUND", 2)
    for number in range(4):
        actions.reply(by=participant, thread=thread, text=f"Kamera {number}")

    page = signed_in(participant).get(reverse("forums:search", args=[programme.key]), {"q": "kamera"})

    assert ([post.text for post in page.context["page"]], page.context["more_than"]) == (["Kamera 3", "Kamera 2"], 2)


def test_a_search_for_markup_shows_it_as_text(open_thread, participant, programme, signed_in):
    open_thread(participant, title="<b>paha</b>", text="`<script>alert(1)</script>`")

    page = signed_in(participant).get(reverse("forums:search", args=[programme.key]), {"q": '"><script> alert'})

    assert "<script>alert" not in page.content.decode()
    assert "&lt;b&gt;paha&lt;/b&gt;" in page.content.decode()
