"""Sentences of problems: they repeat the question, say what to do, and blame nobody."""

from __future__ import annotations

import inspect
import re
from gettext import NullTranslations

import pytest

from app.questionnaire.answers.sentences import Sentences

AVOIDED = re.compile(
    r"\b(in)?valid|\bforbidden|\billegal|\bforgot|\bplease\b|\bsorry\b|\boops|\berror|\bwrong|\bfailed|\brequired",
    re.IGNORECASE,
)
"""Words that blame or that only software understands (the list of GOV.UK, and ours)."""
SAMPLES = {"str": "12", "int": 2}


def every_sentence(translations: NullTranslations | None = None) -> dict[str, str]:
    sentences = Sentences(translations or NullTranslations(), "How old are you?")
    names = [name for name in dir(Sentences) if not name.startswith("_") and callable(getattr(sentences, name))]
    return {name: say(sentences, name) for name in names}


def say(sentences: Sentences, name: str) -> str:
    method = getattr(sentences, name)
    parameters = inspect.signature(method).parameters.values()
    return str(method(*(SAMPLES[parameter.annotation] for parameter in parameters)))


@pytest.mark.parametrize(("name", "sentence"), every_sentence().items())
def test_a_sentence_repeats_the_question_and_says_what_to_do(name: str, sentence: str) -> None:
    assert "“How old are you?”" in sentence
    assert re.search(r"\b(Choose|Write|Tick|Shorten|Change|Check)\b", sentence), name
    assert sentence.endswith((".", "”")), name
    assert "%(" not in sentence


@pytest.mark.parametrize(("name", "sentence"), every_sentence().items())
def test_a_sentence_has_no_word_that_blames(name: str, sentence: str) -> None:
    assert not AVOIDED.search(sentence), name


class Marked(NullTranslations):
    """A catalogue that marks whatever passes through it."""

    def gettext(self, message: str) -> str:
        return f"one {message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{n} {msgid1 if n == 1 else msgid2}"


def test_every_sentence_comes_from_the_catalogue() -> None:
    marked = every_sentence(Marked())
    assert {name for name, sentence in marked.items() if not sentence.startswith(("one ", "2 "))} == set()


def test_a_question_with_percent_signs_is_repeated_as_it_is() -> None:
    assert "“100 % sure?”" in Sentences(NullTranslations(), "100 % sure?").write()
