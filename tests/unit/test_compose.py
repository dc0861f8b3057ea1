"""docker-compose.yml against the settings: it is read here, as nothing runs it in the tests."""

from dataclasses import fields

import yaml
from django.conf import settings

from coaching.config import WITHOUT_PREFIX, Config

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
VARIABLES = {f.name.upper() if f.name in WITHOUT_PREFIX else f"DIGIKAHVIT_{f.name.upper()}" for f in fields(Config)}
OURS = ("app", "worker", "migrate")


def test_every_variable_given_to_the_house_is_a_setting():
    given = {name.removesuffix("_FILE") for service in OURS for name in COMPOSE["services"][service]["environment"]}

    assert given - VARIABLES == {"FORWARDED_ALLOW_IPS"}  # the server's own


def test_secrets_are_files_never_values():
    secret = {"SECRET", "PASSWORD", "TOKEN"}
    values = {
        (service, name)
        for service, told in COMPOSE["services"].items()
        for name in told.get("environment", {})
        if secret & set(name.split("_")) and not name.endswith("_FILE")
    }

    assert values == set()


def test_every_secret_used_is_declared():
    used = {name for service in COMPOSE["services"].values() for name in service.get("secrets", [])}

    assert used == set(COMPOSE["secrets"])


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in COMPOSE["services"].items() if service.get("ports")] == ["proxy"]


def test_the_app_waits_for_its_tables():
    assert COMPOSE["services"]["app"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_visitors_are_told_apart_behind_the_proxy():
    """Otherwise all come from the proxy's address, and ten wrong codes by one close the door for everybody."""
    assert COMPOSE["services"]["app"]["environment"]["FORWARDED_ALLOW_IPS"] == "*"
