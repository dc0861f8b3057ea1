"""Pages go compressed; what is sent in ranges or as it is made goes as it is."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from coaching.core.middleware import SmallPages

PAGE = b"<p>Digikahvit</p>" * 100


@pytest.fixture
def sent(rf):
    """sent(response) → it, as a browser that reads gzip gets it."""
    return lambda response: SmallPages(lambda request: response)(rf.get("/", headers={"Accept-Encoding": "gzip"}))


def test_a_page_goes_compressed(sent):
    assert gzip.decompress(sent(HttpResponse(PAGE)).content) == PAGE


@pytest.mark.parametrize(
    "answer",
    [HttpResponse(PAGE, content_type="video/mp4"), StreamingHttpResponse([PAGE])],
    ids=["a film", "an export"],
)
def test_a_file_goes_as_it_is(sent, answer):
    response = sent(answer)

    assert "Content-Encoding" not in response
    assert b"".join(response) == PAGE
