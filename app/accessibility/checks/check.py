"""What every check has in common: an id, the criteria it serves, and a `run` that yields findings.

A check is a class. Defining it registers it, so that a check that was written is a check that runs, and a
test demands a broken page for each one in the registry.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

Subject = TypeVar("Subject")
"""What a check looks at: an `HtmlPage`, a `BrowserPage`, or a sequence of pages."""

LONGEST_SNIPPET = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong on a page, with all that is needed to see it.

    `criterion` is a WCAG 2.2 success criterion (`1.4.10`) or a house rule of the page contract (`P3`).
    `selector` is a CSS selector that finds the element again.
    """

    check: str
    criterion: str
    selector: str
    html: str
    sentence: str

    def __str__(self) -> str:
        """The finding as a person reads it in a failed test."""
        return f"{self.check} ({self.criterion}) {self.selector}: {self.sentence}\n    {self.html}"


class Check(ABC, Generic[Subject]):
    """One rule about pages. `criteria` are named most important first."""

    id: ClassVar[str] = ""
    criteria: ClassVar[Sequence[str]] = ()
    needs_browser: ClassVar[bool] = False
    house: ClassVar[bool] = False
    """Whether it is a rule of our own page contract, which nobody else's pages need to follow."""

    def __init_subclass__(cls) -> None:
        """Register a check that has an id, once."""
        super().__init_subclass__()
        if not cls.__dict__.get("id"):
            return
        if cls.id in REGISTRY:
            raise TypeError(f"two checks are called {cls.id}")
        if not cls.criteria:
            raise TypeError(f"check {cls.id} names no criterion")
        REGISTRY[cls.id] = cls

    @abstractmethod
    def run(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong with `subject`; nothing when it passes or the rule does not apply."""

    def found(self, selector: str, html: str, sentence: str, criterion: str = "") -> Finding:
        """Make a finding of this check."""
        snippet = " ".join(html.split())
        if len(snippet) > LONGEST_SNIPPET:
            snippet = snippet[: LONGEST_SNIPPET - 1] + "…"
        return Finding(self.id, criterion or self.criteria[0], selector, snippet, sentence)


REGISTRY: dict[str, type[Check[Any]]] = {}
"""Every check by its id, of whatever kind of subject."""


def registered() -> list[Check[Any]]:
    """Every registered check, ready to run, in the order of its id."""
    return [check() for _, check in sorted(REGISTRY.items())]


def run_all(checks: Iterable[Check[Subject]], subject: Subject) -> list[Finding]:
    """All findings of `checks` on one subject."""
    return [finding for check in checks for finding in check.run(subject)]
