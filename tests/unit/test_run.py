"""The one command on a laptop."""

import socket
from dataclasses import replace

import pytest

from coaching.run import insist_on_a_free_port


def test_a_port_that_is_taken_is_told_in_words(settings):
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings.CONFIG = replace(settings.CONFIG, port=other.getsockname()[1])

        with pytest.raises(SystemExit, match=rf"Another program has port {settings.CONFIG.port}\."):
            insist_on_a_free_port()
