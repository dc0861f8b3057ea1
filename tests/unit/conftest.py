"""The real programme's plan, loaded once for all tests of a module."""

import pytest
from django.db import transaction

from coaching.programmes.plan.loader import load_plan

PLAN = "plans/digisosiaalipalvelut.yml"


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Loaded in a transaction around the module's tests: each test's own one stands within it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_plan(PLAN)
        transaction.set_rollback(True)


@pytest.fixture
def real_programme(_loaded, db):
    """The programme of the plan, with all that every app reads from it."""
    return _loaded
