import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from coaching.config import ROOT
from tests.unit.core.paced_server import MEGABYTES

WAIT = 60


@pytest.fixture(params=["daphne", "uvicorn"])
def address(request):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"daphne": ["-b", "127.0.0.1", "-p", str(port)], "uvicorn": ["--port", str(port), "--lifespan", "off"]}
    command = [sys.executable, "-m", request.param, *options[request.param], "tests.unit.core.paced_server:application"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, **quiet) as process:
        _until(lambda: _sent(("127.0.0.1", port)) == 0)
        yield "127.0.0.1", port
        process.terminate()


def _sent(address):
    try:
        with urllib.request.urlopen("http://{}:{}/sent".format(*address), timeout=5) as answer:
            return int(answer.read())
    except OSError:
        return None


def _until(reached):
    deadline = time.monotonic() + WAIT
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _ask(address):
    line = socket.create_connection(address, timeout=WAIT)
    line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return line


def test_nothing_is_made_ahead_for_a_reader_who_does_not_read(address):
    with _ask(address) as line:
        line.recv(100)
        seen = []
        _until(lambda: seen.append(_sent(address)) or seen[-5:] == [seen[-1]] * 5)

    assert 1 <= seen[-1] <= MEGABYTES // 4


def test_a_reader_who_reads_gets_it_all(address):
    with _ask(address) as line:
        last = read = b""
        while read := line.recv(1 << 20):
            last = (last + read)[-20:]

    assert (b"the end" in last, _sent(address)) == (True, MEGABYTES)
