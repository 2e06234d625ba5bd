"""The yardstick: a Flask application that does nothing but what every such page needs.

It renders pages of the same bytes as Balss's by Jinja, takes a form, and redirects. No cookie, no database, no
languages, no headers; it compresses only where that is asked for by the environment, with Balss's own function.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from flask import Flask, redirect, render_template, request
from werkzeug.wrappers import Response

from app.compression import compress_responses
from bench.server import GZIP, PAGES

_TOKEN = re.compile(r'(?<=name="csrf" value=")\w+(?=")')
application = Flask("bench.bare")


def _template(html: str) -> str:
    """The page with its token left open, so that there is something to render."""
    before, after = _TOKEN.split(html, 1)
    return f"{{% raw %}}{before}{{% endraw %}}{{{{ token }}}}{{% raw %}}{after}{{% endraw %}}"


_pages = {int(path.stem): path.read_text(encoding="utf-8") for path in Path(os.environ[PAGES]).glob("*.html")}
_templates = {number: application.jinja_env.from_string(_template(html)) for number, html in _pages.items()}


@application.get("/<int:number>")
def page(number: int) -> str:
    """One page."""
    return render_template(_templates[number], token=secrets.token_hex(40))


@application.post("/<int:number>")
def take(number: int) -> Response:
    """A form: read, and led on."""
    return redirect(f"/{number}?{len(request.form)}", 303)


@application.get("/healthz")
def healthz() -> str:
    """Tells that it runs."""
    return "ok"


if GZIP in os.environ:
    compress_responses(application)
