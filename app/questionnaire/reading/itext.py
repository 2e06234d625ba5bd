"""The texts of an XForm: by language in `<itext>`, or written in place; with what is piped into them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from app.questionnaire.expressions.expression import Expression
from app.questionnaire.model import SHORT, Origin, Text
from app.questionnaire.reading.compiling import Compiler
from app.questionnaire.reading.elements import local
from app.questionnaire.reading.tags import tag

_ITEXT = re.compile(r"\s*jr:itext\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*")
_MEDIA = re.compile(r"jr://(?:images|audio|video|file)/")
_NOTHING = "-"
"""What pyxform writes where a text has no translation."""
MEDIA = ("image", "big-image", "audio", "video")

Parts = tuple[str | Expression, ...]
Forms = dict[str, dict[str, etree._Element]]
"""The values of one text by form (the text itself has none; `guidance`, `audio`, …) and language."""


class Texts:
    """Every text of one XForm."""

    def __init__(self, model: etree._Element, language: str, compiler: Compiler) -> None:
        """Index the translations. `language` is the one of texts that name none."""
        self._compiler = compiler
        self._faults = compiler.faults
        self._forms: dict[str, Forms] = defaultdict(lambda: defaultdict(dict))
        translations = model.findall("{*}itext/{*}translation")
        for translation in translations:
            self._index(translation, tag(translation.get("lang", "")) or language)
        named = [tag(translation.get("lang", "")) or language for translation in translations]
        marked = [name for name, each in zip(named, translations, strict=True) if "default" in each.attrib]
        self.languages = tuple(filter(None, dict.fromkeys(named or [language])))
        self.default = next(iter([*marked, *named]), language)

    def _index(self, translation: etree._Element, language: str) -> None:
        for text in translation.iterchildren("{*}text"):
            forms = self._forms[text.get("id", "")]
            for value in text.iterchildren("{*}value"):
                form = {"long": "", "markdown": ""}.get(value.get("form", ""), value.get("form", ""))
                if form == "short":
                    forms[""][language + SHORT] = value
                else:
                    forms[form].setdefault(language, value)

    def read(self, element: etree._Element | None, path: str, origin: Origin, form: str = "") -> Text:
        """What a `<label>` or `<hint>` says, or one `form` of it such as `guidance`."""
        if element is None:
            return Text()
        ref = element.get("ref")
        if ref is None:
            return Text() if form else self._single(self._parts(element, path, origin))
        if _ITEXT.fullmatch(ref):
            return self.at(ref, path, origin, form)
        expression = self._compiler.compile(ref, path, origin, "label")
        return self._single(() if form or expression is None else (expression,))

    def at(self, source: str, path: str, origin: Origin, form: str = "") -> Text:
        """The text that `jr:itext('id')` stands for; any other `source` is the text itself."""
        found = _ITEXT.fullmatch(source)
        if found is None:
            return self._single((source.strip(),) if source.strip() and not form else ())
        name = found[1] or found[2] or ""
        if name not in self._forms:
            self._faults.refuse(origin, f"There is no text “{name}” in the itext of the form.")
        return self.of(name, path, origin, form)

    def of(self, name: str, path: str, origin: Origin, form: str = "") -> Text:
        """The text with the id `name` in every language that has it."""
        values = self._forms[name].get(form, {}) if name in self._forms else {}
        read = {language: self._parts(value, path, origin) for language, value in values.items()}
        said = {language: parts for language, parts in read.items() if parts}
        if any(parts != (_NOTHING,) for parts in said.values()):
            said = {language: parts for language, parts in said.items() if parts != (_NOTHING,)}
        return Text(said)

    def media(self, name: str, path: str, origin: Origin) -> dict[str, Text]:
        """The files of a text by kind (`audio`, …): their names, without `jr://`."""
        media = {}
        for kind in MEDIA:
            if kind in self._forms.get(name, {}):
                files = self.of(name, path, origin, kind).translations
                media[kind] = Text({language: tuple(map(_file, parts)) for language, parts in files.items()})
        return media

    def _single(self, parts: Parts) -> Text:
        return Text({self.default: parts} if parts else {})

    def _parts(self, element: etree._Element, path: str, origin: Origin) -> Parts:
        """Text and piped expressions in turn; the blanks around them, which pyxform adds, are left out."""
        parts = list(self._pieces(element, path, origin))
        if parts and isinstance(parts[0], str):
            parts[0] = parts[0].lstrip()
        if parts and isinstance(parts[-1], str):
            parts[-1] = parts[-1].rstrip()
        return tuple(part for part in parts if part)

    def _pieces(self, element: etree._Element, path: str, origin: Origin) -> Iterator[str | Expression]:
        yield element.text or ""
        for child in element.iterchildren("*"):
            if local(child) == "output":
                source = child.get("value") or child.get("ref") or ""
                piped = self._compiler.compile(source, path, origin, "text")
                if piped is not None:
                    yield piped
            else:
                yield "".join(map(str, child.itertext()))
            yield child.tail or ""


def itext_name(element: etree._Element | None) -> str:
    """The id of the text that a `<label>` or `<hint>` refers to, or nothing."""
    found = None if element is None else _ITEXT.fullmatch(element.get("ref", ""))
    return (found[1] or found[2] or "") if found else ""


def _file(part: str | Expression) -> str | Expression:
    return _MEDIA.sub("", part).strip() if isinstance(part, str) else part
