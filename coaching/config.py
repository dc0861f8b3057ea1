"""What can be set from outside: one frozen dataclass read from the environment.

Every field is read from ``DIGIKAHVIT_<NAME>``, or from the file that
``DIGIKAHVIT_<NAME>_FILE`` names (for secrets). ``DATABASE_URL``, ``REDIS_URL``
and ``PORT`` are read without the prefix, as hosts everywhere set them. A name
with the prefix that no field has stops the start, so that a typing error is
never a silent default.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path

PREFIX = "DIGIKAHVIT_"
WITHOUT_PREFIX = ("database_url", "redis_url", "port")
LEAST_SECRET = 32  # what HS256 asks for
ROOT = Path(__file__).resolve().parent.parent


class ConfigError(Exception):
    """The environment cannot be used; the message says which name and why."""


def says(text: str, default=MISSING):
    """A field with its sentence for docs/operations.md."""
    return field(default=default, metadata={"says": text})


@dataclass(frozen=True)
class Config:
    debug: bool = says("Developer mode. Never in production.", False)
    demonstration: bool = says("Offers the made-up cast on the log-in page, one click each.", False)
    secret_key: str = says("Signs sessions and links. Made and kept in data_dir when left empty.", "")
    data_dir: Path = says("Where the embedded database, uploads and the made key live.", ROOT / "var")
    owner: str = says("Who provides the service, as the accessibility statement and the privacy page name it.", "")
    contact: str = says("E-mail for feedback and requests on those pages; empty means mail_from.", "")
    hosts: tuple[str, ...] = says(
        "Host names the service answers to, with commas.", ("localhost", "127.0.0.1", "[::1]")
    )
    origin: str = says("Public address in links and mail; empty means from the request.", "")
    https: bool = says("The service stands behind HTTPS: secure cookies and HSTS.", False)
    database_url: str = says("postgres://user:password@host:port/name; empty means SQLite in data_dir.", "")
    redis_url: str = says("redis://host:port/0, several with commas; empty or memory:// is one process alone.", "")
    port: int = says("Port of make run.", 8000)
    s3_bucket: str = says("Object storage for uploads; empty means files in data_dir.", "")
    s3_endpoint: str = says("Address of the S3-compatible storage.", "")
    s3_key: str = says("Its access key.", "")
    s3_secret: str = says("Its secret.", "")
    mail_url: str = says(
        "smtp://, smtp+tls:// or smtps://user:password@host:port; empty prints mail to the console.", ""
    )
    mail_from: str = says("Sender of mail.", "digikahvit@localhost")
    oidc_name: str = says("What the log-in button of the organisation says.", "")
    oidc_server: str = says("Issuer of the organisation's OpenID Connect.", "")
    oidc_client: str = says("Client id there.", "")
    oidc_secret: str = says("Client secret there.", "")
    jitsi_domain: str = says("Host of the Jitsi Meet server for the rooms' video; empty means no video.", "")
    jitsi_app_id: str = says("The app id that server knows us by; needed with jitsi_domain.", "")
    jitsi_secret: str = says("What signs the passes, as that server knows it: at least 32 signs; needed as well.", "")
    jitsi_events_secret: str = says(
        "What that server shows when it tells who came and went; empty means it is not listened to.", ""
    )
    guest_days: int = says("How many days guests of open events are remembered.", 30)
    upload_megabytes: int = says("Largest recording accepted.", 4096)


def read_config(environ: Mapping[str, str] = os.environ) -> Config:
    """The configuration of this process; ConfigError names the first thing wrong."""
    hints = typing.get_type_hints(Config)
    known = {_variable(spec.name): spec.name for spec in fields(Config)}
    values = {}
    for variable, name in known.items():
        text = _text(environ, variable)
        if text is not None:
            values[name] = _convert(variable, hints[name], text)
    unknown = sorted(
        name
        for name in environ
        if name.startswith(PREFIX) and name not in known and name.removesuffix("_FILE") not in known
    )
    if unknown:
        raise ConfigError(f"{unknown[0]}: no such setting; docs/operations.md lists them all.")
    if values.get("redis_url") == "memory://":
        values["redis_url"] = ""
    config = Config(**values)
    _check_video(config)
    if not config.secret_key:
        config = Config(**values | {"secret_key": _kept_secret(config.data_dir)})
    return config


def _check_video(config):
    if not config.jitsi_domain:
        return
    if not config.jitsi_app_id:
        raise ConfigError("DIGIKAHVIT_JITSI_APP_ID: needed when DIGIKAHVIT_JITSI_DOMAIN is set.")
    if len(config.jitsi_secret) < LEAST_SECRET:
        raise ConfigError(f"DIGIKAHVIT_JITSI_SECRET: at least {LEAST_SECRET} signs, as Jitsi has it.")


def _variable(name):
    return name.upper() if name in WITHOUT_PREFIX else PREFIX + name.upper()


def _text(environ, variable):
    file = environ.get(f"{variable}_FILE")
    if file is None:
        return environ.get(variable)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigError(f"{variable}_FILE: {error.strerror}: {file}") from error


def _convert(variable, kind, text):
    if kind is bool:
        if text.lower() not in {"1", "true", "yes", "on", "0", "false", "no", "off", ""}:
            raise ConfigError(f"{variable}: say true or false, not {text!r}.")
        return text.lower() in {"1", "true", "yes", "on"}
    if kind is int:
        if not text.isdigit():
            raise ConfigError(f"{variable}: say a whole number, not {text!r}.")
        return int(text)
    if kind is Path:
        return Path(text).resolve()
    if kind is str:
        return text
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _kept_secret(data_dir):
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        fresh.chmod(0o600)
        with contextlib.suppress(FileExistsError):  # another process starting at the same moment was first
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text(encoding="utf-8").strip()
