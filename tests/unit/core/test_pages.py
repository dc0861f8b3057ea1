"""The pages' own files, sent without waking Django."""

import gzip

import pytest
from asgiref.sync import async_to_sync
from channels.testing import HttpCommunicator

from coaching.core.pages import with_static

SCRIPT = b"export const kahvi = true;\n" * 40


async def elsewhere(scope, receive, send):
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b"asked of Django"})


@pytest.fixture
def ask(settings, tmp_path):
    """ask(path, method, **headers) → (status, {header: value}, body)"""
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = tmp_path, False, False
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "app.js").write_bytes(SCRIPT)
    (tmp_path / "js" / "app.js.gz").write_bytes(gzip.compress(SCRIPT))
    application = with_static(elsewhere)

    @async_to_sync
    async def asked(path, method="GET", **headers):
        given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        answer = await HttpCommunicator(application, method, path, headers=given).get_response(60)
        return answer["status"], {name.decode(): value.decode() for name, value in answer["headers"]}, answer["body"]

    return asked


def test_a_script_comes_whole_packed_where_it_may_be_and_is_no_other_kind(ask):
    plain, packed = ask("/static/js/app.js"), ask("/static/js/app.js", accept_encoding="gzip, br")

    assert (plain[0], plain[2]) == (200, SCRIPT)
    assert (packed[1]["content-encoding"], gzip.decompress(packed[2])) == ("gzip", SCRIPT)
    assert packed[1]["content-type"].startswith("text/javascript")
    assert packed[1]["x-content-type-options"] == "nosniff"


def test_who_has_it_already_is_sent_nothing(ask):
    _status, headers, _body = ask("/static/js/app.js")

    again = ask("/static/js/app.js", if_none_match=headers["etag"])

    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(("method", "status"), [("HEAD", 200), ("POST", 405)])
def test_only_reading(ask, method, status):
    assert ask("/static/js/app.js", method)[::2] == (status, b"")


@pytest.mark.parametrize("path", ["/", "/static/js/none.js", "/static/../secret_key", "/static/js/app.js/"])
def test_everything_else_is_asked_of_django(ask, path):
    assert ask(path)[2] == b"asked of Django"
