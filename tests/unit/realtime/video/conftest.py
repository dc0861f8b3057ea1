"""A Jitsi that is known by its settings alone."""

import pytest


@pytest.fixture(autouse=True)
def jitsi(settings):
    settings.JITSI_DOMAIN = "video.example.org"
    settings.JITSI_APP_ID = "digikahvit"
    settings.JITSI_SECRET = "a secret of thirty-two signs, or more"
    settings.JITSI_EVENTS_SECRET = "what the plugin shows"
    return settings
