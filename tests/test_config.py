"""Settings: a wrong one is refused in one line that names it, and secrets are made once and told to nobody."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path

import pytest

from app.config import ROOT, UNSPOKEN, SettingError, Settings
from app.responses.sealing import Secrets

KEY = "k" * 32
WRONG = [
    ("BALSS_ENV", "prod"),
    ("BALSS_HOST", "localhost"),
    ("BALSS_HOST", ""),
    ("BALSS_PORT", "http"),
    ("BALSS_PORT", "0"),
    ("BALSS_PORT", "65536"),
    ("BALSS_PORT", "-1"),
    ("BALSS_PORT", ""),
    ("BALSS_WORKERS", "0"),
    ("BALSS_WORKERS", "1.5"),
    ("DATABASE_URL", "balss.db"),
    ("DATABASE_URL", "sqlite:balss.db"),
    ("DATABASE_URL", "mysql://host/name"),
    ("DATABASE_URL", "postgresql+asyncpg://host/name"),
    ("DATABASE_URL", "postgresql://host:port/name"),
    ("BALSS_SURVEYS", "README.md"),
    ("BALSS_SURVEYS", "no/such/folder"),
    ("BALSS_SECRET_KEY", "k" * 31),
    ("BALSS_SECRET_KEY_FALLBACKS", f"{KEY},short"),
    ("BALSS_DRAFT_DAYS", "0"),
    ("BALSS_DRAFT_DAYS", "366"),
    ("BALSS_PROXIES", "-1"),
    ("BALSS_PROXIES", "yes"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_wrong_setting_is_refused_in_one_line_that_names_it(name: str, value: str) -> None:
    with pytest.raises(SettingError) as refused:
        Settings.read({name: value})
    assert str(refused.value).startswith(f"{name}: ")
    assert "\n" not in str(refused.value)
    assert (repr(value) in str(refused.value)) != (name in UNSPOKEN)


def test_every_setting_that_can_be_wrong_is_refused_in_some_test() -> None:
    names = {field.metadata["name"] for field in fields(Settings)}
    assert {name for name, _ in WRONG} == names - {"BALSS_INSTANCE"}


@pytest.mark.parametrize("url", ["postgresql://balss:geheim@host:port/name", "mysql://balss:geheim@host/name"])
def test_a_password_in_a_wrong_setting_is_not_repeated(url: str) -> None:
    with pytest.raises(SettingError) as refused:
        Settings.read({"DATABASE_URL": url})
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["sqlite:////tmp/x.db", "postgres://host/x", "postgresql://u:p@host:5432/x", "postgresql+psycopg://host/x"]
)
def test_every_kind_of_database_that_is_served_is_taken(url: str) -> None:
    assert Settings.read({"DATABASE_URL": url}).url_of_database() == url


def test_without_settings_everything_has_a_value_that_is_fit_for_trying_out() -> None:
    settings = Settings.read({})
    assert not settings.is_production
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.surveys == ROOT / "surveys"
    assert settings.proxies == 0


def test_settings_of_others_are_left_alone() -> None:
    assert Settings.read({"PATH": "/bin", "BALSS_PORT_8000_TCP": "tcp://10.0.0.1:8000"}) == Settings.read({})


def test_in_production_a_secret_key_has_to_be_set() -> None:
    with pytest.raises(SettingError, match=r"^BALSS_SECRET_KEY: must be set in production$"):
        Settings.read({"BALSS_ENV": "production"})
    settings = Settings.read({"BALSS_ENV": "production", "BALSS_SECRET_KEY": KEY})
    assert settings.secret() == KEY


def test_the_database_lies_in_the_instance_folder_which_is_made(tmp_path: Path) -> None:
    settings = Settings.read({"BALSS_INSTANCE": str(tmp_path / "new" / "instance")})
    assert settings.url_of_database() == f"sqlite:///{tmp_path}/new/instance/balss.db"
    assert (tmp_path / "new" / "instance").is_dir()


def test_a_relative_folder_begins_at_the_checkout() -> None:
    assert Settings.read({"BALSS_SURVEYS": "tests/web/surveys"}).surveys == ROOT / "tests" / "web" / "surveys"


@pytest.mark.parametrize("ask", [Settings.url_of_database, Settings.secret])
def test_an_instance_folder_that_cannot_be_made_is_named(ask: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings.read({"BALSS_INSTANCE": str(tmp_path / "file" / "instance")})
    assert callable(ask)
    with pytest.raises(SettingError, match=r"^BALSS_INSTANCE: .*file/instance"):
        ask(settings)


def test_in_development_a_key_is_made_once_that_only_its_owner_may_read(tmp_path: Path) -> None:
    first, second = (Settings.read({"BALSS_INSTANCE": str(tmp_path)}).secret() for _ in range(2))
    assert first == second
    assert re.fullmatch("[0-9a-f]{64}", first)
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    settings = Settings.read({"BALSS_INSTANCE": str(tmp_path)})
    with ThreadPoolExecutor(32) as pool:
        keys = set(pool.map(lambda _: settings.secret(), range(200)))
    assert len(keys) == 1
    assert len(keys.pop()) == 64


def test_a_key_that_is_set_is_kept_in_no_file(tmp_path: Path) -> None:
    settings = Settings.read({"BALSS_INSTANCE": str(tmp_path), "BALSS_SECRET_KEY": KEY})
    assert settings.secret() == KEY
    assert list(tmp_path.iterdir()) == []


def test_former_keys_are_told_apart_by_commas() -> None:
    settings = Settings.read({"BALSS_SECRET_KEY": KEY, "BALSS_SECRET_KEY_FALLBACKS": f"{'a' * 40},{'b' * 40}"})
    assert settings.secrets() == Secrets(KEY.encode(), (b"a" * 40, b"b" * 40))
