"""The page contract: every page that any test fetches goes through `police`, so that no page escapes it."""

from collections.abc import Iterable, Iterator, Mapping

from werkzeug.datastructures import Headers

from app.accessibility.checks import HtmlPage, html_checks, run_all

POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "script-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
"""What the content security policy of each page must say; other directives may only say 'self' or 'none'."""

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
COOKIES = frozenset({"balss", "__Host-balss"})
COOKIE_ATTRIBUTES = frozenset({"httponly", "path=/", "samesite=lax"})


def police(html: str, url: str, language: str, status: int, headers: Headers) -> None:
    """Raise AssertionError with everything that a page, or its headers, does against the contract.

    `language` is the one that the page was asked for in, '' where an address does not say it.
    """
    page = HtmlPage(html, url=url, language=language, status=status)
    found = [*map(str, run_all(html_checks(), page)), *faulty_headers(headers)]
    if found:
        raise AssertionError(f"{url} ({status}) breaks the page contract:\n" + "\n".join(found))


def faulty_headers(headers: Headers) -> Iterator[str]:
    """Yield a sentence for each header of a page that is missing or says too much."""
    for name, value in HEADERS.items():
        if value not in headers.get(name, "").split(", "):
            yield f"header {name} does not say {value}"
    if not headers.get("Permissions-Policy"):
        yield "there is no header Permissions-Policy"
    yield from faulty_policy(headers.get("Content-Security-Policy", ""))
    yield from faulty_cookies(headers.getlist("Set-Cookie"))


def faulty_policy(policy: str) -> Iterator[str]:
    """Yield a sentence for each directive of a content security policy that allows more than it must."""
    said = directives(policy)
    for name, value in POLICY.items():
        if said.get(name) != value:
            yield f"the content security policy says {name} {said.get(name, '(nothing)')} instead of {value}"
    for name in sorted(said.keys() - POLICY.keys()):
        if said[name] not in {"'self'", "'none'"}:
            yield f"the content security policy allows {name} {said[name]}"


def directives(policy: str) -> Mapping[str, str]:
    """A content security policy as a mapping."""
    parts = (part.strip().partition(" ") for part in policy.split(";") if part.strip())
    return {name: value.strip() for name, _, value in parts}


def faulty_cookies(cookies: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each cookie but the one that opens a draft, and for one that scripts read."""
    for cookie in cookies:
        name, *attributes = (part.strip() for part in cookie.split(";"))
        name = name.partition("=")[0]
        if name not in COOKIES:
            yield f"a cookie called {name} is set"
        for missing in sorted(COOKIE_ATTRIBUTES - {attribute.lower() for attribute in attributes}):
            yield f"the cookie {name} is not {missing}"
        if name.startswith("__Host-") and "secure" not in map(str.lower, attributes):
            yield f"the cookie {name} is not secure"
