import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.responses.sealing import BUCKET, KEY_BYTES, Safe, Secrets, new_key, pad, unpad

KEYS = st.binary(min_size=1, max_size=64)


@given(key=KEYS, plain=st.binary(max_size=20_000), revision=st.integers(0, 2**63))
def test_what_was_locked_is_unlocked_with_the_same_key(key: bytes, plain: bytes, revision: int) -> None:
    sealed = Safe(key, "test").lock(plain, revision)
    assert Safe(key, "test").unlock(sealed, revision) == plain


@given(key=KEYS, other=KEYS, plain=st.binary(max_size=100))
def test_another_key_unlocks_nothing(key: bytes, other: bytes, plain: bytes) -> None:
    if key != other:
        assert Safe(other, "test").unlock(Safe(key, "test").lock(plain)) is None


@given(key=KEYS, plain=st.binary(max_size=100), bit=st.integers(0))
def test_a_single_changed_bit_unlocks_nothing(key: bytes, plain: bytes, bit: int) -> None:
    sealed = bytearray(Safe(key, "test").lock(plain))
    place, shift = divmod(bit % (8 * len(sealed)), 8)
    sealed[place] ^= 1 << shift
    assert Safe(key, "test").unlock(bytes(sealed)) is None


def test_neither_another_revision_nor_another_purpose_unlocks() -> None:
    sealed = Safe(b"key", "test").lock(b"plain", revision=1)
    assert Safe(b"key", "test").unlock(sealed, revision=2) is None
    assert Safe(b"key", "rest").unlock(sealed, revision=1) is None


@pytest.mark.parametrize("sealed", [b"", b"short", b"n" * 12, b"n" * 27])
def test_what_is_too_short_to_be_sealed_unlocks_nothing(sealed: bytes) -> None:
    assert Safe(b"key", "test").unlock(sealed) is None


def test_sealing_the_same_twice_does_not_look_the_same() -> None:
    safe = Safe(b"key", "test")
    assert safe.lock(b"plain") != safe.lock(b"plain")


@given(plain=st.binary(max_size=3 * BUCKET))
def test_padding_fills_whole_buckets_and_comes_off_again(plain: bytes) -> None:
    assert len(pad(plain)) % BUCKET == 0
    assert unpad(pad(plain)) == plain


def test_an_answer_more_or_less_does_not_show_in_the_length() -> None:
    assert len(pad(b"")) == len(pad(b"x" * (BUCKET - 4))) == BUCKET


def test_keys_are_random_and_fit_into_a_cookie() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert all(len(key) == 43 and key.isascii() for key in keys)
    assert KEY_BYTES == 32


def test_a_secret_does_not_stand_in_a_log() -> None:
    assert "canary" not in repr(Secrets(b"canary", [b"canary"]))


def test_each_purpose_and_each_secret_has_a_pepper_of_its_own() -> None:
    secrets = Secrets(b"new", [b"old"])
    assert len({*secrets.peppers("one"), *secrets.peppers("two")}) == 4
    assert secrets.peppers("one")[1] == Secrets(b"old").peppers("one")[0]
