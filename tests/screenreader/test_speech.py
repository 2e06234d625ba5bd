"""The stand-in for speech-dispatcher keeps what was said, as a screen reader's client sends it."""

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from app.accessibility.screenreader.speech import SpeechLog


class Client:
    """One connection, as Orca's client keeps it."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.answers = self.socket.makefile(encoding="utf-8", newline="\r\n")

    def ask(self, *lines: str) -> str:
        """Send lines and return the last line of the answer."""
        self.socket.sendall("".join(f"{line}\r\n" for line in lines).encode())
        answer = self.answers.readline()
        while answer[3] == "-":
            answer = self.answers.readline()
        return answer.strip()

    def speak(self, *lines: str) -> None:
        assert self.ask("SPEAK") == "230 OK RECEIVING DATA"
        assert self.ask(*lines, ".") == "225 OK MESSAGE QUEUED"
        assert self.ask() == "701 BEGIN"
        assert self.ask() == "702 END"

    def close(self) -> None:
        self.answers.close()
        self.socket.close()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[SpeechLog]:
    with SpeechLog(tmp_path / "speech") as speech:
        yield speech


@pytest.fixture
def client(log: SpeechLog) -> Iterator[Client]:
    connected = Client(log.socket)
    yield connected
    connected.close()


def test_an_utterance_is_kept_without_its_markup(log: SpeechLog, client: Client) -> None:
    client.speak("<speak>Vai <mark name='1'/>piekrītat &amp; kāpēc?</speak>")
    assert log.utterances == ["Vai piekrītat & kāpēc?"]


def test_a_doubled_dot_is_one_dot(log: SpeechLog, client: Client) -> None:
    client.speak("Teikums", "..", "vēl")
    assert log.utterances == ["Teikums . vēl"]


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("SET self CLIENT_NAME root:Orca:main", "220 OK SET"),
        ("LIST OUTPUT_MODULES", "250 OK MODULE LIST SENT"),
        ("LIST SYNTHESIS_VOICES", "249 OK VOICE LIST SENT"),
        ("GET RATE", "251 OK GET RETURNED"),
        ("HISTORY GET CLIENT_ID", "245 OK CLIENT ID SENT"),
        ("CANCEL self", "210 OK CANCELED"),
        ("QUIT", "231 HAPPY HACKING"),
    ],
)
def test_commands_are_answered_as_speech_dispatcher_does(client: Client, command: str, answer: str) -> None:
    assert client.ask(command) == answer


def test_words_are_heard_across_utterances_and_punctuation(log: SpeechLog) -> None:
    log.say("Cik stundas?")
    log.say("Izvēlieties vienu.")
    assert log.wait_for("stundas – izvēlieties", since=0, patience=0)


def test_half_a_word_is_not_heard(log: SpeechLog) -> None:
    log.say("Jautājums")
    assert not log.wait_for("Jautā", since=0, patience=0)


def test_one_waits_for_what_is_said_later(log: SpeechLog) -> None:
    Timer(0.1, log.say, ["vēlāk"]).start()
    assert log.wait_for("vēlāk", since=0, patience=10)


def test_listening_ends_with_a_pause_and_leaves_out_what_was_said_before(log: SpeechLog) -> None:
    log.say("agrāk")
    log.say("tagad")
    assert log.listen(since=1, patience=0, pause=0.01) == ["tagad"]
