"""A wrong plan: every mistake told by file, line and what is wrong, and nothing written."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.utils import translation

from coaching.programmes.plan.loader import load_plan
from coaching.programmes.plan.problems import WrongPlan

RIGHT = """\
programme: {key: p, name: P}
organisations:
  - {key: salla, name: Salla, kind: municipality}
themes:
  - {key: t1, number: 1, name: Luottamus}
sessions:
  - {key: s1, theme: t1, kind: lecture, title: Luento, starts: 2020-09-23 10:00, ends: 2020-09-23 11:30}
people:
  - {key: a, name: A, email: a@example.org, role: participant, organisation: salla}
consents:
  - a
"""


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def problems(db, tmp_path):
    """problems(text) → what is said of this plan; fails when a row was left behind."""

    def told(text):
        file = tmp_path / "plan.yml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        before = rows()
        with pytest.raises(WrongPlan) as wrong:
            load_plan(file)
        assert rows() == before
        return [str(problem) for problem in wrong.value.problems]

    return told


def rows():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_right_plan_is_loaded(db, tmp_path):
    file = tmp_path / "plan.yml"
    file.write_text(RIGHT)

    assert load_plan(file).key == "p"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("name: Salla", "name: Salla, shoe: 43", "3: “shoe” is not known here."),
        ("consents:", "concents:", "11: There is no section called “concents”."),
        ("number: 1", "number: first", "5: “number” must be a whole number."),
        ("number: 1", "number: 1.5", "5: “number” must be a whole number."),
        ("number: 1", "number: -1", "5: “number” must be at least 0."),
        ("number: 1", "number: true", "5: “number” must be a whole number."),
        (
            "name: Luottamus",
            "name: " + "L" * 201,
            "5: “name”: Ensure this value has at most 200 characters (it has 201).",
        ),
        ("name: Luottamus", "name: [Luottamus]", "5: “name” must be a text."),
        (", name: Luottamus", "", "5: “name” is missing."),
        ("name: Luottamus", "name: ", "5: “name” is missing."),
        ("kind: lecture", "kind: lunch", "7: “kind” is “lunch”, but must be one of: lecture, digikahvit, workshop, "),
        ("09-23 10:00", "09-31 10:00", "7: “starts” must be a date and time such as 2020-09-23 10:00."),
        ("2020-09-23 10:00", "2020-09-23", "7: “starts” must be a date and time such as 2020-09-23 10:00."),
        ("09-23 11:30", "09-23 09:30", "7: “ends” is not after “starts”."),
        ("theme: t1", "theme: t9", "7: There is no theme “t9” in this plan."),
        ("organisation: salla", "organisation: sala", "9: There is no organisation “sala” in this plan."),
        ("a@example.org", "a at example", "9: “email”: Enter a valid email address."),
        ("email: a@example.org, ", "", "9: A person needs an e-mail or a pseudonym."),
        ("role: participant, organisation: salla", "role: developer_client", "9: “pseudonym” is missing."),
        ("organisation: salla", "from: 2020-02-31", "9: “from” must be a date such as 2020-09-23."),
        ("organisation: salla", "from: 2020-02-21 10:00:00", "9: “from” must be a date without a time."),
        ("key: salla,", "key: Salla!,", "3: “key”: Enter a valid “slug” consisting of letters, numbers, underscores "),
        ("  - a\n", "  - b\n", "11: There is no person “b” in this plan."),
        ("  - a\n", "  - [a]\n", "11: “consents” must be a list of texts."),
        ("consents:\n  - a\n", "consents: a\n", "10: “consents” must be a list."),
        ("key: p, ", "", "1: “key” is missing."),
        ("key: p,", "key: p, key: q,", "1: “key” is written twice."),
        ("key: p,", "? [p, q] : r,", "1: A name must be a text."),
        ("consents:\n  - a\n", "themes: []\n", "10: “themes” is written twice."),
    ],
)
def test_one_mistake_is_told_by_its_line(problems, right, wrong, said):
    told = problems(RIGHT.replace(right, wrong, 1))

    assert told[0].startswith(f"plan.yml:{said}")


def test_a_key_used_twice(problems):
    twice = RIGHT.replace("themes:\n", "themes:\n  - {key: t1, number: 2, name: Toinen}\n")

    assert problems(twice) == ["plan.yml:6: The key “t1” is used twice."]


def test_a_pseudonym_is_one_persons_only(problems):
    wanted = "  - {key: b, name: B, email: b@example.org, role: participant, pseudonym: Tiainen}\n"
    twice = RIGHT.replace("people:\n", "people:\n" + wanted + wanted.replace("b,", "c,").replace("b@", "c@"))

    assert problems(twice) == ["plan.yml:10: Somebody else has the pseudonym “Tiainen”."]


def test_everything_wrong_is_told_at_once(problems):
    wrong = """\
programme: {name: P, colour: red}
themes:
  - {key: t1, number: one, name: Luottamus}
  - tietoturva
sessions:
  - {key: s1, theme: t2, kind: lecture}
snacks: []
"""

    assert problems(wrong) == [
        "plan.yml:1: “colour” is not known here.",
        "plan.yml:1: “key” is missing.",
        "plan.yml:3: “number” must be a whole number.",
        "plan.yml:4: An entry of “themes” must have names and values.",
        "plan.yml:6: There is no theme “t2” in this plan.",
        "plan.yml:6: “title” is missing.",
        "plan.yml:7: There is no section called “snacks”.",
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"programme:\n  key: p\n name: P\n", 3),
        (b"programme: {key: p\n", 2),
        (b"programme:\n\tkey: p\n", 2),
        (b"programme: *nobody\n", 1),
        (b"a: 1\nb: \x07\n", 2),
        (b"a: 1\n\nb: \xe4\xe4\n", 3),
        (b"", 1),
        (b"just words\n", 1),
        (b"- a\n- b\n", 1),
        (b"a: 1\n---\nb: 2\n", 2),
    ],
)
def test_what_is_no_plan_at_all(problems, content, line):
    assert [told.split(":")[:2] for told in problems(content)] == [["plan.yml", str(line)]]


@pytest.mark.parametrize(
    "text",
    [
        RIGHT.replace("name: A", "name: 131052-308T"),
        RIGHT.replace("name: A", "131052-308T: A"),
        RIGHT.replace("role: participant", "role: 131052-308T"),
        RIGHT.replace("organisation: salla}", "organisation: sala}  # 131052-308T"),
        RIGHT.replace("organisation: salla", "organisation: 131052-308T"),
    ],
)
def test_an_identity_code_is_refused_and_not_repeated(problems, text):
    told = problems(text)

    assert told[0].startswith("plan.yml:9: The text holds a Finnish personal identity code.")
    assert "131052" not in " ".join(told)


def test_an_identity_code_over_two_lines_is_refused(problems):
    folded = RIGHT.replace("{key: p, name: P}", "\n  key: p\n  name: P\n  summary: >-\n    131052\n    -308T\n")

    assert [told.split(". ")[0] for told in problems(folded)] == [
        "plan.yml:4: The text holds a Finnish personal identity code"
    ]


def test_command_says_how_much_is_wrong(db, tmp_path):
    file = tmp_path / "plan.yml"
    file.write_text(RIGHT.replace("lecture", "lunch").replace("number: 1", "number: one"))

    with pytest.raises(CommandError) as error:
        call_command("load_plan", str(file))

    assert str(error.value).splitlines()[-1] == "2 things are wrong, nothing was written."


def test_a_file_that_is_not_there(db):
    with translation.override("fi"), pytest.raises(CommandError, match=r"nowhere\.yml:1: Tiedostoa ei ole"):
        call_command("load_plan", "nowhere.yml")
