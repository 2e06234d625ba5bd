"""What a screen reader says, as text: a silent stand-in for speech-dispatcher.

Speaks as much of SSIP (speech-dispatcher's protocol, https://htmlpreview.github.io/?https://github.com/brailcom/
speechd/blob/master/doc/ssip.html) as Orca's client asks for. Every utterance counts as spoken at once.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingUnixStreamServer
from threading import Condition, Thread

MARKUP = re.compile(r"<[^>]*>")
WORD = re.compile(r"\w+")
ANSWERS = {
    "BLOCK": ["260 OK INSIDE BLOCK"],
    "CANCEL": ["210 OK CANCELED"],
    "HISTORY": ["245-1", "245 OK CLIENT ID SENT"],
    "PAUSE": ["211 OK PAUSED"],
    "RESUME": ["212 OK RESUMED"],
    "STOP": ["210 OK STOPPED"],
    "QUIT": ["231 HAPPY HACKING"],
}
LISTS = {
    "OUTPUT_MODULES": ["250-text", "250 OK MODULE LIST SENT"],
    "SYNTHESIS_VOICES": [*(f"249-{name}\t{name}\tnone" for name in ("lv", "ru", "en")), "249 OK VOICE LIST SENT"],
    "VOICES": ["249-MALE1", "249 OK VOICE LIST SENT"],
}
VALUES = {"OUTPUT_MODULE": "text", "RATE": "0", "PITCH": "0", "VOLUME": "100"}


class SpeechLog:
    """Utterances in the order in which they were said. Serves a socket while a `with` block lasts."""

    def __init__(self, socket: Path) -> None:
        """Listen at `socket` once the block is entered."""
        self.socket = socket
        self.utterances: list[str] = []
        self._changed = Condition()
        self._server = ThreadingUnixStreamServer(str(socket), self._handler())
        self._server.daemon_threads = True

    def __enter__(self) -> SpeechLog:
        """Begin to listen."""
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no longer."""
        self._server.shutdown()
        self._server.server_close()

    def say(self, text: str) -> None:
        """Keep an utterance."""
        with self._changed:
            self.utterances.append(text)
            self._changed.notify_all()

    def listen(self, since: int, patience: float, pause: float) -> list[str]:
        """What is said from utterance `since` on, until a pause of so many seconds.

        Waits up to `patience` seconds for the first word.
        """
        with self._changed:
            self._changed.wait_for(lambda: len(self.utterances) > since, patience)
            heard = -1
            while heard != len(self.utterances):
                heard = len(self.utterances)
                self._changed.wait_for(lambda: len(self.utterances) > heard, pause)  # noqa: B023  # waits here
            return self.utterances[since:]

    def wait_for(self, text: str, since: int, patience: float) -> bool:
        """Wait until the words of a text were said from utterance `since` on, in one utterance or in several."""
        sought = words(text)
        with self._changed:
            return self._changed.wait_for(lambda: sought in words(" ".join(self.utterances[since:])), patience)

    def _handler(self) -> type[StreamRequestHandler]:
        log = self
        numbers = count(1)

        class Handler(StreamRequestHandler):
            def handle(self) -> None:
                for line in self.lines():
                    verb, _, rest = line.partition(" ")
                    if verb.upper() == "SPEAK":
                        self.answer("230 OK RECEIVING DATA")
                        self.queue(spoken(list(self.data())))
                    elif verb.upper() in {"CHAR", "KEY"}:
                        self.queue(rest)
                    else:
                        self.answer(*answer_to(verb.upper(), rest.split()))
                    if verb.upper() == "QUIT":
                        return

            def lines(self) -> Iterator[str]:
                for raw in self.rfile:
                    yield raw.decode("utf-8", "replace").rstrip("\r\n")

            def data(self) -> Iterator[str]:
                """The lines of an utterance, up to the one that is a dot; other dots are doubled (SSIP 4.1)."""
                for line in self.lines():
                    if line == ".":
                        return
                    yield line.removeprefix(".") if line.startswith("..") else line

            def queue(self, text: str) -> None:
                if text:
                    log.say(text)
                number = next(numbers)
                self.answer(f"225-{number}", "225 OK MESSAGE QUEUED")
                self.answer(f"701-{number}", "701-1", "701 BEGIN", f"702-{number}", "702-1", "702 END")

            def answer(self, *lines: str) -> None:
                self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

        return Handler


def spoken(lines: list[str]) -> str:
    """The text of an utterance: its SSML taken away, its spaces folded."""
    return " ".join(html.unescape(MARKUP.sub("", " ".join(lines))).split())


def words(text: str) -> str:
    """The words of a text without what stands between them, which a screen reader speaks as it likes."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def answer_to(verb: str, words: list[str]) -> list[str]:
    """What speech-dispatcher would answer to any command but those that speak."""
    what = words[0].upper() if words else ""
    if verb == "LIST":
        return LISTS.get(what, LISTS["VOICES"])
    if verb == "GET":
        return [f"251-{VALUES.get(what, 'none')}", "251 OK GET RETURNED"]
    return ANSWERS.get(verb, ["220 OK SET"])
