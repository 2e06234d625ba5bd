"""A small HTTP load: keep-alive connections in threads, each asking for the next thing as soon as it can."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable

Ask = Callable[[http.client.HTTPConnection], None]


def per_second(port: int, make: Callable[[], Ask], *, clients: int, seconds: float) -> float:
    """How often a second the clients together could ask. `make` gives each client its own way of asking."""
    counts = [0] * clients
    end = time.perf_counter() + seconds

    def run(client: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        ask = make()
        while time.perf_counter() < end:
            ask(connection)
            counts[client] += 1
        connection.close()

    threads = [threading.Thread(target=run, args=(client,)) for client in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    """One page; raises AssertionError unless it arrives."""
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    assert response.status == 200, (path, response.status)  # noqa: S101
    return body


def post(connection: http.client.HTTPConnection, path: str, body: str, headers: dict[str, str]) -> str:
    """One form; gives where it leads, and raises AssertionError unless it leads on."""
    typed = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, body=body, headers=typed)
    response = connection.getresponse()
    response.read()
    assert response.status in (302, 303), (path, response.status)  # noqa: S101
    return response.headers["Location"]
