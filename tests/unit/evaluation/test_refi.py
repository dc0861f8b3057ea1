"""Project files of texts: the standard's order and traps, the same GUIDs again, and what stands in the texts."""

import io
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime
from uuid import UUID

import pytest

from coaching.core.registries import Column, Dataset, Extract, Reading
from coaching.evaluation.codebook import Table
from coaching.evaluation.formats.refi import Project
from coaching.evaluation.formats.refi.project import About
from tests.unit.evaluation.refi_standard import NAMESPACE, faults

POSTS = Dataset(
    "Messages",
    {
        "thread": Column("Discussion", "integer"),
        "number": Column("Place", "integer"),
        "person": Column("Writer", "person"),
        "subgroup": Column("Subgroup"),
        "theme": Column("Theme"),
        "text": Column("Text", "words"),
    },
    lambda _extract: iter(()),
    reading=Reading("thread", order="number", words=("text",), title="title", titles="threads"),
)
THREADS = Dataset(
    "Discussions",
    {"thread": Column("Discussion", "integer"), "title": Column("Title", "words")},
    lambda _extract: iter(()),
)
PEOPLE = Dataset(
    "People",
    {"person": Column("Who", "person"), "role": Column("Role", "category", {"member": "a member"})},
    lambda _extract: iter(()),
)
DATASETS = {"people": PEOPLE, "posts": POSTS, "threads": THREADS}
WORDS = {"kind": "Material", "theme": "Theme", "subgroup": "Subgroup", "role": "Role", "memo": "Method"}
POST = {"thread": 1, "number": 1, "person": "P101", "subgroup": "Adults", "theme": "1 Trust", "text": "Hello"}


def about():
    return About(
        name="Study",
        user="Export",
        description="What changes?",
        memo=lambda withheld: f"{withheld} withheld",
        made_at=datetime(2026, 11, 22, tzinfo=UTC),
        namespace=UUID(int=7),
        words=WORDS,
    )


@pytest.fixture
def made(tmp_path):
    """made(posts=…, threads=…, people=…) → {name in the archive: bytes}."""

    def make(selections=False, **rows):
        project = Project(tmp_path / "forum.qdpx", tmp_path, about(), DATASETS, selections)
        for name, dataset in DATASETS.items():
            take = project.taker(Table.of(name, dataset, Extract(1)))
            for row in rows.get(name, ()):
                take(row)
        project.close()
        archive = zipfile.ZipFile(io.BytesIO((tmp_path / "forum.qdpx").read_bytes()))
        return {name: archive.read(name) for name in archive.namelist()}

    return make


@pytest.fixture
def usual(made):
    return made(
        people=[{"person": "P101", "role": "member"}, {"person": "P102", "role": "member"}],
        posts=[
            POST | {"number": 2, "person": "P102", "text": "Kiitos 😀"},
            POST,
            POST | {"thread": 2, "person": "withheld", "text": "[no consent]"},
        ],
        threads=[{"thread": 1, "title": "A question"}],
    )


def root_of(files):
    return ET.fromstring(files["project.qde"])


def texts_of(files):
    return sorted(data.decode() for name, data in files.items() if name.startswith("sources/"))


def test_the_archive_has_one_project_and_a_flat_folder(usual):
    sources = [f"sources/{source.get('guid')}.txt" for source in root_of(usual).iter(f"{NAMESPACE}TextSource")]

    assert sorted(usual) == sorted(["project.qde", *sources])
    assert usual["project.qde"].startswith(b'<?xml version="1.0" encoding="utf-8"?>')


def test_it_is_as_the_standard_says(usual):
    assert faults(root_of(usual)) == []
    assert {child.tag.removeprefix(NAMESPACE) for child in root_of(usual)} == {
        *("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Sets", "Description", "NoteRef"),
    }


def test_an_empty_one_leaves_out_what_would_be_empty(made):
    root = root_of(made())

    assert faults(root) == []
    assert [child.tag.removeprefix(NAMESPACE) for child in root] == ["Users", "Notes", "Description", "NoteRef"]


def test_lines_stand_in_their_order_with_their_speakers(usual):
    assert texts_of(usual) == ["A question\n\nP101: Hello\n\nP102: Kiitos 😀\n\n", "withheld: [no consent]\n\n"]


def test_who_has_not_consented_is_no_case(usual):
    assert [case.get("name") for case in root_of(usual).iter(f"{NAMESPACE}Case")] == ["P101", "P102"]


def test_the_memo_counts_the_placeholders(usual):
    [text] = [element.text for element in root_of(usual).iter(f"{NAMESPACE}PlainTextContent")]

    assert text == "1 withheld"


def test_attributes_stand_in_all_three_places(usual):
    root = root_of(usual)
    under = {
        name: {
            value.text for element in root.iter(f"{NAMESPACE}{name}") for value in element.iter(f"{NAMESPACE}TextValue")
        }
        for name in ("Case", "TextSource")
    }

    assert under == {"Case": {"a member"}, "TextSource": {"Messages", "Adults", "1 Trust"}}
    assert [each.get("name") for each in root.iter(f"{NAMESPACE}Set")] == [
        "Material: Messages",
        "Subgroup: Adults",
        "Theme: 1 Trust",
    ]


POSTED = [
    POST | {"text": "Hyvä 😀👩‍👧 ajatus"},
    POST | {"number": 2, "person": "P102", "text": "Samaa\r\nmieltä 😀"},
    POST | {"number": 3, "person": "withheld", "text": "[no consent]"},
    POST | {"number": 4, "text": "Kiitos"},
]


def test_each_persons_words_are_selections_of_their_case(made):
    """The end is past the last sign, and an emoji before counts as the signs it is made of."""
    files = made(selections=True, posts=POSTED, threads=[{"thread": 1, "title": "Kysymys 😀"}])
    root = root_of(files)
    text = {source.get("guid"): files[f"sources/{source.get('guid')}.txt"].decode() for source in sources_of(root)}
    marked = {
        one.get("guid"): text[source.get("guid")][int(one.get("startPosition")) : int(one.get("endPosition"))]
        for source in sources_of(root)
        for one in source.iter(f"{NAMESPACE}PlainTextSelection")
    }
    said = {
        case.get("name"): [marked[ref.get("targetGUID")] for ref in case.iter(f"{NAMESPACE}SelectionRef")]
        for case in root.iter(f"{NAMESPACE}Case")
    }

    assert faults(root) == []
    assert said == {"P101": ["Hyvä 😀👩‍👧 ajatus", "Kiitos"], "P102": ["Samaa\nmieltä 😀"]}


def test_selections_come_only_when_asked_for_and_keep_their_guids(made):
    none, first, again = (made(selections=yes, posts=POSTED[:n]) for yes, n in ((False, 4), (True, 2), (True, 4)))
    guids = [
        [one.get("guid") for one in root_of(f).iter(f"{NAMESPACE}PlainTextSelection")] for f in (none, first, again)
    ]

    assert (guids[0], guids[1]) == ([], guids[2][:2])


def sources_of(root):
    return list(root.iter(f"{NAMESPACE}TextSource"))


def test_what_is_made_again_has_the_same_guids(made):
    first, again = made(posts=[POST]), made(posts=[POST, POST | {"thread": 2}])

    assert first.keys() < again.keys()


def test_what_xml_forbids_and_foreign_line_ends_are_taken_out(made):
    files = made(posts=[POST | {"text": "a\x00b\x0bc\r\nd\re\ud800", "subgroup": "x\x01y"}])

    assert texts_of(files) == ["P101: abc\nd\ne\n\n"]
    assert faults(root_of(files)) == []


def test_a_message_without_words_is_no_line(made):
    assert texts_of(made(posts=[POST | {"text": ""}, POST | {"thread": 2}])) == ["P101: Hello\n\n"]


def skeleton(inside):
    return ET.fromstring(f'<Project xmlns="urn:QDA-XML:project:1.0" name="x">{inside}</Project>')


GUID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"


@pytest.mark.parametrize(
    "inside",
    [
        '<Description>x</Description><Users><User guid="' + GUID + '"/></Users>',
        '<Users><User guid="u1"/></Users>',
        "<Cases/>",
        f'<CodeBook><Codes><Code guid="{GUID}" name="x" isCodable="True"/></Codes></CodeBook>',
        f'<Sources><TextSource guid="{GUID}" plainTextPath="internal://x.txt"><VariableValue><VariableRef '
        f'targetGUID="{GUID}"/><TextValue>x</TextValue></VariableValue><PlainTextSelection guid="{GUID}" '
        'startPosition="0" endPosition="1"/></TextSource></Sources>',
        f'<Cases><Case guid="{GUID}"><VariableValue><VariableRef targetGUID="{GUID}"/></VariableValue></Case></Cases>',
        f'<Sources><TextSource guid="{GUID}"/></Sources>',
        f'<NoteRef targetGUID="{GUID}"/>',
    ],
    ids=["order", "guid", "empty", "boolean", "values before selections", "no value", "no text", "nowhere"],
)
def test_the_check_itself_finds_the_traps(inside):
    assert faults(skeleton(inside)) != []


def test_the_check_lets_a_right_one_pass():
    assert faults(skeleton(f'<Users><User guid="{GUID}"/></Users><Description>x</Description>')) == []
