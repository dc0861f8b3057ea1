"""Rows stored fast: what a storm in a room is made of, in one statement a model and without the ORM's compiler."""

from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections

from coaching.core.compact import dumps


def store(rows, *, once=False):
    """Insert new rows of one model. They are not given their numbers; columns prepare and guard the values as ever.

    ``once`` leaves out those that are there already. Half the processor time of ``bulk_create``, which was most of
    what a message cost.
    """
    if not rows:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    model = type(rows[0])
    columns = [_prepared(connection, field, rows) for field in _fields(model)]
    lines = list(zip(*columns, strict=True))
    statement = _into(model, connection.vendor) + (" ON CONFLICT DO NOTHING" if once else "")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(statement, [dumps(lines, other=_plain)])
        else:
            cursor.executemany(statement, lines)


def _prepared(connection, field, rows):
    """The values of one column as the database takes them; what many rows share is prepared once.

    Whole numbers are the same everywhere.
    """
    values = [field.pre_save(row, add=True) for row in rows]
    if field.get_internal_type() == "JSONField":
        return [field.get_db_prep_save(value, connection) for value in values]
    known = {value: value if type(value) is int else field.get_db_prep_save(value, connection) for value in set(values)}
    return [known[value] for value in values]


def _plain(value):
    """What psycopg would have made JSON of itself, or a text that PostgreSQL reads as the column's type."""
    return value.obj if hasattr(value, "obj") else str(value)


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
        values = ", ".join(_from_line(place, kind) for place, kind in types)
        return f"{into} SELECT {values} FROM jsonb_array_elements(%s::jsonb) line"  # noqa: S608  (names of the models' own)
    return f"{into} VALUES ({', '.join(['%s'] * len(_fields(model)))})"


def _from_line(place, kind):
    return f"nullif(line->{place}, 'null')" if kind == "jsonb" else f"(line->>{place})::{kind}"
