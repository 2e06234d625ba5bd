"""The receipt of a response: six words that only its sender has, and that withdraw it."""

from __future__ import annotations

import hmac

from app.responses import codes
from app.responses.sealing import Secrets


class Receipts:
    """Makes receipts of submission keys, so that sending again gives the same one, and their hashes."""

    def __init__(self, secrets: Secrets, words: codes.WordList) -> None:
        """The receipt depends on the server's secret: a database alone does not tell it."""
        self._seeds = secrets.peppers("receipt")
        self._peppers = secrets.peppers("receipt hash")
        self._words = words

    def new(self, submission_key: str, language: str) -> tuple[str, bytes]:
        """The receipt, in words of `language`, and the hash to keep of it."""
        receipt = self._spell(self._seeds[0], submission_key, language)
        return receipt, codes.stretch(receipt, self._peppers[0])

    def again(self, submission_key: str, language: str, kept: bytes) -> str | None:
        """The receipt whose hash was kept, though the server's secret may have been changed since."""
        for seed, pepper in zip(self._seeds, self._peppers, strict=True):
            receipt = self._spell(seed, submission_key, language)
            if hmac.compare_digest(codes.stretch(receipt, pepper), kept):
                return receipt
        return None

    def hashes(self, receipt: str) -> list[bytes]:
        """What may have been kept of a receipt that somebody entered, under each of the server's secrets."""
        return [codes.stretch(receipt, pepper) for pepper in self._peppers]

    def _spell(self, seed: bytes, submission_key: str, language: str) -> str:
        digest = hmac.digest(seed, submission_key.encode(errors="replace"), "sha256")
        return codes.code_of(digest, self._words(language))
