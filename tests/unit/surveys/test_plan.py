"""The section "surveys" of a plan."""

import pytest

from coaching.programmes.plan.loader import load_plan
from coaching.programmes.plan.problems import WrongPlan
from coaching.surveys.models import Item, Survey, Wave

PLAN = """
programme: {key: pieni, name: Pieni}
subgroups: [{key: lapset, name: Lapset, number: 1}]
surveys:
  - key: alku
    title: Alkukysely
    title_sv: Startenkät
    mode: MODE
    sections:
      - title: Osa
        items:
          - {key: maara, kind: number, text: Montako?, lowest: 0, KEYS}
          - {key: vaite, kind: scale, text: Väite, low: ei, high: kyllä, cannot_say: true}
    waves:
      - {key: ennen, kind: before, opens: 2020-08-17 08:00, closes: CLOSES, subgroups: [GROUP], roles: [participant]}
"""


@pytest.fixture
def load(tmp_path, db):
    def load(**changes):
        text = PLAN
        for old, new in {"MODE": "linked", "KEYS": "", "CLOSES": "2020-09-30 00:00", "GROUP": "lapset"}.items():
            text = text.replace(old, changes.get(old, new))
        path = tmp_path / "pieni.yml"
        path.write_text(text)
        return load_plan(path)

    return load


def test_an_instrument_and_its_wave_are_made(load):
    load()

    survey = Survey.objects.get(programme__key="pieni")
    assert survey.title == {"fi": "Alkukysely", "sv": "Startenkät"}
    assert [(item.key, item.settings) for item in survey.items.all()] == [
        ("maara", {"lowest": 0}),
        ("vaite", {"steps": 5, "low": {"fi": "ei"}, "high": {"fi": "kyllä"}, "cannot_say": True}),
    ]
    assert survey.waves.get().audience == {"roles": ["participant"], "circles": {"subgroup": ["lapset"]}}


def test_loading_again_changes_nothing(load):
    load()
    small = Survey.objects.get(programme__key="pieni")
    small.items.filter(key="maara").update(text={"fi": "Korjattu"})

    load()

    assert [item.text for item in small.items.all()] == [{"fi": "Korjattu"}, {"fi": "Väite"}]
    assert (small.waves.count(), Survey.objects.filter(programme__key="pieni").count()) == (1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"MODE": "secret"},
        {"GROUP": "muut"},
        {"CLOSES": "2020-08-01 00:00"},
        {"KEYS": "roles: [evaluator]"},
        {"KEYS": "waves: [session]"},
        {"KEYS": "outo: 1"},
        {"KEYS": "retrospective: true, then_of: vaite"},
        {"MODE": "anonymous", "KEYS": "roles: [participant]"},
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(load, changes):
    with pytest.raises(WrongPlan) as wrong:
        load(**changes)

    assert (len(wrong.value.problems), Survey.objects.filter(programme__key="pieni").count()) == (1, 0)


def test_the_real_plan_ships_the_four_areas_and_the_surveys(real_programme):
    matrix = Item.objects.get(survey__programme=real_programme, key="osaaminen")
    waves = Wave.objects.filter(survey__programme=real_programme).order_by("survey__key", "opens_at")

    assert matrix.looks_back.get().key == "osaaminen-ennen"
    assert [area["key"] for area in matrix.settings["areas"]] == ["teknologia", "substanssi", "palvelu", "etiikka"]
    assert [(wave.survey.key, wave.kind) for wave in waves] == [
        ("digiosaaminen", "before"),
        ("digiosaaminen", "middle"),
        ("digiosaaminen", "after"),
        ("etatapaamiset", "before"),
        ("etatapaamiset", "after"),
        ("valmennuksen-kulku", "middle"),
    ]


def test_the_real_surveys_are_in_three_languages(real_programme):
    texts = [survey.title for survey in Survey.objects.filter(programme=real_programme)]
    texts += [item.text for item in Item.objects.filter(survey__programme=real_programme)]

    assert [text for text in texts if set(text) != {"fi", "sv", "en"}] == []
