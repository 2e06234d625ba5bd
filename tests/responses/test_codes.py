import unicodedata
from collections import defaultdict
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.responses import codes
from app.responses.codes import code_of, fold, language, new_code, stretch, words

LANGUAGES = ["lv", "ru"]
EARNEST_MEMORY, EARNEST_PASSES = codes.MEMORY_KIB, codes.PASSES


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_code_has_at_least_sixty_bits(name: str) -> None:
    assert len(words(name)) == 1024
    assert len(new_code(words(name)).split()) == codes.WORDS_IN_A_CODE == 6


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_two_words_fold_to_the_same_letters(name: str) -> None:
    assert len({fold(word) for word in words(name)}) == len(words(name))


def _same_letters(words: set[str]) -> list[str]:
    """Codes with the letters of another one, found by laying words end to end in two rows."""
    longer = defaultdict(list)
    for word in words:
        for beginning in _beginnings(word):
            longer[beginning].append(word)
    found = []
    rows = [(word[len(short) :], [short], [word]) for short in words for word in longer[short]]
    while rows:
        left, behind, ahead = rows.pop()
        if len(behind) == codes.WORDS_IN_A_CODE:
            continue
        if left in words and len(behind) + 1 == len(ahead):
            found.append(" ".join(ahead))
        rows += [(left[len(word) :], [*behind, word], ahead) for word in words & set(_beginnings(left))]
        rows += [(word[len(left) :], ahead, [*behind, word]) for word in longer[left]]
    return found


def _beginnings(text: str) -> list[str]:
    return [text[:length] for length in range(1, len(text))]


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_two_codes_have_the_same_letters(name: str) -> None:
    assert _same_letters(set(map(fold, words(name)))) == []


def test_codes_with_the_same_letters_would_be_found() -> None:
    assert _same_letters({"stol", "stolar", "marka", "armarka"}) == ["stol armarka"]


def test_the_languages_share_no_word() -> None:
    for one, other in combinations(LANGUAGES, 2):
        assert not set(map(fold, words(one))) & set(map(fold, words(other)))


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_language_of_a_code_is_found_by_its_words(name: str) -> None:
    assert language(new_code(words(name))) == name
    assert language(new_code(words(name)).upper()) == name


@pytest.mark.parametrize("code", ["", " ", "xyzzy plugh"])
def test_what_is_no_code_has_no_language(code: str) -> None:
    assert language(code) is None


@pytest.mark.parametrize("variant", ["lv-x-easy", "ru-x-easy", "ru-x-short"])
def test_a_variant_of_a_language_has_its_words(variant: str) -> None:
    assert words(variant) == words(variant[:2])


def test_a_language_without_words_of_its_own_has_the_latvian_ones() -> None:
    assert words("en") == words("lv")


def _without_diacritics(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


WAYS = [
    str.upper,
    str.title,
    _without_diacritics,
    lambda code: code.replace("ё", "е"),
    lambda code: unicodedata.normalize("NFD", code),
    lambda code: code.replace(" ", ""),
    lambda code: code.replace(" ", "-"),
    lambda code: code.replace(" ", ", "),
    lambda code: code.replace(" ", "\N{NO-BREAK SPACE}\n"),
    lambda code: code.replace(" ", " \N{EN DASH} "),
    lambda code: f"  {code}.\t",
]


@given(name=st.sampled_from(LANGUAGES), digest=st.binary(min_size=12, max_size=12), data=st.data())
def test_a_code_may_be_written_in_any_of_these_ways(name: str, digest: bytes, data: st.DataObject) -> None:
    code = code_of(digest, words(name))
    written = code
    for way in data.draw(st.lists(st.sampled_from(WAYS), max_size=4)):
        written = way(written)
    assert fold(written) == fold(code)


@given(name=st.sampled_from(LANGUAGES), digests=st.tuples(*[st.binary(min_size=12, max_size=12)] * 2))
def test_different_codes_stay_different(name: str, digests: tuple[bytes, bytes]) -> None:
    one, other = (code_of(digest, words(name)) for digest in digests)
    assert (fold(one) == fold(other)) == (one == other)


def test_a_word_left_out_or_in_another_place_is_another_code() -> None:
    first, second = words("lv")[:2]
    codes_written = {fold(" ".join(code)) for code in product([first, second], repeat=2)} | {fold(first)}
    assert len(codes_written) == 5


def test_a_digest_spells_every_word_equally_often() -> None:
    every = (bytes([high, low]) for high in range(256) for low in range(256))
    drawn = [code_of(pair * 6, words("lv")).split()[0] for pair in every]
    assert {drawn.count(word) for word in words("lv")[:8]} == {64}


def test_guessing_costs_what_owasp_asks_for() -> None:
    assert EARNEST_MEMORY >= 19 * 1024
    assert EARNEST_PASSES >= 2


def test_a_code_under_another_pepper_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stretch("koks", b"p" * 32) == stretch("KOKS", b"p" * 32) != stretch("koks", b"q" * 32)
    before = stretch("koks", b"p" * 32)
    monkeypatch.setattr(codes, "PASSES", 2)
    assert stretch("koks", b"p" * 32) != before


def test_a_code_of_nothing_can_be_stretched_too() -> None:
    assert len(stretch("", b"p" * 32)) == codes.HASH_BYTES
