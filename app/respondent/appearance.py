"""How a person wants pages to look (*Lapas izskats*): kept in the one cookie, applied by the server."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass
from typing import Any

SIZES = ("100", "125", "150", "200", "300")
"""Percent of the browser's own text size."""
COLOURS = ("automatic", "light", "dark", "black-on-yellow", "yellow-on-black")
SPACINGS = ("normal", "wide")
"""`wide` is the spacing of WCAG 2.2, 1.4.12."""


@dataclass(frozen=True)
class Appearance:
    """Text size, colours, spacing, and whether texts are easy to read."""

    size: str = "100"
    colours: str = "automatic"
    spacing: str = "normal"
    easy: bool = False

    @classmethod
    def of(cls, session: Mapping[str, Any]) -> Appearance:
        """What this browser's cookie says, or the defaults."""
        return cls(**session.get("view", {}))

    def keep(self, session: MutableMapping[str, Any]) -> None:
        """Write it into the cookie."""
        session["view"] = asdict(self)
