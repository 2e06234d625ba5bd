"""The lists that return codes and receipts are composed of: easy to say, to spell, to hear and to braille."""

import re
from pathlib import Path

import pytest

from app.responses.codes import fold

WORDS = Path(__file__).resolve().parents[2] / "app/responses/words"
ALPHABETS = {"lv": "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž", "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"}
SOUNDS: dict[str, dict[int, int | None]] = {
    "lv": {**str.maketrans("bdgzv", "ptksf")},
    "ru": {**str.maketrans("оеэяыбгджзв", "аиииипктшсф", "ьъ")},
}
languages = pytest.mark.parametrize("language", ["lv", "ru"])


def read(language: str) -> list[str]:
    return (WORDS / f"{language}.txt").read_text(encoding="utf-8").splitlines()


def sound(word: str, language: str) -> str:
    """Roughly how it is heard: voiced as voiceless, unstressed vowels as one, doubles as single."""
    return re.sub(r"(.)\1", r"\1", fold(word).translate(SOUNDS[language]))


def slips(word: str) -> set[str]:
    """The word with one letter left out, unreadable (?) or swapped with the next."""
    places = range(len(word))
    left_out = {word[:i] + word[i + 1 :] for i in places}
    unreadable = {f"{word[:i]}?{word[i + 1 :]}" for i in places}
    swapped = {word[:i] + word[i + 1 : i + 2] + word[i] + word[i + 2 :] for i in places}
    return left_out | unreadable | swapped | {word}


def confusable(words: list[str]) -> list[set[str]]:
    """Pairs at a Damerau–Levenshtein distance below two."""
    meant: dict[str, str] = {word: word for word in words}
    pairs = []
    for word in words:
        for slip in slips(word):
            other = meant.setdefault(slip, word) if "?" in slip else meant.get(slip, word)
            if other != word:
                pairs.append({word, other})
    return pairs


@languages
def test_a_list_holds_1024_words_so_that_six_of_them_carry_sixty_bits(language: str) -> None:
    assert len({fold(word) for word in read(language)}) == len(read(language)) == 1024


@languages
def test_words_are_short_and_written_in_lower_case_letters_of_their_language(language: str) -> None:
    spelling = re.compile(f"[{ALPHABETS[language]}]{{3,8}}")
    assert [word for word in read(language) if not spelling.fullmatch(word)] == []


@languages
def test_words_stand_sorted_as_they_are_folded(language: str) -> None:
    assert read(language) == sorted(read(language), key=lambda word: (fold(word), word))


@languages
def test_one_slip_never_makes_another_word(language: str) -> None:
    assert confusable([fold(word) for word in read(language)]) == []


@languages
def test_no_two_words_sound_alike(language: str) -> None:
    heard: dict[str, str] = {}
    assert [word for word in read(language) if heard.setdefault(sound(word, language), word) != word] == []


@pytest.mark.parametrize("pair", [("galds", "gads"), ("gads", "galds"), ("lapa", "lama"), ("roka", "orka")])
def test_the_measure_of_slips_knows_a_letter_more_less_other_or_swapped(pair: tuple[str, str]) -> None:
    assert confusable(list(pair)) != []


def test_the_measure_of_slips_lets_different_words_be() -> None:
    assert confusable(["galds", "krasts", "upe", "ezers", "lapsa"]) == []
