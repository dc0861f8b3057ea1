"""Bringing people in from tables, good ones and bad ones."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation
from openpyxl import Workbook

from coaching.accounts.models import User
from coaching.core.errors import Refused
from coaching.core.models import AccessLog
from coaching.programmes.models import Enrolment
from groups.models import Membership
from groups.people_import.checks import check
from groups.people_import.table import read_table

GOOD = """nimi;sähköposti;organisaatio;alaryhmä;rooli;nimimerkki
Kaarna Kahvikallio;kaarna@example.org;Salla;lapset;osallistuja;
;;;lapset;kehittäjäasiakas;Tiainen
"""


def table(text, name="people.csv", encoding="utf-8"):
    return read_table(io.BytesIO(text.encode(encoding)), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_whatever_the_spreadsheet_saved(encoding, separator):
    rows = table(GOOD.replace(";", separator), encoding=encoding)

    assert [(row.number, row.name, row.role, row.pseudonym) for row in rows] == [
        (2, "Kaarna Kahvikallio", "osallistuja", ""),
        (3, "", "kehittäjäasiakas", "Tiainen"),
    ]


def test_xlsx():
    book, file = Workbook(), io.BytesIO()
    book.active.append(["name", "email"])
    book.active.append(["Kaarna Kahvikallio", "kaarna@example.org"])
    book.save(file)
    file.seek(0)

    assert [row.email for row in read_table(file, "people.XLSX")] == ["kaarna@example.org"]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.csv", "empty"),
        (b"name;email\n", "a.csv", "empty"),
        (b"name;shoe size\nA;43\n", "a.csv", "unknown_heading"),
        (b"name;131052-308T\nA;43\n", "a.csv", "identity_code"),
        (b"email\na@example.org\n", "a.csv", "missing_heading"),
        (b"PK\x03\x04 not really", "a.xlsx", "not_a_table"),
        (b"name\x00;email\nA;b\n", "a.csv", "not_a_table"),
        (b"name\n" + b"x\n" * 5_001, "a.csv", "too_many"),
        (b"x" * (5 * 1024 * 1024 + 1), "a.csv", "too_large"),
    ],
)
def test_file_that_cannot_be_read_is_refused(content, name, code):
    with pytest.raises(Refused) as refusal:
        read_table(io.BytesIO(content), name)

    assert refusal.value.code == code


def test_every_bad_cell_is_told_at_once(programme, subgroup, organisation):
    rows = table(
        "name;email;organisation;subgroup;role;pseudonym\n"
        "A;not-an-address;;;;\n"
        "B;b@example.org;Nowhere;nosuch;;\n"
        ";;;;osallistuja;\n"
        "131052-308T;d@example.org;;;;\n"
        "E;b@example.org;;;emperor;\n"
        "F;;Salla;lapset;kehittäjäasiakas;\n"
    )

    planned, bad = check(programme, rows)

    assert planned == []
    assert [(cell.row, cell.column) for cell in bad] == [
        (2, "email"),
        (3, "organisation"),
        (3, "subgroup"),
        (4, "name"),
        (4, "email"),
        (5, "name"),
        (6, "role"),
        (6, "email"),
        (7, "pseudonym"),
        (7, "organisation"),
    ]
    assert "131052" not in " ".join(cell.message for cell in bad)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "osallistuja, kehittäjäasiakas, valmentaja"),
        ("sv", "deltagare, utvecklarklient, coach"),
        ("en", "participant, developer-client, coach"),
    ],
)
def test_roles_are_told_in_the_reader_s_language(programme, language, words):
    with translation.override(language):
        _planned, bad = check(programme, table("name;email;role\nA;a@example.org;emperor\n"))

    assert [cell.message.rpartition(": ")[2] for cell in bad] == [f"{words}."]


def test_page_shows_first_and_writes_then(signed_in, organiser, programme, subgroup, organisation):
    client, before = signed_in(organiser), User.objects.count()
    upload = io.BytesIO(GOOD.encode())
    upload.name = "people.csv"

    preview = client.post(reverse("groups:import", args=[programme.key]), {"file": upload})
    assert (preview.status_code, User.objects.count()) == (200, before)

    for _twice in range(2):
        client.post(reverse("groups:bring_in", args=[programme.key]), {"rows": preview.context["rows"]})
    assert User.objects.count() == before + 2
    assert Membership.objects.filter(subgroup=subgroup).count() == 2
    log = AccessLog.objects.filter(deed="groups.imported_people").order_by("pk")
    assert [row.details for row in log] == [{"rows": 2}, {"rows": 0}]


def test_bad_file_writes_nothing(tmp_path, programme):
    file = tmp_path / "people.csv"
    file.write_text("name;email\nA;a@example.org\nB;oops\n")

    with pytest.raises(CommandError, match=r"people\.csv:3: email: "):
        call_command("import_people", str(file), programme=programme.key, yes=True)

    assert User.objects.count() == 0


def test_command_brings_in(tmp_path, capsys, programme, subgroup, organisation):
    file = tmp_path / "people.csv"
    file.write_text(GOOD)

    call_command("import_people", str(file), programme=programme.key, yes=True)

    assert sorted(Enrolment.objects.values_list("role", flat=True)) == ["developer_client", "participant"]


def test_identity_code_in_the_file_name(signed_in, organiser, programme):
    upload = io.BytesIO(GOOD.encode())
    upload.name = "131052-308T.csv"

    answer = signed_in(organiser).post(reverse("groups:import", args=[programme.key]), {"file": upload})

    assert answer.status_code == 422


def test_only_the_organiser(signed_in, coach, programme):
    assert signed_in(coach).get(reverse("groups:import", args=[programme.key])).status_code == 403


@pytest.mark.parametrize("rows", ["", "[]", "{}", "[1]", '[{"number": 2, "name": null}]', '[{"shoe": "43"}]', "[[]]"])
def test_a_lost_or_changed_preview_writes_nothing(signed_in, organiser, programme, rows):
    before = User.objects.count()

    answer = signed_in(organiser).post(reverse("groups:bring_in", args=[programme.key]), {"rows": rows})

    assert (answer.status_code, User.objects.count()) == (409, before)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    book, file = Workbook(), io.BytesIO()
    book.active.append(["name", "email"])
    book.save(file)
    monkeypatch.setattr("groups.people_import.table.LARGEST_UNPACKED", 100)

    with pytest.raises(Refused, match="too_large"):
        read_table(io.BytesIO(file.getvalue()), "people.xlsx")
