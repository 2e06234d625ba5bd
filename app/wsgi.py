"""The application as a WSGI server wants it, with settings from the environment."""

from __future__ import annotations

import os
import threading
import time

from app import create_app
from app.config import Settings
from app.responses.database import StorageUnavailable
from app.services import Services

HOUR = 60 * 60
"""Seconds."""

application = create_app(Settings.read(os.environ))


def _keep_promises(services: Services) -> None:
    """Once an hour remove what the privacy notice promises to remove."""
    while True:
        try:
            services.tidy()
        except StorageUnavailable:
            application.logger.warning("Nothing could be tidied up: storage is unavailable")
        time.sleep(HOUR)


threading.Thread(target=_keep_promises, args=(application.extensions["balss"],), daemon=True).start()
