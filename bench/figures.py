"""A figure of the report: what was measured, how much it is, and the goal that it is held to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line. `least` and `most`: the goal, if there is one."""

    what: str
    value: float
    unit: str = ""
    least: float | None = None
    most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the goal is reached; a figure without one always is."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    def __str__(self) -> str:
        """The line as it is printed."""
        return f"{self.what:<66} {_short(self.value):>9} {self.unit:<8} {self._goal()}".rstrip()

    def _goal(self) -> str:
        if self.least is None and self.most is None:
            return ""
        goal = f"≥ {_short(self.least)}" if self.least is not None else f"≤ {_short(self.most or 0)}"
        return f"{goal}  {'met' if self.is_met else 'NOT MET'}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def paired(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> tuple[float, float, float]:
    """Medians of two measurements that take turns, and of their ratio: what slows the machine slows both."""
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return median(a for a, _ in pairs), median(b for _, b in pairs), median(a / b for a, b in pairs)
