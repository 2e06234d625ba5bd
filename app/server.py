"""The web server that `balss serve` starts: granian, without an access log, since addresses are kept nowhere."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from app.config import Settings
from app.responses.database import StorageUnavailable

THREADS = 8
"""Requests that one process works on at once; more would only wait for each other."""
HOUR = 60 * 60
"""Seconds."""
PATIENCE = 60
"""Seconds until which a server that does not answer is no longer waited for."""


def run(settings: Settings, tidy: Callable[[], None]) -> None:
    """Serve until stopped; say so once pages can be had. `tidy` is called now and then every hour."""
    _in_background(_announce, f"http://{settings.host}:{settings.port}")
    _in_background(_every_hour, tidy)
    Server(
        "app.wsgi:application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def _in_background(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, daemon=True).start()


def _every_hour(tidy: Callable[[], None]) -> None:
    while True:
        try:
            tidy()
        except StorageUnavailable as error:
            click.echo(f"Nothing could be tidied up: {error}", err=True)
        time.sleep(HOUR)


def _announce(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=1).close()  # noqa: S310  (our own address)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            click.echo(f"Balss is ready: {url}  (Ctrl+C stops it)")
            return
