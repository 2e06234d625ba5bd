"""A server in the same process that gives back pages as they were captured, for a browser to look at.

Pages that a Flask test client has fetched stand here at their own paths, with their own headers, next to the
files of `static/`; nothing else is served.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

Headers = Iterable[tuple[str, str]]

WITHHELD = frozenset({
    "content-length", "content-type", "connection", "set-cookie", "transfer-encoding", "date",
})  # fmt: skip
"""Headers that belong to the connection, or would leave cookies in the browser."""


class SnapshotServer:
    """Serves captured pages on a free port of 127.0.0.1 while a `with` block lasts."""

    def __init__(self, static: Path) -> None:
        """Take the folder whose files stand at /static/."""
        self.static = static
        self.pages: dict[str, tuple[bytes, list[tuple[str, str]]]] = {}
        self._numbers = count(1)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> SnapshotServer:
        """Begin to serve."""
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Serve no longer."""
        self._server.shutdown()
        self._server.server_close()

    def add(self, name: str, html: str | bytes, headers: Headers = ()) -> str:
        """Keep a page, and return the address at which a browser finds it; `name` is for people to read."""
        path = f"/snapshots/{next(self._numbers)}/{name.strip('/')}"
        body = html.encode() if isinstance(html, str) else html
        kept = [(key, value) for key, value in headers if key.lower() not in WITHHELD]
        self.pages[path] = (body, kept)
        return self.url + path

    def find(self, path: str) -> tuple[bytes, str, list[tuple[str, str]]] | None:
        """The content, type and headers of what stands at a path."""
        if path in self.pages:
            body, headers = self.pages[path]
            return body, "text/html; charset=utf-8", headers
        file = (self.static / path.removeprefix("/static/")).resolve()
        if path.startswith("/static/") and file.is_file() and file.is_relative_to(self.static.resolve()):
            return file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream", []
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        find = self.find

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                found = find(urlsplit(self.path).path)
                body, kind, headers = found or (b"", "text/plain", [])
                self.send_response(200 if found else 404)
                for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: tests have their own output."""

        return Handler
