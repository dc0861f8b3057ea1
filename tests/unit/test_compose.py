"""docker-compose.yml against the settings: it is read here, as nothing runs it in the tests."""

from dataclasses import fields

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

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


def test_only_the_proxy_and_the_video_s_media_are_reached_from_outside():
    reached = {name: service["ports"] for name, service in COMPOSE["services"].items() if service.get("ports")}

    assert reached == {"proxy": ["80:80", "443:443"], "jitsi-jvb": ["10000:10000/udp"]}


def test_the_app_waits_for_its_tables():
    assert COMPOSE["services"]["app"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_visitors_are_told_apart_behind_the_proxy():
    """Otherwise all come from the proxy's address, and ten wrong codes by one close the door for everybody."""
    assert COMPOSE["services"]["app"]["environment"]["FORWARDED_ALLOW_IPS"] == "*"


def test_pages_are_compressed_on_their_way():
    """A wall of 500 notes is 283 kB of page otherwise, and 28 kB so."""
    assert "encode zstd gzip" in COMPOSE["configs"]["caddyfile"]["content"]


JITSI = {name: service for name, service in COMPOSE["services"].items() if name.startswith("jitsi-")}


def test_video_is_an_opt_in():
    assert {name: service.get("profiles") for name, service in JITSI.items()} == {
        f"jitsi-{part}": ["video"] for part in ("web", "prosody", "jicofo", "jvb")
    }


@pytest.mark.parametrize("part", ["prosody", "jicofo"])
def test_who_moderates_is_what_the_pass_says(part):
    """One of these missing, and whoever comes first, or everybody, becomes a moderator."""
    environment = JITSI[f"jitsi-{part}"]["environment"]
    recipe = {
        "AUTH_TYPE": "jwt",
        "JWT_ALLOW_EMPTY": "0",
        "ENABLE_GUESTS": "0",
        "XMPP_MUC_MODULES": "token_affiliation",
        "XMPP_BREAKOUT_MUC_MODULES": "token_affiliation",
        "ENABLE_AUTO_OWNER": "false",
        "WAIT_FOR_HOST_DISABLE_AUTO_OWNERS": "true",
    }

    assert {name: environment.get(name) for name in recipe} == recipe
    assert "muc_allowners" not in str(environment)


def test_jitsi_takes_the_passes_this_house_makes():
    ours = COMPOSE["services"]["app"]["environment"]["DIGIKAHVIT_JITSI_APP_ID"]
    theirs = JITSI["jitsi-prosody"]["environment"]

    assert {theirs[f"JWT_{name}"] for name in ("APP_ID", "ACCEPTED_ISSUERS", "ACCEPTED_AUDIENCES")} == {ours}


def test_jitsi_s_own_polls_and_reactions_are_off():
    web = JITSI["jitsi-web"]["environment"]

    assert (web["DISABLE_POLLS"], web["DISABLE_REACTIONS"], web["ENABLE_THIRD_PARTY_REQUESTS"]) == (
        "true",
        "true",
        "false",
    )


def test_the_plugin_tells_the_app_and_nobody_outside_can():
    told = COMPOSE["configs"]["event_sync"]["content"]
    proxy = COMPOSE["configs"]["caddyfile"]["content"]
    path = reverse("realtime:video_events", args=["occupant/left"])

    assert f"http://app:8000{path.removesuffix('/events/occupant/left')}" in told
    assert f"respond {path.removesuffix('occupant/left')}* 404" in proxy
    assert COMPOSE["services"]["app"]["environment"]["DIGIKAHVIT_HOSTS"].split(",")[-1] == "app"
