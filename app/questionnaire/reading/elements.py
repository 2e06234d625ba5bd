"""XML elements of forms: read safely, and looked at without their namespaces."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from app.questionnaire.model import Origin
from app.questionnaire.reading.faults import Faults


def parse_xml(text: bytes, origin: Origin, faults: Faults) -> etree._Element:
    """The root of an XML text. Nothing is fetched; an XML that could declare entities is refused.

    Raises QuestionnaireError.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        faults.stop(Origin(origin.file, line=error.lineno or 0), f"This is not XML: {error.msg}.")
    if cast(Any, root.getroottree().docinfo).doctype:
        faults.stop(origin, "The XML declares a document type, which a form does not need; remove it.")
    return root


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def line(element: etree._Element) -> int:
    """The line that an element stands in; 0 when it was not read from a text."""
    return cast(int | None, element.sourceline) or 0


def set_line(element: etree._Element, number: int) -> None:
    """Say in which line (of another kind of file) an element stands."""
    cast(Any, element).sourceline = number
