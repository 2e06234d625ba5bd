"""Settings: read from the environment once, at start, each with a name, a meaning and a check.

A wrong setting is refused with one sentence that names it (`SettingError`); nothing is guessed.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from app.responses.sealing import Secrets

ROOT = Path(__file__).resolve().parent.parent
"""The checkout: templates, translations and surveys lie beside `app/`."""
LEAST_SECRET = 32
"""Characters of a secret key. 32 hexadecimal digits are 128 bits."""


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


def _path(text: str) -> Path:
    return ROOT / text


def _secret(text: str) -> str:
    if text and len(text) < LEAST_SECRET:
        raise ValueError(f"must have at least {LEAST_SECRET} characters")
    return text


def _secrets(text: str) -> tuple[str, ...]:
    return tuple(_secret(part) for part in text.split(",") if part)


def _database(text: str) -> str:
    if text and not text.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
        raise ValueError("must start with sqlite: or postgresql:")
    return text


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
    host: str = _setting("BALSS_HOST", "127.0.0.1", str, "The address to listen on.")
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
    surveys: Path = _setting("BALSS_SURVEYS", "surveys", _path, "The folder that holds one folder a survey.")
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
        if self.database_url:
            return self.database_url
        self.instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{self.instance / 'balss.db'}"

    def secret(self) -> str:
        """`BALSS_SECRET_KEY`, or in development the key that is kept in the instance folder."""
        return self.secret_key or _kept_secret(self.instance / "secret-key")

    def secrets(self) -> Secrets:
        """The secret key and the former ones, as storage wants them."""
        return Secrets(self.secret().encode(), tuple(key.encode() for key in self.secret_key_fallbacks))


def _read(metadata: Mapping[str, Any], environ: Mapping[str, str]) -> Any:
    text = environ.get(metadata["name"], metadata["default"])
    try:
        return metadata["read"](text)
    except ValueError as error:
        shown = "" if "SECRET" in metadata["name"] else f", but it is {text!r}"
        raise SettingError(f"{metadata['name']}: {error}{shown}") from None


def _kept_secret(path: Path) -> str:
    """Make the key once, even when several processes start at the same time; only its owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex())
    return path.read_text(encoding="ascii")


def settings_page() -> str:
    """Write `docs/settings.md`: every setting with its default and meaning."""
    rows = [
        "| `{name}` | `{default}` | {meaning} |".format(**setting.metadata).replace("``", "–")
        for setting in fields(Settings)
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Read from the environment when Balss starts. A wrong one is refused with a sentence that names it.",
            "This page is written by `balss settings`; a test holds it true.",
            "",
            "| name | default | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
