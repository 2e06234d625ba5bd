"""The choices of a question: items of a table, filtered or in random order, or written in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from app.questionnaire.expressions.expression import ExpressionError
from app.questionnaire.model import Choice, ChoiceList, Missing, Origin, Text
from app.questionnaire.reading.compiling import Compiler
from app.questionnaire.reading.elements import line, local
from app.questionnaire.reading.instances import Instance
from app.questionnaire.reading.itext import Texts, itext_name
from app.questionnaire.reading.nodesets import Nodeset, read_nodeset
from app.questionnaire.reading.origins import Origins
from app.questionnaire.reading.vocabulary import BLANKS

_YES = frozenset({"yes", "true", "1", "true()"})
_NO = frozenset({"", "no", "false", "0", "false()"})
_SEVERAL = frozenset({"select", "rank"})
_ITEXT_ID = "jr:itext("


class Choices:
    """Reads lists of choices; a list that many questions share is read once."""

    def __init__(
        self,
        instances: Mapping[str, Instance],
        texts: Texts,
        compiler: Compiler,
        origins: Origins,
        *,
        root: str,
    ) -> None:
        """Begin with none read. What is piped into a choice is read from `root`, as many questions share it."""
        self._instances = instances
        self._root = root
        self._texts = texts
        self._compiler = compiler
        self._origins = origins
        self._faults = compiler.faults
        self._read: dict[tuple[str, ...], Sequence[Choice]] = {}

    def of(self, control: etree._Element, path: str, origin: Origin) -> ChoiceList | None:
        """The choices of a body element; None when it has none, or none that can be read (which is noted)."""
        choices = self._of(control, path, origin)
        if choices and local(control) in _SEVERAL:
            for choice in choices.choices:
                if len(choice.name.split()) > 1:
                    self._faults.refuse(choice.origin, f"“{choice.name}”: {BLANKS}.")
        return choices

    def _of(self, control: etree._Element, path: str, origin: Origin) -> ChoiceList | None:
        itemset = control.find("{*}itemset")
        if itemset is not None:
            return self._of_itemset(itemset, path, origin)
        items = control.findall("{*}item")
        choices = tuple(self._inline(item, path) for item in items)
        return ChoiceList(path.rpartition("/")[2], choices) if choices else None

    def _of_itemset(self, itemset: etree._Element, path: str, origin: Origin) -> ChoiceList | None:
        try:
            nodeset = read_nodeset(itemset.get("nodeset", ""))
        except ExpressionError as error:
            self._faults.refuse(origin, f"choices: {error}")
            return None
        if nodeset.instance not in self._instances:
            self._faults.refuse(origin, f"There is no list “{nodeset.instance}” to choose from.")
            return None
        value = _ref(itemset.find("{*}value")) or "name"
        choices = self._items(nodeset, value, _ref(itemset.find("{*}label")))
        if not choices and self._instances[nodeset.instance].is_read:
            self._faults.refuse(origin, f"The list “{nodeset.instance}” is empty.")
        compiler = self._compiler
        return ChoiceList(
            nodeset.instance,
            choices,
            filter=compiler.compile(nodeset.filter, path, origin, "choice_filter") if nodeset.filter else None,
            value=value,
            randomize=nodeset.randomize,
            seed=compiler.compile(nodeset.seed, path, origin, "parameters") if nodeset.seed else None,
        )

    def _items(self, nodeset: Nodeset, value: str, label: str) -> Sequence[Choice]:
        key = nodeset.instance, *nodeset.steps, value, label
        if key not in self._read:
            instance = self._instances[nodeset.instance]
            items = nodeset.items(instance.root)
            self._read[key] = tuple(self._item(item, nodeset.instance, value, label) for item in items)
        return self._read[key]

    def _item(self, item: etree._Element, list_name: str, value: str, label: str) -> Choice:
        cells = _cells(item)
        name = cells.get(value, "")
        file = self._instances[list_name].file
        at = line(item)
        origin = Origin(file, row=at) if file else self._origins.of_choice(list_name, name, at)
        self._check_name(name, origin)
        if not label.startswith(_ITEXT_ID):
            text, media = self._plain_label(item, label), dict[str, Text]()
        else:
            itext = cells.get(label.removeprefix(_ITEXT_ID).rstrip(") "), "")
            text, media = (
                self._texts.of(itext, self._root, origin),
                self._texts.media(itext, self._root, origin),
            )
        columns = {column: cell for column, cell in cells.items() if column not in (value, label, "itextId")}
        return self._choice(name, text, media, columns, origin)

    def _inline(self, item: etree._Element, path: str) -> Choice:
        label, value = item.find("{*}label"), item.find("{*}value")
        name = "" if value is None else (value.text or "").strip()
        origin = self._origins.of_choice(path, name, line(item))
        self._check_name(name, origin)
        media = self._texts.media(itext_name(label), path, origin)
        return Choice(name, self._texts.read(label, path, origin), media, origin=origin)

    def _plain_label(self, item: etree._Element, label: str) -> Text:
        """A label that is a column of the table; `<label lang="ru">` holds it in one language."""
        cells = item.iterchildren(f"{{*}}{label}") if label else iter(())
        said = {cell.get("lang") or self._texts.default: (cell.text or "").strip() for cell in cells}
        return Text({language: (text,) for language, text in said.items() if text})

    def _choice(
        self, name: str, label: Text, media: Mapping[str, Text], columns: Mapping[str, str], origin: Origin
    ) -> Choice:
        return Choice(
            name,
            label,
            media,
            exclusive=self._flag(columns.get("exclusive", ""), origin),
            missing=self._missing(columns.get("missing", ""), origin),
            score=self._score(columns.get("score") or columns.get("value") or "", origin),
            columns=columns,
            origin=origin,
        )

    def _check_name(self, name: str, origin: Origin) -> None:
        if not name:
            self._faults.refuse(origin, "A choice needs a name.")

    def _flag(self, cell: str, origin: Origin) -> bool:
        if cell.lower() not in _YES | _NO:
            self._faults.refuse(origin, f"exclusive: “{cell}” is neither yes nor no.")
        return cell.lower() in _YES

    def _missing(self, cell: str, origin: Origin) -> Missing | None:
        if cell and cell not in set(Missing):
            self._faults.refuse(origin, f"missing: “{cell}” is none of {', '.join(Missing)}.")
            return None
        return Missing(cell) if cell else None

    def _score(self, cell: str, origin: Origin) -> float | None:
        try:
            return float(cell.replace(",", ".")) if cell else None
        except ValueError:
            self._faults.warn(origin, f"value: “{cell}” is not a number, so the choice has no score.")
            return None


def _ref(element: etree._Element | None) -> str:
    return "" if element is None else element.get("ref", "").strip()


def _cells(item: etree._Element) -> dict[str, str]:
    return {local(cell): (cell.text or "").strip() for cell in item.iterchildren("*")}
