"""What the model of an XForm says of each node: its type, its rules, its default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from lxml import etree

from app.questionnaire.reading.elements import line, local
from app.questionnaire.reading.faults import Faults
from app.questionnaire.reading.origins import Origins

_OF_XFORMS = frozenset({"nodeset", "ref", "id", "type", "required", "relevant", "constraint", "calculate", "readonly"})
_FIRST = frozenset({"odk-instance-first-load", "odk-instance-load", "xforms-ready"})
_JAVAROSA = "{http://openrosa.org/javarosa}"
_ODK = "{http://www.opendatakit.org/xforms}"


@dataclass(frozen=True, slots=True)
class Bind:
    """One `<bind>`, its expressions as written. `default` is from the instance or from a `<setvalue>`."""

    type: str = ""
    required: str = ""
    relevant: str = ""
    constraint: str = ""
    calculate: str = ""
    readonly: str = ""
    constraint_message: str = ""
    required_message: str = ""
    preload: str = ""
    preload_params: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


NOTHING = Bind()


@dataclass(frozen=True, slots=True)
class Model:
    """The nodes of the primary instance by path, in order, and what is bound to them."""

    nodes: Mapping[str, etree._Element]
    binds: Mapping[str, Bind]
    defaults: Mapping[str, str]
    """Expressions that give a first value, by path; a fixed value stands in the node."""
    paths_by_id: Mapping[str, str]
    """Body elements may refer to a bind by its id."""
    recorded: Set[str]
    """Nodes that an action would fill with a place or a sound."""

    @property
    def root(self) -> str:
        """The path of the root node: `/data`."""
        return next(iter(self.nodes))

    def bind(self, path: str) -> Bind:
        """What is bound to a node."""
        return self.binds.get(path, NOTHING)


def read_model(model: etree._Element, primary: etree._Element, origins: Origins, faults: Faults) -> Model:
    """Every node and bind; a bind or setvalue of nothing is refused."""
    nodes = dict(_nodes(primary, ""))
    root = next(iter(nodes))
    binds: dict[str, Bind] = {}
    ids: dict[str, str] = {}
    for element in model.iterchildren("{*}bind"):
        path = absolute(element.get("nodeset") or element.get("ref") or "", root)
        if "/@" in path:  # of an entity, which is ignored
            continue
        if path not in nodes:
            faults.refuse(origins.of_line(line(element)), f"A bind refers to “{path}”, which is not there.")
        binds[path] = _bind(element)
        ids[element.get("id", path)] = path
    defaults = dict(_defaults(model, nodes, ids, origins, faults))
    actions = model.getroottree().getroot().iter("{*}setgeopoint", "{*}recordaudio")
    recorded = {absolute(action.get("ref", ""), root) for action in actions}
    return Model(nodes, binds, defaults, ids, recorded)


def absolute(path: str, base: str) -> str:
    """A path as the body or the model writes it, from the root: `age` in `/data/about` → `/data/about/age`."""
    steps = [step.strip().rpartition(":")[2] for step in path.strip().split("/")]
    if path.strip().startswith("/"):
        return "/".join(steps)
    full = base.split("/")
    for step in steps:
        if step == "..":
            full.pop()
        elif step not in ("", "."):
            full.append(step)
    return "/".join(full)


def _nodes(element: etree._Element, parent: str) -> Iterator[tuple[str, etree._Element]]:
    path = f"{parent}/{local(element)}"
    yield path, element
    for child in element.iterchildren("*"):
        yield from _nodes(child, path)


def _bind(element: etree._Element) -> Bind:
    def get(name: str) -> str:
        return element.get(name, "").strip()

    named = {str(name).replace(_ODK, "odk:"): str(value) for name, value in element.attrib.items()}
    own = {name: value for name, value in named.items() if not name.startswith("{")}
    return Bind(
        type=get("type").rpartition(":")[2],
        required=get("required"),
        relevant=get("relevant"),
        constraint=get("constraint"),
        calculate=get("calculate"),
        readonly=get("readonly"),
        constraint_message=get(f"{_JAVAROSA}constraintMsg"),
        required_message=get(f"{_JAVAROSA}requiredMsg"),
        preload=get(f"{_JAVAROSA}preload"),
        preload_params=get(f"{_JAVAROSA}preloadParams"),
        attributes={name: value for name, value in own.items() if name not in _OF_XFORMS},
        line=line(element),
    )


def _defaults(
    model: etree._Element,
    nodes: Mapping[str, object],
    ids: Mapping[str, str],
    origins: Origins,
    faults: Faults,
) -> Iterator[tuple[str, str]]:
    root = next(iter(nodes))
    body = model.getroottree().getroot().iter("{*}setvalue")
    for element in body:
        target = element.get("ref") or ids.get(element.get("bind", ""), "")
        path = absolute(target, root)
        origin = origins.of_node(path, line(element))
        if not set(element.get("event", "").split()) & _FIRST:
            faults.refuse(origin, f"A value set on “{element.get('event')}” is not served: use a calculation.")
        elif "/@" in path:
            continue
        elif path not in nodes:
            faults.refuse(origin, f"A setvalue refers to “{path}”, which is not there.")
        else:
            yield path, element.get("value") or _quoted(element.text or "")


def _quoted(text: str) -> str:
    """A text as an XPath literal, which cannot hold both kinds of quotes."""
    return f'"{text}"' if "'" in text else f"'{text}'"
