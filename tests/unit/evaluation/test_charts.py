"""A chart shows the figures of its table, and nothing of what the table hides."""

import xml.etree.ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import translation

from coaching.evaluation.charts import WIDTH, bars, svg
from coaching.evaluation.summaries.table import Row, Table
from coaching.programmes.models import Attendance

SVG = "{http://www.w3.org/2000/svg}"


def table(*rows, **more):
    made = tuple(Row(label, values) for label, values in rows)
    return Table("t", "Attendance", "Visits of everybody.", "Theme", ("Visits", "People"), made, **more)


def drawing(*rows):
    with translation.override("en"):
        return ET.fromstring(svg(table(*rows)))


def test_the_longest_bar_is_the_greatest_figure():
    lengths = {bar.label: bar.length for bar in bars(table(("a", (10, 1)), ("b", (5, 1)), ("c", (0, 1))))}

    assert lengths == {"a": WIDTH - 60, "b": (WIDTH - 60) / 2, "c": 0}


def test_a_hidden_figure_has_no_bar():
    root = drawing(("a", (10, 1)), ("b", (None, None)))

    assert len(root.findall(f"{SVG}rect")) == 1
    assert [text.text for text in root.findall(f"{SVG}text")] == ["a", "10", "b", "hidden"]


def test_it_has_a_title_and_says_what_is_counted():
    root = drawing(("a", (10, 1)))

    assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == [
        "Attendance: Visits",
        "Visits of everybody.",
    ]
    assert root.get("role") == "img"


def test_what_people_wrote_is_text():
    assert drawing(("<script>&", (10, 1))).find(f"{SVG}text").text == "<script>&"


@pytest.mark.parametrize("rows", [(), (("a", (None, 1)),), (("a", (0, 1)),)])
def test_nothing_to_show_is_no_chart(rows):
    assert svg(table(*rows)) == ""


def test_a_table_may_have_no_chart():
    assert svg(table(("a", (10, 1)), drawn=None)) == ""


def test_a_long_heading_is_cut():
    assert bars(table(("x" * 50, (10, 1))))[0].label == "x" * 35 + "…"


@pytest.fixture
def with_visits(lecture, make_person):
    people = [make_person(f"Jäsen {number}", "participant") for number in range(9)]
    Attendance.objects.bulk_create(Attendance(session=lecture, person=person, source="list") for person in people)


@pytest.mark.parametrize(("kind", "media_type"), [("svg", "image/svg+xml"), ("csv", "text/csv; charset=utf-8")])
def test_a_summary_is_taken_along(signed_in, evaluator, study, with_visits, kind, media_type):
    answer = signed_in(evaluator).get(reverse("evaluation:summary_file", args=[study.pk, "attendance_kind", kind]))

    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert b"9" in answer.content


@pytest.mark.parametrize(("key", "kind"), [("nothing", "svg"), ("attendance_kind", "exe"), ("consent", "png")])
def test_what_is_not_there(signed_in, evaluator, study, with_visits, key, kind):
    assert signed_in(evaluator).get(reverse("evaluation:summary_file", args=[study.pk, key, kind])).status_code == 404


def test_others_do_not_take_it(signed_in, participant, study, with_visits):
    address = reverse("evaluation:summary_file", args=[study.pk, "attendance_kind", "csv"])

    assert signed_in(participant).get(address).status_code == 404
