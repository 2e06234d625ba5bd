"""How a draft is sealed: keys by HKDF, texts by AES-256-GCM, lengths hidden by padding.

Sources: RFC 5869 (HKDF), NIST SP 800-38D (GCM).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
BUCKET = 4096
"""Bytes. Every sealed text is a whole number of these long, so that its length tells next to nothing."""
LENGTH_BYTES = 4


@dataclass(frozen=True)
class Secrets:
    """The server's secret, and older ones that codes may still have been made with."""

    current: bytes = field(repr=False)
    fallbacks: Sequence[bytes] = field(default=(), repr=False)

    def peppers(self, purpose: str) -> tuple[bytes, ...]:
        """A value derived from each secret for one purpose, the current secret's first."""
        return tuple(derive(secret, purpose) for secret in (self.current, *self.fallbacks))


def new_key() -> str:
    """A respondent's key: 32 random bytes as URL-safe text."""
    return secrets.token_urlsafe(KEY_BYTES)


def derive(key: bytes, purpose: str) -> bytes:
    """Another key of 32 bytes: it tells nothing of `key` or of the key for another purpose (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"balss {purpose}".encode()).derive(key)


class Safe:
    """A place in a table and what opens it, both made of one key: whoever sees the place cannot open it."""

    def __init__(self, key: bytes, purpose: str) -> None:
        """Any bytes make a safe; only a key that was made at random leads to one that holds something."""
        self.id = derive(key, f"{purpose} id")
        self._cipher = AESGCM(derive(key, f"{purpose} key"))

    def lock(self, plain: bytes, revision: int = 0) -> bytes:
        """Encrypt, bound to this place and revision: nonce, then ciphertext with its tag."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, self._context(revision))

    def unlock(self, sealed: bytes, revision: int = 0) -> bytes | None:
        """What was locked, or None when the key, the place, the revision or a single bit is not the same."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._context(revision))
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            return None

    def _context(self, revision: int) -> bytes:
        return self.id + revision.to_bytes(8)


def pad(plain: bytes) -> bytes:
    """Fill up with zeros to whole buckets, the length in front."""
    framed = len(plain).to_bytes(LENGTH_BYTES) + plain
    return framed + bytes(-len(framed) % BUCKET)


def unpad(padded: bytes) -> bytes:
    """What was padded."""
    length = int.from_bytes(padded[:LENGTH_BYTES])
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]
