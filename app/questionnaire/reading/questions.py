"""One question of an XForm: a control of the body, or a node that no control shows, with what is bound to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from app.questionnaire.expressions.expression import Expression
from app.questionnaire.model import Origin, Question, QuestionType
from app.questionnaire.reading.binds import Bind, Model
from app.questionnaire.reading.choices import Choices
from app.questionnaire.reading.compiling import FALSE, TRUE, Compiler
from app.questionnaire.reading.elements import line, local
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.itext import Texts, itext_name
from app.questionnaire.reading.origins import Origins
from app.questionnaire.reading.vocabulary import APPEARANCES, USUAL, never_known, refusal

CONTROLS = {
    "select1": QuestionType.SELECT_ONE,
    "select": QuestionType.SELECT_MULTIPLE,
    "rank": QuestionType.RANK,
    "trigger": QuestionType.ACKNOWLEDGE,
    "range": QuestionType.RANGE,
    "input": None,
    "textarea": QuestionType.TEXT,
}
"""Controls that ask; what an input asks for depends on the type of its node."""
_LISTED = frozenset({QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK})
_INPUTS = {
    **dict.fromkeys(("", "string", "note"), QuestionType.TEXT),
    **dict.fromkeys(("int", "integer", "long", "short", "nonNegativeInteger"), QuestionType.INTEGER),
    **dict.fromkeys(("decimal", "double", "float"), QuestionType.DECIMAL),
    "date": QuestionType.DATE,
}
_MOMENTS = {
    ("date", "today"): "today()",
    ("timestamp", "start"): "once(now())",
    ("timestamp", "end"): "now()",
}
_RECORDED = frozenset({"binary", "geopoint", "geotrace", "geoshape"})
_RANGE = ("start", "end", "step")


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the parts of a body are read with."""

    model: Model
    texts: Texts
    choices: Choices
    compiler: Compiler
    origins: Origins
    faults: Faults
    names: Mapping[str, str]
    """Names of questions by their paths."""
    groups: Mapping[str, str]
    """Names of groups by their paths."""


def read_question(control: etree._Element, path: str, reading: Reading) -> Question | None:
    """The question that a control asks; None when it is not served, which is noted."""
    bind = reading.model.bind(path)
    origin = reading.origins.of_node(path, line(control))
    kind = _kind(control, bind, path, origin, reading)
    if kind is None:
        return None
    label, hint = control.find("{*}label"), control.find("{*}hint")
    texts = reading.texts
    choices = reading.choices.of(control, path, origin)
    if kind in _LISTED and choices is None and control.find("{*}itemset") is None:
        reading.faults.refuse(origin, "There is nothing to choose from.")
    parameters = _parameters(control, kind, origin, reading)
    return Question(
        reading.names[path],
        path,
        kind,
        label=texts.read(label, path, origin),
        hint=texts.read(hint, path, origin),
        guidance=texts.read(hint, path, origin, "guidance"),
        choices=choices,
        appearance=_appearance(control, kind, origin, reading) | ({"multiline"} if "rows" in parameters else set()),
        parameters=parameters,
        media=texts.media(itext_name(label), path, origin),
        **_rules(bind, path, origin, reading),
    )


def read_unseen(path: str, reading: Reading) -> Question | None:
    """The calculation or hidden value at a node that no control shows; None when it is never known."""
    bind = reading.model.bind(path)
    origin = reading.origins.of_node(path, bind.line)
    name = reading.names[path]
    moment = _MOMENTS.get((bind.preload, bind.preload_params))
    if moment:
        reading.faults.warn(origin, f"“{name}” is evaluated, but never kept: the moment could show who answered.")
        calculation = reading.compiler.compile(moment, path, origin, "calculation")
        return Question(name, path, QuestionType.CALCULATE, calculation=calculation, kept=False, origin=origin)
    if bind.preload or bind.type in _RECORDED or path in reading.model.recorded:
        reading.faults.warn(origin, never_known(bind.preload_params or name))
        return None
    kind = QuestionType.CALCULATE if bind.calculate else QuestionType.HIDDEN
    return Question(name, path, kind, **_rules(bind, path, origin, reading))


def _kind(control: etree._Element, bind: Bind, path: str, origin: Origin, reading: Reading) -> QuestionType | None:
    tag = local(control)
    kind = CONTROLS[tag] or _INPUTS.get(bind.type)
    if kind is None or control.get("query"):
        what = "select_one_external" if control.get("query") else bind.type
        reading.faults.refuse(origin, refusal(what.lower()) or f"The type “{what}” is not served.")
        return None
    shows_value = bind.calculate or path in reading.model.defaults or _fixed(reading.model, path)
    if kind is QuestionType.TEXT and bind.readonly in TRUE and not shows_value:
        return QuestionType.NOTE
    return kind


def _rules(bind: Bind, path: str, origin: Origin, reading: Reading) -> dict[str, Any]:
    condition, texts = reading.compiler.condition, reading.texts
    if bind.readonly not in TRUE | FALSE:
        reading.faults.warn(origin, "readonly depends on an expression: it is ignored, the answer can be changed.")
    return {
        "required": condition(bind.required, path, origin, "required", usual=False),
        "required_message": texts.at(bind.required_message, path, origin),
        "relevant": condition(bind.relevant, path, origin, "relevant", usual=True),
        "constraint": condition(bind.constraint, path, origin, "constraint", usual=True),
        "constraint_message": texts.at(bind.constraint_message, path, origin),
        "calculation": _calculation(bind, path, origin, reading),
        "default": _default(path, origin, reading),
        "readonly": bind.readonly in TRUE,
        "attributes": bind.attributes,
        "origin": origin,
    }


def _calculation(bind: Bind, path: str, origin: Origin, reading: Reading) -> Expression | None:
    return reading.compiler.compile(bind.calculate, path, origin, "calculation") if bind.calculate else None


def _default(path: str, origin: Origin, reading: Reading) -> str | Expression:
    source = reading.model.defaults.get(path)
    if source is None:
        return _fixed(reading.model, path)
    return reading.compiler.compile(source, path, origin, "default") or ""


def _fixed(model: Model, path: str) -> str:
    return (model.nodes[path].text or "").strip()


def _appearance(control: etree._Element, kind: QuestionType, origin: Origin, reading: Reading) -> frozenset[str]:
    return served_appearance(control, kind.value, origin, reading.faults)


def served_appearance(element: etree._Element, kind: str, origin: Origin, faults: Faults) -> frozenset[str]:
    """The appearances of an element that a page can mean; a warning of each other."""
    words = frozenset(element.get("appearance", "").replace(",", " ").split())
    served = words & APPEARANCES.get(kind, frozenset())
    for word in sorted(words - served - USUAL):
        faults.warn(origin, f"The appearance “{word}” means nothing for {kind} on these pages and is ignored.")
    return served


def _parameters(control: etree._Element, kind: QuestionType, origin: Origin, reading: Reading) -> Mapping[str, str]:
    wanted = {QuestionType.RANGE: _RANGE, QuestionType.TEXT: ("rows",)}.get(kind, ())
    given = {name: control.get(name, "") for name in wanted if control.get(name)}
    if kind is QuestionType.RANGE and not _is_range(given):
        reading.faults.refuse(origin, "A range needs start, end and step as numbers, the step not 0.")
    return given


def _is_range(given: Mapping[str, str]) -> bool:
    try:
        return float(given["step"]) != 0 and float(given["start"]) != float(given["end"])
    except (KeyError, ValueError):
        return False
