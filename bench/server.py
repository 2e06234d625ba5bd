"""Servers to measure: each in a process of its own, started as `balss serve` starts one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from app.config import Settings
from app.server import serve
from bench.load import connected, get

BALSS = "app.wsgi:application"
BARE = "bench.bare:application"
PAGES = "BENCH_PAGES"
"""Tells the bare application the folder of its pages: `0.html`, `1.html`, …"""
GZIP = "BENCH_GZIP"
"""Lets the bare application compress."""
PATIENCE = 60.0
"""Seconds to start or to stop."""


@contextmanager
def serving(target: str, environ: Mapping[str, str]) -> Iterator[int]:
    """Serve the application at `target` with Balss's own server settings; gives the port."""
    port = _free_port()
    command = [sys.executable, "-m", "bench.server", target]
    process = subprocess.Popen(command, env={**os.environ, **environ, "BALSS_PORT": str(port)})  # noqa: S603
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if _answers(port):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing answers on port {port}")


def _answers(port: int) -> bool:
    try:
        with connected(port) as connection:
            return connection.ask(get("/healthz", {})).status == 200
    except OSError:
        return False


if __name__ == "__main__":
    serve(sys.argv[1], Settings.read(os.environ))
