"""The web server that `balss serve` starts: granian, without an access log, since addresses are kept nowhere."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from multiprocessing import Process

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from app.config import Settings

THREADS = 2
"""Requests that one process works on at once: one while another waits for the disk. More take turns at Python's
one lock, and the turns cost more than the work: with five, half as many pages were served."""
PATIENCE = 60
"""Seconds until which a server that does not answer is no longer waited for."""


def run(settings: Settings) -> None:
    """Serve until stopped; say so once pages can be had.

    Workers are forked from this process, so it must have neither threads nor an open database here: a fork
    would copy them half way through whatever they do. Hence a process, and no thread, waits for the first page.
    """
    Process(target=_announce, args=(_url(settings),), daemon=True).start()
    serve("app.wsgi:application", settings)


def serve(target: str, settings: Settings) -> None:
    """Serve the WSGI application at `target`, written as `module:name`, until stopped."""
    Server(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def _url(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


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
