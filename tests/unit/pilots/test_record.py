"""A pilot's record in short parts, its board and its timeline."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coaching.core.errors import Refused
from coaching.core.registries import Extract, datasets
from coaching.pilots import actions
from coaching.pilots.models import Figure, Pilot, Risk, StateChange, Tool
from coaching.pilots.parts import PARTS, after
from coaching.pilots.timeline import timeline

IDENTITY_CODE = "131052-308T"


def page_of(pilot, key):
    return reverse("pilots:part", args=[pilot.pk, key])


def test_the_parts_hold_every_text_of_the_record_once():
    fields = [name for part in PARTS.values() for name in part.fields]
    by_other_ways = {"id", "programme", "key", "state", "made_by", "made_at"}

    assert sorted(fields) == sorted({field.name for field in Pilot._meta.fields} - by_other_ways)


def test_after_each_part_comes_the_next():
    assert [after(key) for key in PARTS] == [*list(PARTS)[1:], None]


def test_a_part_is_saved_alone_and_leads_on(participant, pilot, signed_in):
    filled = {"need": "Puhelin ei tavoita nuoria", "strategy": "Kunnan digiohjelma", "next": "muutos"}

    answer = signed_in(participant).post(page_of(pilot, "tarve"), filled)

    pilot.refresh_from_db()
    assert answer.url == page_of(pilot, "muutos")
    assert (pilot.need, pilot.strategy, pilot.summary) == (filled["need"], filled["strategy"], "Chat nuorille")


def test_the_last_part_leads_to_the_pilot(participant, pilot, signed_in):
    answer = signed_in(participant).post(page_of(pilot, "jakaminen"), {"tips": "Aloita pienestä"})

    assert answer.url == pilot.get_absolute_url()


@pytest.mark.parametrize(
    ("key", "filled", "wrong"),
    [
        ("tarve", {"need": f"Asiakas {IDENTITY_CODE}"}, "need"),
        ("perustiedot", {"name": "Chat", "starts": "2020-09-02", "ends": "2020-09-01"}, "ends"),
        ("perustiedot", {"name": ""}, "name"),
        ("tulos", {"outcome": "adopt"}, "reasons"),
        ("tyokalut", {"name": "Ninchat", "identification": "none", "check_state": "done"}, "checked_by"),
        ("tyokalut", {"name": IDENTITY_CODE, "identification": "none", "check_state": "missing"}, "name"),
        ("riskit", {"what": "", "likelihood": 1, "effect": 3}, "what"),
        ("riskit", {"what": "Kiire", "likelihood": 4, "effect": 3}, "likelihood"),
        ("luvut", {"value_clients": "-1"}, "value_clients"),
    ],
)
def test_a_refused_part_says_what_is_wrong_and_nothing_changes(key, filled, wrong, participant, pilot, signed_in):
    answer = signed_in(participant).post(page_of(pilot, key), filled)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert [model.objects.count() for model in (Tool, Risk, Figure)] == [0, 0, 0]
    assert Pilot.objects.values_list("name", "need").get() == ("Neuvontachat", "Salainen tarve")


@pytest.mark.parametrize("key", PARTS)
def test_the_record_is_written_by_those_inside_alone(key, participant, stranger, evaluator, pilot, signed_in):
    got = [signed_in(who).get(page_of(pilot, key)).status_code for who in (participant, stranger, evaluator)]

    assert got == [200, 403, 404]


def test_a_part_nobody_knows_is_not_found(participant, pilot, signed_in):
    assert signed_in(participant).get(page_of(pilot, "muu")).status_code == 404


def test_a_tool_is_added_changed_and_removed(participant, pilot, signed_in):
    client, page = signed_in(participant), page_of(pilot, "tyokalut")
    client.post(page, {"name": "Ninchat", "identification": "none", "check_state": "missing"})
    tool = Tool.objects.get()
    own = [pilot.pk, "tyokalut", tool.pk]

    changed = {"name": "Ninchat", "identification": "strong", "check_state": "done", "checked_by": "Tietosuojavastaava"}
    client.post(reverse("pilots:thing", args=own), changed)
    tool.refresh_from_db()
    assert (tool.identification, tool.check_state, tool.checked_by) == ("strong", "done", "Tietosuojavastaava")

    client.post(reverse("pilots:remove_thing", args=own))
    assert Tool.objects.count() == 0


def test_a_tool_of_another_pilot_is_not_found(participant, stranger, pilot, make_pilot, signed_in):
    tool = make_pilot("Etäryhmä", stranger).tools.create(name="Teams")
    own = [pilot.pk, "tyokalut", tool.pk]

    got = [signed_in(participant).post(reverse(f"pilots:{deed}", args=own)) for deed in ("thing", "remove_thing")]

    assert [answer.status_code for answer in got] == [404, 404]


def test_a_risk_belongs_to_people_of_the_pilot(developer, participant, stranger, pilot, signed_in):
    client, filled = signed_in(developer), {"what": "Kiire", "likelihood": 3, "effect": 2}
    client.post(page_of(pilot, "riskit"), {**filled, "owner": participant.pk})

    refused = client.post(page_of(pilot, "riskit"), {**filled, "owner": stranger.pk})

    assert (Risk.objects.get().owner, refused.status_code) == (participant, 422)
    with pytest.raises(Refused):
        actions.keep_risk(by=developer, pilot=pilot, risk=Risk(), owner=stranger, **filled)


def test_the_worst_risk_comes_first(pilot):
    for what, likelihood, effect in (("a", 1, 3), ("b", 3, 3), ("c", 2, 2)):
        pilot.risks.create(what=what, likelihood=likelihood, effect=effect)

    assert [risk.what for risk in pilot.risks.all()] == ["b", "c", "a"]


def test_figures_are_kept_by_month_with_their_estimates(participant, pilot, signed_in):
    Pilot.objects.update(starts="2020-08-01", ends="2020-10-31")
    client, page = signed_in(participant), page_of(pilot, "luvut") + "?month=2020-09"
    client.post(page, {"value_clients": "12", "about_clients": "on", "value_chat": "40", "value_no_shows": "0"})

    client.post(page, {"value_clients": "13", "value_no_shows": "0"})

    kept = Figure.objects.values_list("month", "kind", "value", "is_estimate")
    assert sorted(kept) == [(date(2020, 9, 1), "clients", 13, False), (date(2020, 9, 1), "no_shows", 0, False)]


def test_the_months_to_choose_from_are_the_pilots(participant, pilot, signed_in):
    Pilot.objects.update(starts="2020-11-15", ends="2021-01-31")

    months = signed_in(participant).get(page_of(pilot, "luvut")).context["months"]

    assert months == [date(2021, 1, 1), date(2020, 12, 1), date(2020, 11, 1)]


def test_few_people_are_hidden_in_the_export_and_contacts_are_not(pilot, programme):
    for kind, value in (("clients", 4), ("no_shows", 5), ("chat", 2), ("failed", 0)):
        pilot.figures.create(month=date(2020, 9, 1), kind=kind, value=value, is_estimate=kind == "chat")

    rows = datasets["pilot_numbers"].rows(Extract(programme.pk))

    assert {row["figure"]: (row["value"], row["precision"]) for row in rows} == {
        "clients": (None, "hidden"),
        "no_shows": (5, "exact"),
        "chat": (2, "about"),
        "failed": (0, "exact"),
    }


@pytest.mark.parametrize(
    ("who", "status"),
    [("participant", 302), ("developer", 302), ("coach", 403), ("stranger", 403), ("evaluator", 404)],
)
def test_who_moves_a_pilot(who, status, request, pilot, signed_in):
    answer = signed_in(request.getfixturevalue(who)).post(reverse("pilots:move", args=[pilot.pk]), {"state": "in_use"})

    pilot.refresh_from_db()
    assert (answer.status_code, pilot.state) == (status, "in_use" if status == 302 else "running")


def test_a_move_leads_back_to_a_page_of_the_house_alone(participant, pilot, signed_in):
    client, page = signed_in(participant), reverse("pilots:move", args=[pilot.pk])
    board = reverse("pilots:list", args=[pilot.programme.key])

    back = [client.post(page, {"state": "in_use", "next": next}).url for next in ("https://elsewhere.example/", "/x/")]

    assert back == [f"{board}#pilot-{pilot.pk}", f"/x/#pilot-{pilot.pk}"]


def test_a_move_is_kept_with_its_day_and_the_last_of_a_day_counts(participant, pilot):
    for state in ("paused", "running", "running", "in_use"):
        actions.move(by=participant, pilot=pilot, state=state)
    with pytest.raises(Refused, match="no_such_state"):
        actions.move(by=participant, pilot=pilot, state="gone")

    assert list(StateChange.objects.values_list("state", "on", "by")) == [
        ("in_use", timezone.localdate(), participant.pk)
    ]


def test_a_state_that_is_none_is_refused(participant, pilot):
    with pytest.raises(Refused):
        actions.move(by=participant, pilot=pilot, state="muu")


def test_the_move_button_is_shown_to_those_who_may(participant, stranger, pilot, programme, signed_in):
    pages = [signed_in(who).get(reverse("pilots:list", args=[programme.key])) for who in (participant, stranger)]

    assert [reverse("pilots:move", args=[pilot.pk]) in page.content.decode() for page in pages] == [True, False]


def test_the_timeline_tells_everything_newest_first(pilot, step, visit, participant):
    pilot.state_changes.create(state="running", on=date(2020, 8, 1))
    step.done_at = timezone.now() - timedelta(days=1)
    for _n in range(5):
        pilot.client_feedback.create(smile=4, told_on=date(2020, 10, 1))
    pilot.client_feedback.create(smile=1)
    pilot.outcome, pilot.decided_on, pilot.reasons = "adopt", date(2020, 11, 1), "Toimi"

    moments = timeline(pilot, [step], [visit])

    assert [moment.kind for moment in moments] == ["step", "outcome", "feedback", "visit", "state"]


def test_a_step_is_changed_by_those_inside(participant, developer_client, stranger, step, signed_in):
    page, filled = reverse("pilots:change_step", args=[step.pk]), {"title": "Uusi nimi", "owner": developer_client.pk}

    refused = signed_in(stranger).post(page, filled)
    answer = signed_in(participant).post(page, filled)

    step.refresh_from_db()
    assert (refused.status_code, answer.status_code) == (403, 302)
    assert (step.title, step.owner, step.due) == ("Uusi nimi", developer_client, None)


@pytest.mark.parametrize("key", ["riskit", "tyokalut", "luvut"])
def test_a_list_costs_as_much_for_one_row_and_for_three(
    key, participant, developer_client, pilot, signed_in, django_assert_num_queries
):
    def row(number, owner):
        pilot.risks.create(what="Kiire", owner=owner)
        pilot.tools.create(name="Teams")
        pilot.figures.create(month=date(2020, number, 1), kind="chat", value=1)

    client = signed_in(participant)
    row(1, participant)
    client.get(page_of(pilot, key))

    with django_assert_num_queries(LIST_QUERIES[key]):
        client.get(page_of(pilot, key))
    row(2, developer_client)
    row(3, None)
    with django_assert_num_queries(LIST_QUERIES[key]):
        client.get(page_of(pilot, key))


LIST_QUERIES = {"riskit": 14, "tyokalut": 13, "luvut": 11}


def test_two_people_write_two_parts_at_once(pilot, participant):
    one, other = Pilot.objects.get(), Pilot.objects.get()

    actions.edit(by=participant, pilot=one, tips="Aloita pienestä")
    actions.edit(by=participant, pilot=other, idea="Chat on auki")

    assert Pilot.objects.values_list("tips", "idea").get() == ("Aloita pienestä", "Chat on auki")
