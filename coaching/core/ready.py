"""Queries that are asked at every turn: compiled by the ORM once, as compiling is most of what a small one costs."""

from copy import copy
from functools import lru_cache, partial

from django.db import connections


class Ready:
    """Calling it gives the rows of the queryset ``build(numbers, *others)``, read from the database each time.

    ``build`` has to put the numbers, and each of the others, into the query once and as they are. It is compiled
    once for every count of numbers.
    """

    def __init__(self, build):
        self._compiled = lru_cache(maxsize=256)(partial(_compile, build))

    def __call__(self, numbers, *others):
        given = [*numbers, *others]
        if len(given) == len(others):
            return []
        queryset, compiler, sql, places = self._compiled(len(given), len(others))
        parameters = tuple(given[place] for place in places)
        compiler = copy(compiler)
        compiler.connection = connections[queryset.db]
        compiler.as_sql = lambda *_args, **_kwargs: (sql, parameters)
        queryset = queryset.all()
        queryset.query.get_compiler = lambda *_args, **_kwargs: compiler
        return list(queryset)


def _compile(build, count, others):
    """(queryset, its compiler, SQL, the place of each parameter among what is given)."""
    marks = [-1 - place for place in range(count)]
    queryset = build(marks[: count - others], *marks[count - others :])
    compiler = queryset.query.get_compiler(queryset.db)
    sql, parameters = compiler.as_sql()
    return queryset, compiler, sql, tuple(marks.index(parameter) for parameter in parameters)
