"""Tables that a questionnaire looks things up in: the XForm's secondary instances, and files beside the form.

A file of choices (`select_one_from_file`, `csv-external`, `pulldata`) lies beside the form or in its `media/`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from app.questionnaire.model import Origin
from app.questionnaire.reading.elements import line, local, parse_xml, set_line
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.origins import Origins

_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_SOURCE = re.compile(r"jr://(?:file|file-csv)/(?P<name>.+)")
_PULLED = re.compile(r"pulldata\(\s*['\"]([^'\"]+)['\"]")


@dataclass(frozen=True, slots=True)
class Instance:
    """A table: its root element (`root/item/column`), and the file that it came from, if not from the form."""

    root: etree._Element
    file: str = ""

    @property
    def is_read(self) -> bool:
        """Whether it could be read at all."""
        return self is not _UNREAD

    @property
    def columns(self) -> frozenset[str]:
        """Every column that an item of it has."""
        return frozenset(local(cell) for item in self.root for cell in item.iterchildren("*"))


_UNREAD = Instance(etree.Element("root"))
"""Stands for a table that could not be read, which was noted: nothing else is to be said of it."""


def pulled(expression: str) -> set[str]:
    """Names of the tables that an expression looks things up in with `pulldata`."""
    return set(_PULLED.findall(expression))


def read_instances(
    model: etree._Element, folder: Path | None, origins: Origins, faults: Faults
) -> Mapping[str, Instance]:
    """Every secondary instance by its id, also those that only `pulldata` names."""
    instances: dict[str, Instance] = {}
    for element in model.findall("{*}instance[@id]"):
        name = element.get("id", "")
        if element.get("src") or element.getprevious() is not None:
            instances[name] = _instance(element, folder, origins.of_table(name, line(element)), faults)
    values = (str(value) for element in model.iter("{*}bind", "{*}setvalue") for value in element.values())
    for name in sorted({name for value in values for name in pulled(value)} - instances.keys()):
        instances[name] = _from_file(folder, f"{name}.csv", origins.of_table(name), faults)
    return instances


def _instance(element: etree._Element, folder: Path | None, origin: Origin, faults: Faults) -> Instance:
    source = element.get("src")
    if not source:
        root = next(element.iterchildren("*"), None)
        return _UNREAD if root is None else Instance(root)
    if source == "jr://instance/last-saved":
        faults.warn(origin, "Earlier responses are never known here: “last-saved” is always empty.")
        return Instance(etree.Element("root"))
    found = _SOURCE.fullmatch(source)
    if found is None:
        faults.refuse(origin, f"“{source}” is not served: tables are read from the form and from files beside it.")
        return _UNREAD
    return _from_file(folder, found["name"], origin, faults)


def _from_file(folder: Path | None, name: str, origin: Origin, faults: Faults) -> Instance:
    if "/" in name or "\\" in name or Path(name).suffix not in (".csv", ".xml"):
        faults.refuse(origin, f"“{name}” cannot be read: a table is a .csv or .xml file beside the form.")
        return _UNREAD
    places = [] if folder is None else [folder / name, folder / "media" / name]
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        faults.refuse(origin, f"The file “{name}” is neither beside the form nor in its folder media.")
        return _UNREAD
    read = _csv_root if path.suffix == ".csv" else _xml_root
    return Instance(read(path, faults), name)


def _xml_root(path: Path, faults: Faults) -> etree._Element:
    return parse_xml(path.read_bytes(), Origin(path.name), faults)


# --- CSV -----------------------------------------------------------------------------------------------------


def _csv_root(path: Path, faults: Faults) -> etree._Element:
    """`root/item/column` of a CSV file in UTF-8, with commas or (as Excel writes it in Latvia) semicolons."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.stop(Origin(path.name), "The file is not text in UTF-8.")
    header = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in header and "," not in header else ",")
    root = etree.Element("root")
    columns = next(reader, [])
    for cells in filter(any, reader):
        if len(cells) > len(columns):
            faults.refuse(Origin(path.name, row=reader.line_num), "The row has more cells than there are columns.")
        item = etree.SubElement(root, "item")
        set_line(item, reader.line_num)
        for column, cell in zip(columns, cells, strict=False):
            _add(item, column.strip(), cell.strip())
    return root


def _add(item: etree._Element, column: str, cell: str) -> None:
    """A column `label::lv` becomes `<label lang="lv">`; letters that no element's name can have become `_`."""
    name, _, language = column.partition("::")
    tag = re.sub(r"[^\w.-]", "_", name)
    if not tag:
        return
    element = etree.SubElement(item, tag if _NAME.fullmatch(tag) else f"_{tag}")
    element.text = cell
    if language:
        element.set("lang", language)
