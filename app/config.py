"""Settings: read from the environment once, at start, each with a name, a meaning and a check.

A wrong setting is refused with one sentence that names it (`SettingError`); nothing is guessed.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.responses.database import DRIVERS
from app.responses.sealing import Secrets

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: templates, translations and surveys lie beside `app/`."""
LEAST_SECRET = 32
"""Characters of a secret key. 32 hexadecimal digits are 128 bits."""
UNSPOKEN = frozenset({"BALSS_SECRET_KEY", "BALSS_SECRET_KEY_FALLBACKS", "DATABASE_URL"})
"""Settings whose value is not repeated when it is wrong: it may hold a password, and errors end in logs."""


class SettingError(ValueError):
    """A setting that cannot be used. The message is one line that names it."""


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be {' or '.join(allowed)}")
        return text

    return read


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _address(text: str) -> str:
    try:
        ip_address(text)
    except ValueError:
        raise ValueError("must be an IP address, such as 127.0.0.1 or 0.0.0.0") from None
    return text


def _path(text: str) -> Path:
    return ROOT / text


def _folder(text: str) -> Path:
    if not _path(text).is_dir():
        raise ValueError("must be a folder")
    return _path(text)


def _secret(text: str) -> str:
    if text and len(text) < LEAST_SECRET:
        raise ValueError(f"must have at least {LEAST_SECRET} characters")
    return text


def _secrets(text: str) -> tuple[str, ...]:
    return tuple(_secret(part) for part in text.split(",") if part)


def _database(text: str) -> str:
    with suppress(ArgumentError, ValueError):
        if not text or make_url(text).drivername in DRIVERS:
            return text
    raise ValueError("must be like sqlite:////path/to/file.db or postgresql://user@host/name")


def _setting(name: str, default: str, read: Callable[[str], Any], meaning: str) -> Any:
    return field(metadata={"name": name, "default": default, "read": read, "meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """Everything that an operator may set. `Settings.read` makes one from an environment."""

    environment: str = _setting(
        "BALSS_ENV",
        "development",
        _one_of("development", "production"),
        "`production` refuses to start without a secret key and sends cookies over HTTPS only.",
    )
    host: str = _setting("BALSS_HOST", "127.0.0.1", _address, "The IP address to listen on.")
    port: int = _setting("BALSS_PORT", "8000", _whole(1, 65535), "The port to listen on.")
    workers: int = _setting("BALSS_WORKERS", "2", _whole(1, 64), "How many processes serve pages.")
    database_url: str = _setting(
        "DATABASE_URL",
        "",
        _database,
        "Where drafts and responses are kept: `sqlite:///…` or `postgresql://…`. "
        "Empty: `balss.db` in the instance folder.",
    )
    instance: Path = _setting(
        "BALSS_INSTANCE", "instance", _path, "The folder for the SQLite database and the development secret key."
    )
    surveys: Path = _setting("BALSS_SURVEYS", "surveys", _folder, "The folder that holds one folder a survey.")
    secret_key: str = _setting(
        "BALSS_SECRET_KEY",
        "",
        _secret,
        "Signs the cookie and protects return codes and receipts. At least 32 characters, such as from "
        "`python3 -c 'import secrets; print(secrets.token_hex())'`. Required in production; in development "
        "one is made and kept in the instance folder.",
    )
    secret_key_fallbacks: tuple[str, ...] = _setting(
        "BALSS_SECRET_KEY_FALLBACKS",
        "",
        _secrets,
        "Former secret keys, separated by commas: cookies, return codes and receipts made with them stay good.",
    )
    draft_days: int = _setting(
        "BALSS_DRAFT_DAYS",
        "30",
        _whole(1, 365),
        "For how many days after its last change an unfinished interview can be continued.",
    )
    proxies: int = _setting(
        "BALSS_PROXIES",
        "0",
        _whole(0, 5),
        "How many reverse proxies stand in front and set `X-Forwarded-…` headers.",
    )

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """Read every setting, or raise SettingError for the first one that is wrong."""
        settings = cls(**{setting.name: _read(setting.metadata, environ) for setting in fields(cls)})
        if not settings.secret_key and settings.is_production:
            raise SettingError("BALSS_SECRET_KEY: must be set in production")
        return settings

    @property
    def is_production(self) -> bool:
        """Whether real people answer."""
        return self.environment == "production"

    def url_of_database(self) -> str:
        """`DATABASE_URL`, or the SQLite file in the instance folder, which is made when it is missing."""
        return self.database_url or f"sqlite:///{self._in_instance('balss.db')}"

    def secret(self) -> str:
        """`BALSS_SECRET_KEY`, or in development the key that is kept in the instance folder."""
        return self.secret_key or _kept_secret(self._in_instance("secret-key"))

    def secrets(self) -> Secrets:
        """The secret key and the former ones, as storage wants them."""
        return Secrets(self.secret().encode(), tuple(key.encode() for key in self.secret_key_fallbacks))

    def _in_instance(self, name: str) -> Path:
        try:
            self.instance.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingError(f"BALSS_INSTANCE: the folder cannot be made: {error}") from None
        return self.instance / name


def _read(metadata: Mapping[str, Any], environ: Mapping[str, str]) -> Any:
    text = environ.get(metadata["name"], metadata["default"])
    try:
        return metadata["read"](text)
    except ValueError as error:
        shown = "" if metadata["name"] in UNSPOKEN else f", but it is {text!r}"
        raise SettingError(f"{metadata['name']}: {error}{shown}") from None


def _kept_secret(path: Path) -> str:
    """Make the key once, even when several processes start at the same time; only its owner may read it.

    It appears under its name when it is whole, so that nobody reads half a key.
    """
    try:
        if not path.exists():
            with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file, suppress(FileExistsError):
                file.write(secrets.token_hex())
                file.flush()
                os.link(file.name, path)
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise SettingError(f"BALSS_INSTANCE: the secret key cannot be kept there: {error}") from None
