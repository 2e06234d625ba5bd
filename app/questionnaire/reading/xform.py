"""The reader of XForms: XML to a questionnaire (https://getodk.github.io/xforms-spec/).

Every way of writing a form ends here: an XLSForm is compiled to an XForm first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from app.questionnaire.expressions.document import Document
from app.questionnaire.expressions.expression import Schema
from app.questionnaire.model import ChoiceList, Group, Questionnaire
from app.questionnaire.reading.binds import Model, read_model
from app.questionnaire.reading.body import read_body
from app.questionnaire.reading.choices import Choices
from app.questionnaire.reading.compiling import Compiler
from app.questionnaire.reading.cycles import refuse_cycles
from app.questionnaire.reading.elements import line, parse_xml
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.instances import Instance, read_instances
from app.questionnaire.reading.itext import Texts
from app.questionnaire.reading.naming import unique_names
from app.questionnaire.reading.origins import Origins
from app.questionnaire.reading.questions import Reading
from app.questionnaire.reading.vocabulary import never_known

_META = {
    "audit": never_known("audit"),
    "entity": "The entity is ignored: answers are kept as responses only.",
    "instanceName": "The instance name is ignored: a response has no name.",
}


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of an XForm that are read; `primary` is the root node of its data."""

    form: etree._Element
    model: etree._Element
    body: etree._Element
    primary: etree._Element


def read_xform(
    text: bytes, origins: Origins, faults: Faults, *, folder: Path | None = None, language: str = ""
) -> Questionnaire:
    """The questionnaire that an XForm is.

    `folder` is where files of choices lie; `language` is that of texts which name none. Raises
    QuestionnaireError with every fault.
    """
    parts = _parts(text, origins, faults)
    instances = read_instances(parts.model, folder, origins, faults)
    model = read_model(parts.model, parts.primary, origins, faults)
    lists: dict[str, ChoiceList] = {}
    compiler = Compiler(_schema(model, instances, lists), faults)
    texts = Texts(parts.model, language, compiler)
    choices = Choices(instances, texts, compiler, origins, root=model.root)
    names, groups = _names(model)
    _warn(parts, model, origins, faults)
    root = read_body(parts.body, Reading(model, texts, choices, compiler, origins, faults, names, groups))
    lists |= {question.path: question.choices for question in root.questions() if question.choices}
    refuse_cycles(root, faults)
    faults.raise_if_any()
    return _questionnaire(parts, root, texts, instances, faults)


def _parts(text: bytes, origins: Origins, faults: Faults) -> _Parts:
    form = parse_xml(text, origins.of_line(), faults)
    model, body = form.find("{*}head/{*}model"), form.find("{*}body")
    primary = None if model is None else model.find("{*}instance/*")
    if model is None or body is None or primary is None:
        faults.stop(origins.of_line(), "This XML is not an XForm: it lacks a model, an instance or a body.")
    return _Parts(form, model, body, primary)


def _schema(model: Model, instances: Mapping[str, Instance], lists: Mapping[str, ChoiceList]) -> Schema:
    """What expressions are checked against; `lists` is filled later, when the questions are read."""

    def choice_label(path: str, value: str, language: str) -> str:
        choices = lists[path].choices if path in lists else ()
        label = next((choice.label for choice in choices if choice.name == value), None)
        parts = label.parts(language, language) if label else ()
        return "".join(part for part in parts if isinstance(part, str)) or value

    types = {path: model.bind(path).type for path in model.nodes}
    return Schema(types, {name: instance.columns for name, instance in instances.items()}, choice_label)


def _names(model: Model) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Names by path: of the nodes that may hold an answer, and of those that group them."""
    meta = f"{model.root}/meta"
    paths = [path for path in model.nodes if path != meta and not path.startswith(f"{meta}/")]
    groups = [path for path in paths if path == model.root or len(model.nodes[path])]
    names = unique_names(path for path in paths if path not in groups)
    return names, unique_names(groups, taken=frozenset(names.values()))


def _warn(parts: _Parts, model: Model, origins: Origins, faults: Faults) -> None:
    """Warn of what a form records beside the answers, and of where it wants to be sent."""
    for path in model.nodes:
        above, _, name = path.rpartition("/")
        if above.endswith("/meta") and name in _META:
            faults.warn(origins.of_node(path, line(model.nodes[path])), _META[name])
    for element in parts.model.iterchildren("{*}submission"):
        faults.warn(origins.of_line(line(element)), "The submission is ignored: answers stay on this server.")


def _questionnaire(
    parts: _Parts, root: Group, texts: Texts, instances: Mapping[str, Instance], faults: Faults
) -> Questionnaire:
    versions = (str(value) for name, value in parts.primary.items() if str(name).endswith("version"))
    return Questionnaire(
        id=parts.primary.get("id", ""),
        version=next(versions, ""),
        title=(parts.form.findtext("{*}head/{*}title") or "").strip(),
        languages=texts.languages,
        default_language=texts.default,
        root=root,
        document=Document(parts.primary, {name: instance.root for name, instance in instances.items()}),
        warnings=tuple(faults.warnings),
    )
