"""What the lint looks at: a questionnaire, its texts one by one, and the folder it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.questionnaire.model import Choice, ChoiceList, Group, Origin, Question, Questionnaire, Text

_PIPED = "…"
"""Stands for what is piped in, of which neither length nor words are known."""
# A full stop ends a sentence unless a small letter follows, as after "2021." or "u. c." in Latvian.
_SENTENCE = re.compile(r"(?<=[.!?…])[”»“\")*_]*\s+(?=[^a-zāčēģīķļņšūžа-яё])|\n+")
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of the questionnaire: `of` says of what, `column` in which column."""

    origin: Origin
    of: str
    column: str
    text: Text

    @property
    def words(self) -> Mapping[str, str]:
        """What it says in each language."""
        return {language: plain(self.text, language) for language in self.text.translations}


@dataclass(frozen=True)
class Subject:
    """A questionnaire under the eyes of the lint."""

    questionnaire: Questionnaire
    folder: Path

    @cached_property
    def languages(self) -> Sequence[str]:
        """The languages that respondents read in: without the easy and short variants."""
        return [language for language in self.questionnaire.languages if "-x-" not in language]

    @cached_property
    def elements(self) -> Sequence[Group | Question]:
        """Every group and question."""
        return [*self.questionnaire.root.groups(), *self.questionnaire.root.questions()]

    @cached_property
    def lists(self) -> Mapping[int, tuple[ChoiceList, Sequence[Question]]]:
        """Every list of choices with the questions that use it. The key tells lists of one name apart."""
        lists: dict[int, tuple[ChoiceList, list[Question]]] = {}
        for question in self.questionnaire.root.questions():
            if question.choices:
                lists.setdefault(id(question.choices.choices), (question.choices, []))[1].append(question)
        return lists

    @cached_property
    def choices(self) -> Sequence[tuple[ChoiceList, Choice]]:
        """Every choice, once however many questions use its list."""
        return [(choices, choice) for choices, _ in self.lists.values() for choice in choices.choices]

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """Every text that respondents may read."""
        return [passage for passage in self._passages() if passage.text]

    @cached_property
    def media(self) -> Sequence[Passage]:
        """Every picture, sound and film: the text is the name of its file."""
        questions = [(question.origin, question.name, question.media) for question in self._questions()]
        choices = [(choice.origin, f"{choices.name}: {choice.name}", choice.media) for choices, choice in self.choices]
        return [
            Passage(origin, of, kind, text) for origin, of, media in questions + choices for kind, text in media.items()
        ]

    def _questions(self) -> Iterator[Question]:
        return self.questionnaire.root.questions()

    def _passages(self) -> Iterator[Passage]:
        for group in self.questionnaire.root.groups():
            yield Passage(group.origin, group.name, "label", group.label)
        for question in self._questions():
            texts = {
                "label": question.label,
                "hint": question.hint,
                "guidance_hint": question.guidance,
                "required_message": question.required_message,
                "constraint_message": question.constraint_message,
            }
            yield from (Passage(question.origin, question.name, column, text) for column, text in texts.items())
        for choices, choice in self.choices:
            yield Passage(choice.origin, f"{choices.name}: {choice.name}", "label", choice.label)


def plain(text: Text, language: str) -> str:
    """What a text says in a language, without Markdown's marks; nothing when it is not translated."""
    parts = text.translations.get(language, ())
    return "".join(part.replace("*", "") if isinstance(part, str) else _PIPED for part in parts)


def sentences(words: str) -> Iterator[str]:
    """The sentences, and the lines of lists, in a text."""
    return (sentence for sentence in _SENTENCE.split(words) if sentence.strip())


def count_words(sentence: str) -> int:
    """How many words a sentence has."""
    return len(_WORD.findall(sentence))
