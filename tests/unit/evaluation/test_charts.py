"""A chart shows the figures of its table, and nothing of what the table hides."""

import xml.etree.ElementTree as ET

import pytest
from django.utils import translation

from coaching.evaluation.charts import WIDTH, drawing, svg
from coaching.evaluation.summaries.table import Row, Table

SVG = "{http://www.w3.org/2000/svg}"


def table(*rows, **more):
    made = tuple(Row(label, values) for label, values in rows)
    columns = ("Visits", "People", "More")[: len(made[0].values) if made else 1]
    return Table("t", "Attendance", "Visits of everybody.", "Theme", columns, made, **more)


def drawn(*rows, language="en", **more):
    with translation.override(language):
        return ET.fromstring(svg(table(*rows, **more)))


def texts(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def test_the_longest_bar_is_the_greatest_figure():
    lines = drawing(table(("a", (10, 1)), ("b", (5, 1)), ("c", (0, 1)))).lines

    assert {line.label: line.shapes[0].width for line in lines} == {"a": WIDTH - 60, "b": (WIDTH - 60) / 2, "c": 0}


def test_headings_too_long_to_stand_beside_their_bars_stand_over_them():
    columns = ("Children and families, 27 September", "Substance abuse, 27 September")
    long = Table("t", "Poll", "People.", "Answer", columns, (Row("Yes", (10, None)), Row("No", (9, 8))), drawn=(0, 1))

    with translation.override("en"):
        assert texts(ET.fromstring(svg(long))) == [
            *("Yes", columns[0], "10", columns[1], "hidden"),
            *("No", columns[0], "9", columns[1], "8"),
        ]
    assert [len(line.shapes) for line in drawing(long).lines] == [0, 1, 1] * 2


def test_a_hidden_figure_has_no_bar():
    root = drawn(("a", (10, 1)), ("b", (None, 1)))

    assert len(root.findall(f"{SVG}rect")) == 1
    assert texts(root) == ["a", "10", "b", "hidden"]


def test_what_is_hidden_whole_is_named_and_not_drawn():
    """Of a column the sum may be told all the same."""
    some = table(("a", (10, None)), ("b", (None, None)), total=Row("All", (17, 8)), drawn=(0, 1))

    with translation.override("en"):
        assert texts(ET.fromstring(svg(some))) == ["a", "10"]
        assert some.out_of_sight == ["b", "People (All: 8)"]
    assert (some.in_sight.columns, some.in_sight.total.values) == (("Visits",), (17,))


def test_over_time_nothing_is_out_of_sight():
    weeks = table(("a", (10,)), ("b", (None,)), chart="columns")

    assert (weeks.in_sight, weeks.out_of_sight) == (weeks, [])


def test_where_every_answer_is_hidden_their_sum_is_told():
    hidden = table(("a", (None, None)), ("b", (None, None)), total=Row("Answered", (8, None)))

    assert (hidden.out_of_sight, svg(hidden)) == (["a", "b", "People"], "")
    assert hidden.in_sight.all_rows == (Row("Answered", (8,)),)


@pytest.mark.parametrize("chart", ["bars", "columns", "shares", "parts"])
def test_numbers_are_numbers_in_every_language(chart):
    """A comma in a length would be another length."""
    root = drawn(("a", (10, 3)), ("b", (7, 3)), language="fi", chart=chart, drawn=(0,))

    numbers = [rect.get(name) for rect in root.findall(f"{SVG}rect") for name in ("x", "y", "width", "height")]
    assert [number for number in numbers if "," in number] == []
    assert [float(number) for number in numbers if float(number) < 0] == []


def test_several_columns_over_time_are_pictures_of_their_own():
    root = drawn(("Sep", (10, 30)), ("Oct", (None, 15)), chart="columns", drawn=(0, 1))

    assert texts(root) == ["Visits: 0–10", "×", "Sep", "Oct", "People: 0–30", "Sep", "Oct"]


def test_parts_are_told_apart_by_number_and_pattern_and_left_out_when_one_is_hidden():
    root = drawn(("a", (20, 6, 5)), ("b", (20, None, None)), chart="parts", drawn=(0, 1, 2))

    fills = [rect.get("fill") for rect in root.findall(f"{SVG}rect")]
    assert fills == ["#1d5746", "url(#chart-t-lines)", "#ffffff"]
    assert texts(root) == ["Visits", "People", "More", "a", "20", "6", "5"]


def test_it_has_a_title_and_says_what_is_counted():
    root = drawn(("a", (10, 1)))

    assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == [
        "Attendance: Visits",
        "Visits of everybody.",
    ]
    assert root.get("role") == "img"


def test_what_people_wrote_is_text():
    assert texts(drawn(("<script>&", (10, 1))))[0] == "<script>&"


@pytest.mark.parametrize("chart", ["bars", "columns", "shares"])
@pytest.mark.parametrize("rows", [(), (("a", (None, 1)),)])
def test_nothing_to_show_is_no_chart(chart, rows):
    assert svg(table(*rows, chart=chart)) == ""


def test_a_table_may_have_no_chart():
    assert svg(table(("a", (10, 1)), drawn=())) == ""


def test_a_long_heading_is_cut():
    assert drawing(table(("x" * 50, (10, 1)))).lines[0].label == "x" * 43 + "…"
