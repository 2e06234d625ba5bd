"""The web server that `balss serve` starts: granian, without an access log, since addresses are kept nowhere."""

from __future__ import annotations

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from app.config import Settings


def run(settings: Settings) -> None:
    """Serve until stopped."""
    Server(
        "app.wsgi:application",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()
