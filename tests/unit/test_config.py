"""Reading the environment: names, kinds, secrets from files."""

import pytest

from coaching.config import ConfigError, read_config
from coaching.database import database


def test_empty_environment_gives_the_embedded_defaults(tmp_path):
    config = read_config({"DIGIKAHVIT_DATA_DIR": str(tmp_path)})

    assert (config.debug, config.demonstration, config.database_url, config.redis_url) == (False, False, "", "")


def test_made_secret_is_kept(tmp_path):
    environ = {"DIGIKAHVIT_DATA_DIR": str(tmp_path)}

    assert read_config(environ).secret_key == read_config(environ).secret_key != ""


def test_unknown_name_stops_the_start():
    with pytest.raises(ConfigError, match="DIGIKAHVIT_DEMONSTRATIO: no such setting"):
        read_config({"DIGIKAHVIT_DEMONSTRATIO": "true"})


@pytest.mark.parametrize(
    ("name", "value"), [("DIGIKAHVIT_DEBUG", "perhaps"), ("PORT", "eighty"), ("DIGIKAHVIT_SECRET_KEY_FILE", "/no/such")]
)
def test_wrong_value_is_told_by_name(name, value):
    with pytest.raises(ConfigError, match=name):
        read_config({name: value})


def test_secret_from_a_file(tmp_path):
    (tmp_path / "key").write_text("a secret\n")

    assert read_config({"DIGIKAHVIT_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "a secret"


def test_memory_means_no_redis(tmp_path):
    assert read_config({"DIGIKAHVIT_DATA_DIR": str(tmp_path), "REDIS_URL": "memory://"}).redis_url == ""


def test_database_address(tmp_path):
    settings = database("postgres://kahvi:p%40ss@db:5433/house", tmp_path)

    assert {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "house",
        "USER": "kahvi",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": 5433,
    }


def test_unknown_kind_of_database(tmp_path):
    with pytest.raises(ValueError, match="mysql"):
        database("mysql://x/y", tmp_path)


JITSI = {"DIGIKAHVIT_JITSI_DOMAIN": "video.example.org", "DIGIKAHVIT_JITSI_APP_ID": "us"}


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        (JITSI | {"DIGIKAHVIT_JITSI_SECRET": "x" * 31}, "DIGIKAHVIT_JITSI_SECRET"),
        (JITSI | {"DIGIKAHVIT_JITSI_APP_ID": "", "DIGIKAHVIT_JITSI_SECRET": "x" * 32}, "DIGIKAHVIT_JITSI_APP_ID"),
    ],
)
def test_half_a_video_stops_the_start(tmp_path, known, missing):
    with pytest.raises(ConfigError, match=missing):
        read_config({"DIGIKAHVIT_DATA_DIR": str(tmp_path), **known})
