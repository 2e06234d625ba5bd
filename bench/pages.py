"""Pages and forms: Balss beside a bare Flask application on the same server settings, taking turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.figures import Figure, paired
from bench.load import connected, get, per_second, post, repeated
from bench.respondent import Browser, Walk, answer_all, form, whole_interview
from bench.server import BALSS, BARE, GZIP, PAGES, serving

CLIENTS = 4
"""Connections of a comparison: two for each of the server's processes."""
ROUNDS = 7
SECONDS = 1.5
"""Of each measurement of a round."""
INTERVIEW_SECONDS = 6.0
MANY = 8
"""Respondents at once."""


@dataclass(frozen=True)
class Requests:
    """What one client asks for over and over."""

    gets: Sequence[bytes]
    posts: Sequence[bytes]


@dataclass(frozen=True)
class Servers:
    """The ports of Balss and of the bare application, as it is and with gzip."""

    balss: int
    bare: int
    packing: int


def page_figures(walk: Walk, environ: Mapping[str, str], folder: Path) -> Iterator[Figure]:
    """Start the servers, measure, stop them."""
    with ExitStack() as servers:
        balss = servers.enter_context(serving(BALSS, environ))
        ours = [_answered(balss, walk, folder) for _ in range(CLIENTS)]
        bare = servers.enter_context(serving(BARE, {**environ, PAGES: str(folder)}))
        packing = servers.enter_context(serving(BARE, {**environ, PAGES: str(folder), GZIP: "1"}))
        yield from _comparisons(Servers(balss, bare, packing), ours, _bare_requests(ours[0]))
        yield from _interviews(balss, walk)


def _answered(port: int, walk: Walk, folder: Path) -> Requests:
    """A browser that has answered every page, and comes back to each. Keeps the pages for the bare application."""
    with connected(port) as connection:
        browser = Browser(connection)
        answer_all(browser, walk)
        pages = [browser.visit(walk.path(name)) for name in walk.typed]
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    gets = [get(walk.path(name), browser.headers) for name in walk.typed]
    filled = zip(pages, walk.typed.items(), strict=True)
    posts = [post(walk.path(name), form(page, "continue", typed), browser.headers) for page, (name, typed) in filled]
    return Requests(gets, posts)


def _bare_requests(ours: Requests) -> Requests:
    """The same requests, headers, forms and all, for the bare application's addresses."""

    def there(requests: Sequence[bytes]) -> list[bytes]:
        parts = [request.split(b" ", 2) for request in requests]
        return [b" ".join([method, b"/%d" % number, rest]) for number, (method, _, rest) in enumerate(parts)]

    return Requests(there(ours.gets), there(ours.posts))


def _comparisons(servers: Servers, ours: Sequence[Requests], bare: Requests) -> Iterator[Figure]:
    gets = partial(_rate, servers.balss, [each.gets for each in ours], 200)
    posts = partial(_rate, servers.balss, [each.posts for each in ours], 303)
    same = partial(_rate, servers.packing, [bare.gets] * CLIENTS, 200)
    plain = partial(_rate, servers.bare, [bare.gets] * CLIENTS, 200)
    taken = partial(_rate, servers.bare, [bare.posts] * CLIENTS, 303)
    mine, theirs, ratio = paired(gets, same, ROUNDS)
    yield Figure("GET of question pages", mine, "/s")
    yield Figure("GET of bare pages of the same bytes, compressed as ours are", theirs, "/s")
    yield Figure("GET: question page ÷ bare page", ratio, least=0.5)
    _, theirs, ratio = paired(gets, plain, ROUNDS)
    yield Figure("GET of bare pages, not compressed", theirs, "/s")
    yield Figure("GET: question page ÷ bare page that is not compressed", ratio)
    mine, theirs, ratio = paired(posts, taken, ROUNDS)
    yield Figure("POST that saves a page and redirects", mine, "/s")
    yield Figure("POST to the bare application, which redirects", theirs, "/s")
    yield Figure("POST: saved page ÷ bare redirect", ratio, least=0.25)


def _rate(port: int, requests: Sequence[Sequence[bytes]], status: int) -> float:
    return per_second(port, [repeated(each, status) for each in requests], SECONDS)


def _interviews(port: int, walk: Walk) -> Iterator[Figure]:
    def rate(clients: int) -> float:
        return per_second(port, [partial(whole_interview, walk=walk)] * clients, INTERVIEW_SECONDS)

    many, one, ratio = paired(partial(rate, MANY), partial(rate, 1), 3)
    pages = len(walk.typed)
    yield Figure(f"Whole interviews of {pages} pages, 1 respondent", one, "/s")
    yield Figure(f"Whole interviews of {pages} pages, {MANY} respondents at once", many, "/s")
    yield Figure(f"Interviews: {MANY} respondents ÷ 1", ratio)
