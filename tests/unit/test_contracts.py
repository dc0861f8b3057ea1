"""What no registry notices: whatever somebody forgot to plug in, found starting from the models and the files."""

import re
from itertools import islice
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models

from coaching.config import ROOT
from coaching.core.fields import Guarded
from coaching.core.registries import UNTOLD, Column, Extract, datasets, panels, personal_data, verbs
from tests.run import SAME_ON_ANY_DATABASE

HOUSE = {"coaching", "groups", "forums", "realtime"}
FLOORS = [
    {"core"},
    {"accounts"},
    {"programmes"},
    {"surveys"},
    {"lectures", "journal", "pilots", "evaluation"},
    {"groups"},
    {"forums", "realtime"},
]
FLOOR = {label: number for number, labels in enumerate(FLOORS) for label in labels}

NOT_WRITTEN_BY_PEOPLE = {
    models.SlugField: "keys of plans and addresses: letters and hyphens only",
    models.EmailField: "checked to be an address",
    models.FileField: "named by the house, never by who sends it",
    models.UUIDField: "made by the house or the browser",
}
CODES = {
    "accounts.User.password": "a hash",
    "accounts.User.login_code_hash": "a hash",
    "core.History.verb": "a name from a registry",
    "core.History.once": "made by verbs",
    "core.AccessLog.deed": "a name in the code",
    "core.AccessLog.subject": "made by verbs",
    "core.AccessLog.details": "figures and codes, by the contract of log_access",
    "core.Draft.about": "the place of a draft, from an address",
    "programmes.ForgottenName.mark": "a hash",
    "programmes.Invitation.token_hash": "a hash",
    "groups.JoinLink.code": "made by fresh_code",
    "forums.Post.roots": "word stems of a text that has been guarded",
    "evaluation.Extraction.datasets": "names from a registry",
    "evaluation.Extraction.formats": "names in the code",
    "evaluation.Extraction.themes": "keys of themes",
    "evaluation.Extraction.subgroups": "chosen among the subgroups there are",
    "evaluation.Extraction.roles": "names in the code",
    "evaluation.Extraction.waves": "names in the code",
    "evaluation.Extraction.counts": "figures",
    "evaluation.Extraction.language": "a code of a language",
    "evaluation.Extraction.sha256": "a hash",
    "evaluation.Token.tables": "names from a registry",
    "evaluation.Token.token_hash": "a hash",
    "evaluation.Token.ending": "the last signs of a secret made by the house",
    "evaluation.TokenUse.table": "a name from a registry",
    "lectures.Recording.content_type": "one of those the probe knows",
    "lectures.Recording.trouble": "a sentence of the house",
    "lectures.Watching.seen": "pairs of seconds",
    "realtime.Ballot.voter_key": "a hash",
    "realtime.Note.writer_key": "a hash",
    "realtime.Mark.giver_key": "a hash",
    "realtime.PollRun.hidden": "hashes",
    "realtime.Event.audience": "a name in the code",
    "realtime.Event.kind": "a name in the code",
    "realtime.Wish.wisher": "a hash",
}


def house_models():
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in HOUSE]


def house_apps():
    return [config for config in apps.get_app_configs() if config.name.split(".")[0] in HOUSE]


def points_at_a_person(model):
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return any(field.related_model is get_user_model() for field in fields if field.is_relation)


def test_every_app_has_its_floor():
    assert {config.label for config in house_apps()} <= set(FLOOR)


def test_whoever_points_at_a_person_is_handed_out_and_forgotten():
    covered = {model for data in personal_data.values() for model in data.covers}
    pointing = {model for model in house_models() if points_at_a_person(model)}

    assert sorted(model._meta.label for model in pointing - covered) == []


def test_personal_data_does_both():
    halves = [name for name, data in personal_data.items() if not (callable(data.export) and callable(data.erase))]

    assert halves == []


def test_everything_known_of_a_real_person_comes_out(real_programme):
    member = real_programme.enrolments.filter(role="participant").first().person

    assert {name: data.export(member) is not None for name, data in personal_data.items()} == dict.fromkeys(
        dict(personal_data.items()), True
    )


def test_every_column_has_its_sentence():
    bare = [
        f"{name}.{column}"
        for name, dataset in datasets.items()
        for column, told in dataset.columns.items()
        if not (isinstance(told, Column) and str(told.title).strip())
    ]

    assert bare == []


def test_every_category_is_explained():
    bare = [
        f"{name}.{column}"
        for name, dataset in datasets.items()
        for column, told in dataset.columns.items()
        if (told.kind == "category") != bool(told.categories)
    ]

    assert bare == []


@pytest.mark.parametrize("name", [name for name, _dataset in datasets.items()])
def test_rows_have_exactly_the_declared_columns(real_programme, name):
    dataset = datasets[name]
    rows = list(islice(dataset.rows(Extract(real_programme.pk)), 50))
    declared = [{name: row[name] for name in row if name != UNTOLD} for row in rows]

    assert [row for row in declared if list(row) != list(dataset.columns_in(Extract(real_programme.pk)))] == []


def test_what_the_plan_holds_gives_rows(real_programme):
    everything = Extract(real_programme.pk)
    with_rows = {name for name, dataset in datasets.items() if list(islice(dataset.rows(everything), 1))}

    assert with_rows == {
        "people",
        "sessions",
        "memberships",
        "subgroup_sessions",
        "forum_threads",
        "forum_posts",
        "journal",
        "pilots",
        "pilot_states",
        "pilot_steps",
        "pilot_tools",
        "pilot_risks",
        "pilot_numbers",
        "pilot_client_feedback",
        "pilot_client_words",
        "pilot_worker_feedback",
        "guidance_visits",
        "survey_items",
        "interviews",
        "interview_transcripts",
    }


def test_what_people_write_is_guarded():
    text = (models.CharField, models.TextField, models.JSONField)
    bare = [
        f"{model._meta.label}.{field.name}"
        for model in house_models()
        for field in model._meta.local_fields
        if isinstance(field, text) and not isinstance(field, (Guarded, *NOT_WRITTEN_BY_PEOPLE)) and not field.choices
    ]

    assert (sorted(set(bare) - set(CODES)), sorted(set(CODES) - set(bare))) == ([], [])


def test_keys_over_floors_leave_no_way_up():
    hidden = [
        f"{model._meta.label}.{field.name}"
        for model in house_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
        and field.related_model is not None
        and field.related_model._meta.app_label in FLOOR.keys() - {model._meta.app_label}
        and not field.remote_field.hidden
    ]

    assert hidden == []


def test_keys_point_downwards():
    """Core alone knows that there are people, by the setting that names their model."""
    upwards = [
        f"{model._meta.label}.{field.name}"
        for model in house_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model._meta.app_label in FLOOR
        if not (model._meta.app_label == "core" and field.related_model is get_user_model())
        if not goes_down(model._meta.app_label, field.related_model._meta.app_label)
    ]

    assert upwards == []


def goes_down(label, other):
    return label == other or FLOOR[label] > FLOOR[other]


def house_templates():
    return sorted((settings.BASE_DIR / "templates").rglob("*.html"))


def owner_of(path):
    """The app of a template: its folder. None for the frame, the components and what allauth renders."""
    folder = path.relative_to(settings.BASE_DIR / "templates").parts[0]
    return folder if folder in FLOOR else None


def words_of(pattern):
    """[(template, app, what the pattern found in it), …] of templates that belong to an app."""
    return [
        (path.relative_to(settings.BASE_DIR), owner_of(path), found)
        for path in house_templates()
        if owner_of(path)
        for found in re.findall(pattern, path.read_text(encoding="utf-8"))
    ]


def test_templates_borrow_only_from_below():
    borrowed = words_of(r"""\{%-?\s*(?:include|extends)\s+["'](\w+)/""")
    upwards = [f"{path}: {other}" for path, app, other in borrowed if other in FLOOR and not goes_down(app, other)]

    assert upwards == []


def test_templates_link_only_downwards():
    links = words_of(r"""\{%-?\s*url\s+["'](\w+):""")
    upwards = [f"{path}: {other}" for path, app, other in links if other in FLOOR and not goes_down(app, other)]

    assert upwards == []


def test_every_panel_has_its_template():
    found = {str(path.relative_to(settings.BASE_DIR / "templates")) for path in house_templates()}

    assert [name for name, panel in panels.items() if panel.template and panel.template not in found] == []


def test_every_verb_is_a_sentence():
    assert [name for name, verb in verbs.items() if not str(verb.sentence).strip()] == []


def used_elements():
    """Custom elements that some template uses."""
    return {
        tag
        for path in house_templates()
        for tag in re.findall(r"<([a-z]+(?:-[a-z]+)+)[\s>]", path.read_text(encoding="utf-8"))
    }


def test_every_element_has_its_file():
    files = {path.stem for path in (settings.BASE_DIR / "static" / "js").glob("*.js")}

    assert sorted(used_elements() - files) == []


def test_every_element_s_file_is_used():
    """An element's file ends in its own definition; the rest are modules that others import."""
    elements = {
        path.stem
        for path in (settings.BASE_DIR / "static" / "js").glob("*.js")
        if f'customElements.define("{path.stem}"' in path.read_text(encoding="utf-8")
    }

    assert sorted(elements - used_elements()) == []


def test_every_app_says_what_it_is():
    assert [config.label for config in house_apps() if not (Path(config.path) / "README.md").exists()] == []


def test_what_is_left_to_the_other_round_is_there():
    assert [path for path in SAME_ON_ANY_DATABASE if not (ROOT / path).exists()] == []
