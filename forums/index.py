"""The index that the search goes by: pieces of three signs of every post's roots, so that no post is looked at in vain.

SQLite keeps them in a table of its own beside the posts (FTS5), filled by triggers; PostgreSQL in an index that LIKE
uses by itself (pg_trgm). Both find exactly what LIKE finds in ``roots``.
"""

import logging

from django.db import DatabaseError, connection, connections, transaction
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

log = logging.getLogger("digikahvit.forums")

_FRESH = "INSERT INTO forums_roots (rowid, roots) VALUES (new.id, new.roots)"
_GONE = "INSERT INTO forums_roots (forums_roots, rowid, roots) VALUES ('delete', old.id, old.roots)"
_PARTS = {
    "sqlite": [
        "CREATE VIRTUAL TABLE IF NOT EXISTS forums_roots USING fts5"
        " (roots, content='forums_post', content_rowid='id', tokenize='trigram')",
        f"CREATE TRIGGER IF NOT EXISTS forums_roots_added AFTER INSERT ON forums_post BEGIN {_FRESH}; END",
        f"CREATE TRIGGER IF NOT EXISTS forums_roots_gone AFTER DELETE ON forums_post BEGIN {_GONE}; END",
        "CREATE TRIGGER IF NOT EXISTS forums_roots_changed AFTER UPDATE OF roots ON forums_post"
        f" BEGIN {_GONE}; {_FRESH}; END",
        "INSERT INTO forums_roots (forums_roots) VALUES ('rebuild')",
    ],
    "postgresql": [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        "CREATE INDEX IF NOT EXISTS forums_roots ON forums_post USING gin (roots gin_trgm_ops)",
    ],
}
THERE = {
    "sqlite": "SELECT count(*) = 4 FROM sqlite_master WHERE name LIKE 'forums_roots%' AND type = 'trigger'"
    " OR name = 'forums_roots'",
    "postgresql": "SELECT to_regclass('forums_roots') IS NOT NULL",
}


def keep(using, **_signal):
    """Make what is missing of the index, after every migration: one that has SQLite copy a table loses its triggers."""
    database = connections[using]
    with database.cursor() as cursor:
        cursor.execute(THERE[database.vendor])
        if not cursor.fetchone()[0] and "forums_post" in database.introspection.table_names(cursor):
            _make(database)


def _make(database):
    """In PostgreSQL a search without the index looks at every post: slower, and no reason for the house not to open."""
    try:
        with transaction.atomic(using=database.alias), database.cursor() as cursor:
            for statement in _PARTS[database.vendor]:
                cursor.execute(statement)
    except DatabaseError as error:
        if database.vendor == "sqlite":
            raise
        log.warning("The search has no index and looks at every post: %s", error)


def within(posts, programme):
    """The posts of the programme, so asked that the database begins with the index.

    SQLite would go through all threads of the programme first; adding nought keeps it from that. PostgreSQL would take
    a sum for a handful of threads and look at every post of theirs.
    """
    if connection.vendor == "sqlite":
        return posts.alias(where=F("thread__programme_id") + 0).filter(where=programme.pk)
    return posts.filter(thread__programme=programme)


def holding(words):
    """The condition that a post's roots hold, for every word, any one of its pieces; each at least three signs long."""
    if connection.vendor == "sqlite":
        asked = " AND ".join("(" + " OR ".join(f'"{piece}"' for piece in pieces) + ")" for pieces in words)
        return Q(pk__in=RawSQL("SELECT rowid FROM forums_roots WHERE forums_roots MATCH %s", [asked]))
    every = Q()
    for pieces in words:
        every &= Q(*(("roots__contains", piece) for piece in pieces), _connector=Q.OR)
    return every
