"""What is vendored is what the manifest says, and nothing else."""

import json
import re
import runpy
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
VENDOR = STATIC / "vendor"
SCRIPT = runpy.run_path(str(VENDOR / "vendor.py"))
MANIFEST = SCRIPT["read_manifest"]()
ICON = re.compile(r'(?:_icon\.html["\'] with name|\bicon)=["\']([a-z0-9-]+)["\']')
OUTPUTS = dict(SCRIPT["outputs"](MANIFEST))


def test_every_file_has_its_hash():
    assert list(SCRIPT["differing"](MANIFEST)) == []


def test_nothing_lies_there_that_the_manifest_does_not_name():
    there = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    there -= {"manifest.json", "vendor.py"} | {name for name in there if "__pycache__" in name}

    assert there == {name for name in OUTPUTS if not name.startswith("..")}


@pytest.mark.parametrize("package", MANIFEST["packages"].values(), ids=list(MANIFEST["packages"]))
def test_every_package_tells_version_licence_and_carries_its_text(package):
    assert package["version"][0].isdigit()
    assert package["licence"] in {"MIT", "0BSD", "OFL-1.1"}
    assert [name for name in package["files"] if name.endswith("LICENSE")] != []


def test_a_changed_file_is_noticed():
    changed = json.loads(json.dumps(MANIFEST))
    changed["packages"]["bootstrap"]["files"]["bootstrap/bootstrap.min.css"]["sha256"] = "0" * 64

    assert list(SCRIPT["differing"](changed)) == ["bootstrap/bootstrap.min.css"]


def test_no_source_map_is_asked_for():
    texts = [path for path in VENDOR.rglob("*") if path.suffix in {".css", ".js"}]

    assert [path.name for path in texts if "sourceMappingURL" in path.read_text()] == []


def test_every_icon_used_in_a_template_is_in_the_sprite():
    sprite = (STATIC / "img" / "icons.svg").read_text()
    templates = [path for path in STATIC.parent.glob("**/templates/**/*.html") if ".venv" not in path.parts]
    used = {name for path in templates for name in ICON.findall(path.read_text())}

    assert sorted(name for name in used if f'id="{name}"' not in sprite) == []
