"""The registry takes only checks that say what they are."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.accessibility.checks import REGISTRY, THEMES, Check, Finding


class Silent(Check[Any]):
    """A check that finds nothing; it has no id, so it is not registered."""

    def run(self, subject: Any) -> Iterator[Finding]:  # noqa: ARG002  # a check has this shape
        yield from ()


def test_two_checks_cannot_have_one_id() -> None:
    with pytest.raises(TypeError, match="two checks are called C-01"):
        type("Second", (Silent,), {"id": "C-01", "criteria": ("1.4.10",)})


def test_a_check_names_its_criteria() -> None:
    with pytest.raises(TypeError, match="names no criterion"):
        type("Aimless", (Silent,), {"id": "C-99"})
    assert "C-99" not in REGISTRY


def test_every_check_stands_in_a_module_of_its_theme() -> None:
    assert {check.__module__ for check in REGISTRY.values()} == {theme.__name__ for theme in THEMES}


def test_a_long_piece_of_html_is_shortened_in_a_finding() -> None:
    finding = Silent().found("p", "<p>" + "a" * 1000, "wrong", criterion="1.1.1")
    assert len(finding.html) == 200
    assert finding.html.endswith("…")
