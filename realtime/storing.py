"""Rows stored fast: what a storm in a room is made of, in one statement a model and without the ORM's compiler."""

import json
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections


def store(rows):
    """Insert new rows of one model. They are not given their numbers; columns prepare and guard the values as ever.

    Half the processor time of ``bulk_create``, which was most of what a message cost.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    model = type(rows[0])
    columns = [_prepared(connection, field, [getattr(row, field.attname) for row in rows]) for field in _fields(model)]
    lines = list(zip(*columns, strict=True))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_into(model, connection.vendor), [json.dumps(lines, default=_text)])
        else:
            cursor.executemany(_into(model, connection.vendor), lines)


def _prepared(connection, field, values):
    """The values of one column as the database takes them; what many rows share is prepared once."""
    if field.get_internal_type() == "JSONField":
        return [field.get_db_prep_save(value, connection) for value in values]
    known = {value: field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]


def _text(value):
    """How PostgreSQL reads moments, UUIDs and prepared JSON from a text."""
    return json.dumps(value.obj) if hasattr(value, "obj") else str(value)


@cache
def _fields(model):
    return [field for field in model._meta.concrete_fields if not field.primary_key]


@cache
def _into(model, vendor):
    """PostgreSQL takes all rows as one JSON array of arrays, SQLite one row after the other."""
    connection = connections[DEFAULT_DB_ALIAS]
    names = ", ".join(connection.ops.quote_name(field.column) for field in _fields(model))
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names})"
    if vendor == "postgresql":
        types = enumerate(field.db_type(connection) for field in _fields(model))
        values = ", ".join(f"(line->>{place})::{kind}" for place, kind in types)
        return f"{into} SELECT {values} FROM json_array_elements(%s) line"  # noqa: S608  (names of the models' own)
    return f"{into} VALUES ({', '.join(['%s'] * len(_fields(model)))})"
