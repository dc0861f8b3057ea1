"""Every drawing of a made programme read back, and its report read as a reader would: the table's figures and no other.

What a table hides must not be had from a bar's length, a place, a title or a heading either.
"""

import io
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.utils import translation
from pypdf import PdfReader

from coaching.evaluation.charts import PANEL, WIDTH, svg
from coaching.evaluation.dashboards import report as module
from coaching.evaluation.dashboards.groupings import VIEWS
from coaching.evaluation.dashboards.report import report

SVG = "{http://www.w3.org/2000/svg}"
PARTS_OF_A_DRAWING = {"svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "text"}
PALE = "#d9e6df"


@pytest.fixture
def tables(everything_counted):
    return everything_counted(seed=1)


def charts(tables):
    """(table as it is read, its drawing) of every table that has one."""
    with translation.override("en"):
        return [(table.in_sight, ET.fromstring(made)) for table in tables if (made := svg(table))]


def lengths(root, table):
    """The length of each bar, in the order of the drawing; what is drawn behind a share is none."""
    way = "height" if table.chart == "columns" else "width"
    return [float(bar.get(way)) for bar in root.findall(f"{SVG}rect") if bar.get("fill") != PALE]


def drawn_values(table):
    """The figures that a drawing shows, in its order."""
    rows = [[row.values[place] for place in table.drawn] for row in table.rows]
    if table.chart == "parts":
        return [value for row in rows if None not in row and sum(row) for value in row]
    if table.chart == "columns":
        return [value for column in zip(*rows, strict=True) if any(column) for value in column]
    return [value for row in rows for value in row]


def read_back(root, table):
    """The figures that the bars' lengths tell."""
    long, told = lengths(root, table), [value for value in drawn_values(table) if value is not None]
    if table.chart == "shares":
        return [length * 100 / (WIDTH - 60) for length in long]
    if table.chart == "parts":
        sums = [sum(row.values[place] for place in table.drawn) for row in table.rows if told_whole(row, table)]
        return [length * sums[place // len(table.drawn)] / WIDTH for place, length in enumerate(long)]
    if table.chart == "columns":
        scales = [int(text.rsplit("–", 1)[1]) for text in texts(root) if re.search(r": 0–\d+$", text)]
        counts = [
            sum(row.values[place] is not None for row in table.rows)
            for place in table.drawn
            if any(row.values[place] for row in table.rows)
        ]
        most = [scale for scale, count in zip(scales, counts, strict=True) for _bar in range(count)]
        return [length * scale / PANEL for length, scale in zip(long, most, strict=True)]
    return [length * max(told) / max(long) for length in long]


def told_whole(row, table):
    values = [row.values[place] for place in table.drawn]
    return None not in values and sum(values)


def texts(root):
    return [text.text for text in root.iter(f"{SVG}text")]


def test_bars_are_as_long_as_the_figures_and_what_is_hidden_has_none(tables):
    kinds = set()
    for table, root in charts(tables):
        told = [value for value in drawn_values(table) if value is not None]
        assert (table.key, [round(value) for value in read_back(root, table)]) == (table.key, told)
        kinds |= {(table.chart, None in drawn_values(table))}

    assert kinds >= {("bars", True), ("columns", True), ("shares", False), ("parts", False)}


def test_every_hidden_figure_is_said_to_be_hidden(tables):
    for table, root in charts(tables):
        if table.chart != "parts":
            marks = [text for text in texts(root) if text == "×" or text.endswith("hidden")]
            assert (table.key, len(marks)) == (table.key, drawn_values(table).count(None))


def test_a_drawing_says_nothing_but_its_tables_words_and_told_figures(tables):
    for table, root in charts(tables):
        with translation.override("en"):
            assert (table.key, [text for text in texts(root) if text not in words_of(table)]) == (table.key, [])
        found = {part.tag.removeprefix(SVG) for part in root.iter()}
        assert found <= PARTS_OF_A_DRAWING
        columns = ", ".join(table.columns[place] for place in table.drawn)
        assert [root.find(f"{SVG}{name}").text for name in ("title", "desc")] == [
            f"{table.title}: {columns}",
            table.counts,
        ]


def words_of(table):
    """Whatever may stand in the drawing of a table."""
    headings = {table.columns[place] for place in table.drawn} | {row.label for row in table.rows}
    told = {(table.columns[place], row.values[place]) for row in table.rows for place in table.drawn}
    told = {(column, value) for column, value in told if value is not None}
    found = {heading if len(heading) <= 44 else f"{heading[:43].rstrip()}…" for heading in headings} | headings
    found |= {row.short for row in table.rows} | {"hidden", "×"} | {f"{column}: hidden" for column in headings}
    found |= {str(value) for _column, value in told} | {f"{value} %" for _column, value in told}
    return found | {f"{value} {column}" for column, value in told} | {f"{column}: 0–{value}" for column, value in told}


def test_the_report_has_the_tables_figures_and_no_other_number(tables, programme, evaluator, monkeypatch):
    given, set_in = {}, module.set_in
    monkeypatch.setattr(module, "set_in", lambda files, **how: given.update(files) or set_in(files, **how))
    programme.refresh_from_db()

    made = report(by=evaluator, programme=programme, views=VIEWS, language="en")

    told = json.loads(given["report.json"])
    figures = [figure for view in told["views"] for group in view["groups"] for figure in group["figures"]]
    shown = [
        [table.title, [[row.label, *map(as_told, row.values)] for row in table.in_sight.all_rows]] for table in tables
    ]
    assert [one for figure in figures if (one := [figure["title"], plain(figure["rows"])]) not in shown] == []
    assert {figure["alt"] for figure in figures} == {
        f"{title}: the same figures are in the table below." for title in {figure["title"] for figure in figures}
    }
    drawings = [ET.fromstring(made) for name, made in given.items() if name.startswith("chart-")]
    known = numbers(json.dumps(told, ensure_ascii=False)) | numbers(" ".join(" ".join(texts(one)) for one in drawings))
    pages = PdfReader(io.BytesIO(made)).pages
    read = [numbers(page.extract_text().replace("\n", " ")) for page in pages]
    assert set().union(*read) - known <= {str(number) for number in range(1, len(pages) + 1)}
    assert len(figures) > 40


def as_told(value):
    return "hidden" if value is None else str(value)


def plain(rows):
    return [[cell.removeprefix("about ") for cell in row] for row in rows]


def numbers(text):
    return set(re.findall(r"\d+(?:\.\d+)?", text))
