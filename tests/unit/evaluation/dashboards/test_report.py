"""The report as a PDF: what is in it, in which language, and that it can be read aloud."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from coaching.core.models import AccessLog
from coaching.evaluation.dashboards import report as module
from coaching.evaluation.dashboards.groupings import BY_NAME
from coaching.evaluation.dashboards.report import report
from coaching.programmes.models import Attendance


@pytest.fixture(autouse=True)
def _counted_anew(programme):
    cache.clear()
    programme.refresh_from_db()


@pytest.fixture
def visited(make_person, subgroup, other_subgroup, lecture):
    people = [make_person(f"Oma {number}", "participant", subgroup) for number in range(14)]
    people += [make_person(f"Muu {number}", "participant", other_subgroup) for number in range(3)]
    Attendance.objects.bulk_create(Attendance(session=lecture, person=person, source="list") for person in people)


@pytest.fixture
def told(monkeypatch):
    """told(by, programme, views, language) → (what the layout was given, the names of its files)."""
    seen = {}
    set_in = module.set_in

    def look(files, **options):
        seen.update(files)
        return set_in(files, **options)

    monkeypatch.setattr(module, "set_in", look)

    def make(by, programme, views, language="en"):
        assert report(by=by, programme=programme, views=[BY_NAME[v] for v in views], language=language)[:5] == b"%PDF-"
        return json.loads(seen["report.json"]), set(seen)

    return make


def each(told):
    return [figure for view in told["views"] for group in view["groups"] for figure in group["figures"]]


def figures(told):
    return {figure["title"]: figure["rows"] for figure in each(told)}


def test_it_is_tagged_and_says_its_language(programme, organiser, visited):
    made = report(by=organiser, programme=programme, views=list(BY_NAME.values()), language="sv")

    assert made.count(b"/StructTreeRoot") > 0
    assert (b"/Lang(sv)" in made.replace(b" ", b""), b"pdfuaid:part>1" in made) == (True, True)


def test_the_programmes_facts_and_the_emblem_line(programme, organiser, told):
    programme.funder, programme.funding_number, programme.eu_funded = "ESR", "S22089", True
    programme.total_eur = 99651

    given, files = told(organiser, programme, ["kattavuus"])

    assert [fact for fact in given["facts"] if fact[0] != "Time"] == [
        ["Programme", "Ohjelma"],
        ["Funder", "ESR"],
        ["Funding number", "S22089"],
        ["Total", "99,651 €"],
    ]
    assert (given["emblem"], "emblem.svg" in files) == ("Co-funded by the European Union", True)


def test_without_eu_money_there_is_no_emblem(programme, organiser, told):
    given, files = told(organiser, programme, ["kattavuus"])

    assert (given["emblem"], "emblem.svg" in files) == ("", False)


def test_what_is_hidden_on_the_pages_is_hidden_in_the_report(programme, organiser, visited, told):
    given, _files = told(organiser, programme, ["kattavuus"])

    members = next(one for one in each(given) if one["title"] == "Members by subgroup")
    assert members["rows"] == [["All", "17"]]
    assert "hidden of: Lasten ja perheiden palvelut; Päihde- ja mielenterveystyö." in members["note"]


def test_a_coachs_report_has_own_subgroups_only_and_says_so_once_where_all_is_hidden(programme, coach, visited, told):
    given, _files = told(coach, programme, list(BY_NAME))

    members = next(one for one in each(given) if one["title"] == "Members by subgroup")
    assert members["rows"] == []
    assert members["note"] == "Every figure here would tell of fewer than 5 people, so none is shown."
    assert [title for title in figures(given) if "Päihde" in title] == []


def test_what_people_wrote_is_text_and_no_markup(programme, organiser, visited, theme, told):
    type(theme).objects.update(name='#panic("x") = $ * _ @x <y>')

    given, _files = told(organiser, programme, ["kaynnit"])

    assert figures(given)["Attendance by theme (coaching round)"][0][0] == '1 #panic("x") = $ * _ @x <y>'


def test_it_is_downloaded_and_written_down(signed_in, evaluator, programme, visited):
    address = reverse("evaluation:report", args=[programme.key])

    answer = signed_in(evaluator).get(address, {"views": ["kaynnit"], "language": "fi"})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    row = AccessLog.objects.get()
    assert (row.deed, row.details) == ("evaluation.took_report", {"views": ["kaynnit"], "language": "fi"})


@pytest.mark.parametrize("asked", [{"views": ["muu"], "language": "fi"}, {"language": "de"}, {}])
def test_what_cannot_be_asked(signed_in, evaluator, programme, asked):
    assert signed_in(evaluator).get(reverse("evaluation:report", args=[programme.key]), asked).status_code == 404


def test_others_have_no_report(signed_in, participant, programme):
    answer = signed_in(participant).get(reverse("evaluation:report", args=[programme.key]), {"language": "fi"})

    assert answer.status_code == 403


@pytest.mark.parametrize(("height", "drawn"), [(300, True), (2000, False)])
def test_a_drawing_taller_than_a_page_is_left_to_its_table(programme, organiser, visited, monkeypatch, height, drawn):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="340" height="{height}"><rect width="9" height="9"/></svg>'
    monkeypatch.setattr(module.charts, "svg", lambda _table: svg)

    made = report(by=organiser, programme=programme, views=[*BY_NAME.values()][:1], language="fi")

    assert (b"/S/Figure" in made.replace(b" ", b"")) == drawn
