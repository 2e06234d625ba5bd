"""The trees that expressions are evaluated on: the answers, and the tables they are looked up in."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree


class Document:
    """A form's primary instance and its secondary ones.

    Elements are told apart by their local names: an XForm's namespaces mean nothing in a path. The secondary
    instances are shared by all documents that are filled from one, and must not be changed.
    """

    def __init__(self, primary: etree._Element, secondary: Mapping[str, etree._Element] | None = None) -> None:
        """Keep copies. `secondary` gives the root element of each instance by the instance's id."""
        self.root = _plain(primary)
        self._paths = tuple(_path(element) for element in self.root.iter())
        self._blank = copy.deepcopy(self.root)
        for element in self._blank.iter():
            element.text = None
        self.instances = {name: _wrapped(root) for name, root in (secondary or {}).items()}
        self._alive = [list(instance.iter()) for instance in self.instances.values()]
        self._index()

    def fill(self, values: Mapping[str, str]) -> Document:
        """A fresh document to evaluate on: these values by path, and nothing anywhere else.

        Raises KeyError for a path that the primary instance does not have.
        """
        filled = object.__new__(Document)
        filled.__dict__.update(self.__dict__)
        filled.root = copy.deepcopy(self._blank)
        filled._index()
        for path, value in values.items():
            filled.elements[path].text = value
        return filled

    def get(self, path: str) -> str:
        """The value at a path; KeyError if there is none."""
        return self.elements[path].text or ""

    def set(self, path: str, value: str) -> None:
        """Change the value at a path; KeyError if there is none."""
        self.elements[path].text = value

    def _index(self) -> None:
        self.elements = dict(zip(self._paths, self.root.iter(), strict=True))


def _plain(element: etree._Element) -> etree._Element:
    """A copy that is a document of its own: elements by local names, no comments, no layout."""
    attributes = {etree.QName(str(name)).localname: str(value) for name, value in element.attrib.items()}
    plain = etree.Element(etree.QName(element).localname, attributes)
    children = list(element.iterchildren(tag=etree.Element))
    plain.text = None if children and not (element.text or "").strip() else element.text
    plain.extend(_plain(child) for child in children)
    return plain


def _wrapped(root: etree._Element) -> etree._Element:
    instance = etree.Element("instance")
    instance.append(_plain(root))
    return instance


def _path(element: etree._Element) -> str:
    names = [str(element.tag), *(str(ancestor.tag) for ancestor in element.iterancestors())]
    return "/" + "/".join(reversed(names))
