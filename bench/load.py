"""A small HTTP load over keep-alive connections, cheap enough to leave the processors to the server.

What is asked is ready-made bytes, and an answer is read only as far as HTTP/1.1 needs: the clients share two
processors with the server, and whatever they took would make every server look alike.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle

PATIENCE = 30.0
"""Seconds after which an answer that has not come is a failure."""
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """One response: head and body as they came."""

    head: bytes
    body: bytes

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.head[9:12])

    def header(self, name: str) -> str:
        """The value of a header, '' if it is not there."""
        found = re.search(rf"\r\n{name}: ([^\r]*)".encode(), self.head, re.IGNORECASE)
        return found[1].decode() if found else ""


class Connection:
    """One keep-alive connection to this machine."""

    def __init__(self, port: int) -> None:
        """Connect."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, question: bytes) -> Answer:
        """Send a request; raises ConnectionError when the server hangs up."""
        self._socket.sendall(question)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._receive()
        head, _, body = got.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += self._receive()
        return Answer(head, body)

    def _receive(self) -> bytes:
        part = self._socket.recv(65536)
        if not part:
            raise ConnectionError("the server hung up")
        return part

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


@contextmanager
def connected(port: int) -> Iterator[Connection]:
    """A connection that is closed at the end."""
    connection = Connection(port)
    try:
        yield connection
    finally:
        connection.close()


def get(path: str, headers: Mapping[str, str]) -> bytes:
    """A request for a page."""
    return _request("GET", path, headers, b"")


def post(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """A request that sends a form."""
    form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
    return _request("POST", path, {**headers, **form}, body)


def _request(method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {text}" for name, text in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def repeated(requests: Sequence[bytes], status: int) -> Callable[[Connection], None]:
    """One client's turn: the next of `requests`, over and over; each must be answered with `status`."""
    coming = cycle(requests)

    def turn(connection: Connection) -> None:
        request = next(coming)
        answer = connection.ask(request)
        assert answer.status == status, (request[:200], answer.head)  # noqa: S101

    return turn


def per_second(port: int, turns: Sequence[Callable[[Connection], None]], seconds: float) -> float:
    """How many turns a second the clients took together, each on a connection of its own."""
    failures: list[BaseException] = []
    counts = [0] * len(turns)
    end = time.perf_counter() + seconds

    def run(client: int) -> None:
        try:
            with connected(port) as connection:
                while time.perf_counter() < end:
                    turns[client](connection)
                    counts[client] += 1
        except BaseException as error:
            failures.append(error)

    began = time.perf_counter()
    threads = [threading.Thread(target=run, args=(client,)) for client in range(len(turns))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / (time.perf_counter() - began)
