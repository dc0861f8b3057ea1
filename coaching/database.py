"""From one address to Django's settings for the database."""

import os
from tempfile import gettempdir
from urllib.parse import unquote, urlsplit

POOL = 20
"""Connections a process holds at most; more requests at once wait their turn. PostgreSQL's own limit is 100."""


def database(url, data_dir, *, pooled=True):
    """SQLite beside the uploads when the address is empty; PostgreSQL or a named SQLite file otherwise."""
    parts = urlsplit(url)
    if parts.scheme in {"", "sqlite"}:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path or data_dir / "digikahvit.sqlite3",
            # A file, as in use: tests of the live rooms write from threads with connections of their own.
            "TEST": {"NAME": f"{gettempdir()}/digikahvit-test-{os.getpid()}.sqlite3"},
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: what has been acknowledged survives a power cut, not only a crash.
                # A cache is each connection's own and fills as a database grows; the system's serves them all.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA foreign_keys=ON; PRAGMA cache_size=-4000;",
            },
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: no database of the kind {parts.scheme!r}; say postgres:// or sqlite://.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Compiling a query took longer than running it: half a second of what a list of discussions cost.
            "options": "-c jit=off",
            # Under ASGI every request has a thread of its own; connections kept by threads would exhaust the server.
            **({"pool": {"min_size": 2, "max_size": POOL, "timeout": 20}} if pooled else {}),
        },
    }
