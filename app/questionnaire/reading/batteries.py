"""Batteries as XForms spell them: a row of headings, and statements whose choices bear no labels of their own.

pyxform writes a `table-list` group so; authors also write it by hand, as XLSForm taught before `table-list`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

_GENERATED = "generated_table_list_label_"
"""How pyxform calls the note that holds the label of a `table-list` group."""


@dataclass(frozen=True, slots=True)
class Battery:
    """What only lays a battery out, and so asks nothing; and the label that belongs to the whole."""

    layout: Sequence[etree._Element]
    label: etree._Element | None


def read_battery(group: etree._Element) -> Battery | None:
    """The battery that a `field-list` group is; None when it is none."""
    headings = [child for child in group if "label" in _appearance(child)]
    statements = [child for child in group if "list-nolabel" in _appearance(child)]
    if "field-list" not in _appearance(group) or not (headings and statements):
        return None
    notes = [child for child in group if _GENERATED in (child.get("ref") or "")]
    labels = [each.find("{*}label") for each in (group, *notes, *headings)]
    said = (label for label in labels if label is not None and (label.get("ref") or (label.text or "").strip()))
    return Battery((*notes, *headings), next(said, None))


def _appearance(element: etree._Element) -> list[str]:
    return (element.get("appearance") or "").split()
