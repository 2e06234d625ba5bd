"""What guards every answer: headers, the one cookie, tokens against forged posts, limits without addresses."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, date, datetime, timedelta

from flask import Flask, Response, current_app, request, session
from flask_limiter import Limiter

POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "media-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
YEAR = 365 * 24 * 60 * 60
"""Seconds."""
LARGEST_FORM = 256 * 1024
"""Bytes of one post: 3,000 letters percent-encoded are 18 kB, so pasting ten times too much still arrives."""


def guard(app: Flask, *, draft_days: int, production: bool) -> None:
    """Set up cookie, limits and headers for every route of `app`."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-balss" if production else "balss",
        SESSION_COOKIE_SECURE=production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=draft_days),
        SESSION_REFRESH_EACH_REQUEST=False,  # it begins anew with the draft that it opens: see Visit
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
    )
    limiter.init_app(app)
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    if request.endpoint != "static":
        # Shared computers: nobody may read the last person's answers with the Back button.
        response.headers["Cache-Control"] = "no-store"
    return response


class _DailyKey:
    """A random key that lives in this process for a day: no limit outlives it, and nothing can be traced back."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._key = b""

    def __call__(self) -> bytes:
        today = datetime.now(UTC).date()
        if today != self._day:
            self._day, self._key = today, secrets.token_bytes(32)
        return self._key


_daily_key = _DailyKey()


def _sender() -> str:
    """Who is sending, as a keyed hash: the address itself is kept nowhere."""
    return hmac.new(_daily_key(), (request.remote_addr or "").encode(), hashlib.sha256).hexdigest()


limiter = Limiter(_sender, storage_uri="memory://", strategy="moving-window")
CODES = "30 per minute"
"""How often codes may be tried from one address. Generous: a library's visitors share one."""
NEW_DRAFTS = "120 per minute"


def csrf_token() -> str:
    """A token for this browser's forms. It lives as long as the cookie: slow answers are welcome.

    Each is different, so that the size of a compressed page tells nothing about it (the BREACH attack).
    """
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(16)
        session.permanent = True
    nonce = secrets.token_hex(8)
    return nonce + _signed(nonce)


def _signed(nonce: str) -> str:
    seed = f"csrf {nonce} {session.get('csrf', '')}"
    return hmac.new(str(current_app.secret_key).encode(), seed.encode(), hashlib.sha256).hexdigest()


def is_trustworthy_post() -> bool:
    """Whether this post comes from a page that we gave to this browser (ASVS 5.0: 3.5.1, 3.5.3)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    # Our own policy `no-referrer` makes browsers say "null" even of posts from our own pages.
    if request.headers.get("Origin", "null") not in ("null", request.host_url.rstrip("/")):
        return False
    token = request.form.get("csrf", "")
    return "csrf" in session and hmac.compare_digest(_signed(token[:16]), token[16:])
