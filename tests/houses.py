"""What every house that is started for a test needs: a free port, a database of its own, the server's command."""

import os
import socket
import uuid
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

EMBEDDED = ("-m", "daphne", "coaching.asgi:application", "-b", "127.0.0.1", "-p")
"""As ``make run`` serves."""
PRODUCTION = (
    "-m", "uvicorn", "coaching.asgi:application", "--ws", "realtime.serving:RoomSockets",
    "--ws-per-message-deflate", "false", "--lifespan", "off", "--timeout-keep-alive", "150", "--port",
)  # fmt: skip
"""As the image serves: a connection outlives its idle minutes, or a page asked for at their end would fail."""


@contextmanager
def database():
    """The address of a new database on the PostgreSQL of DATABASE_URL, dropped at the end; elsewhere an empty one."""
    parts = urlsplit(os.environ.get("DATABASE_URL", ""))
    if not parts.scheme.startswith("postgres"):
        yield ""
        return
    name = f"house_{uuid.uuid4().hex[:12]}"
    _ask_server(f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        _ask_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _ask_server(sql):
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
