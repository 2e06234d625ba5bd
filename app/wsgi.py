"""The application as a WSGI server wants it, with settings from the environment."""

import os

from app import create_app
from app.config import Settings

application = create_app(Settings.read(os.environ))
