"""What a stylesheet imports stands in it where it is served: a phone waits for one file."""

from shutil import copytree

import pytest
from django.core.files.storage import FileSystemStorage

from coaching.core.static import HashedStatic

SHEETS = {
    "css/app.css": '@layer reset, tokens;\n@import url("parts/fonts.css") layer(tokens);\n@import url("plain.css");\n',
    "css/parts/fonts.css": '@charset "UTF-8";a { src: url("../../img/cup.svg"); } b { src: url("data:x"); }',
    "css/plain.css": 'c { src: url("../img/cup.svg"); }',
    "img/cup.svg": "<svg/>",
}


@pytest.fixture
def served(tmp_path):
    """served(name) → the text of a file as it is served after collecting."""
    for name, text in SHEETS.items():
        path = tmp_path / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    copytree(tmp_path / "own", tmp_path / "served")
    own = FileSystemStorage(tmp_path / "own")
    collected = HashedStatic(location=tmp_path / "served", base_url="/static/")
    list(collected.post_process({name: (own, name) for name in SHEETS}))
    return lambda name: (tmp_path / "served" / collected.stored_name(name)).read_text()


def test_a_sheet_holds_what_it_imports_in_the_layers_it_was_given(served):
    assert served("css/app.css") == (
        "@layer reset, tokens;\n"
        '@layer tokens {\na { src: url("../img/cup.677433a0892a.svg"); } b { src: url("data:x"); }\n}\n'
        'c { src: url("../img/cup.677433a0892a.svg"); }\n'
    )
