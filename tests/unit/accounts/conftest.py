import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()


@pytest.fixture
def in_english(client):
    """The test's own words and the client's pages are English."""
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        yield
