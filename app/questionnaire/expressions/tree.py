"""The tree that an expression is, and its text.

Abbreviations are spelled out in the tree (`..` is the step `parent::node()`), so that two spellings of one
expression are one tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number, as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, without its dollar sign."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """Operands with one operator between them, from left to right; comparisons have exactly two operands."""

    operator: str
    operands: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign changed."""

    operand: Tree


@dataclass(frozen=True, slots=True)
class Root:
    """The root of the document: the start of an absolute path."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: `axis::test[predicate]…`."""

    axis: str
    test: str
    predicates: tuple[Tree, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from a start: the root, an expression that gives nodes, or None for the context node."""

    start: Tree | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Filtered:
    """An expression that gives nodes, with predicates of its own: `(…)[1]`."""

    expression: Tree
    predicates: tuple[Tree, ...]


Tree = Literal | Number | Variable | Call | Operation | Negative | Root | Path | Filtered

SELF = Step("self", "node()")
PARENT = Step("parent", "node()")
ANYWHERE = Step("descendant-or-self", "node()")

_OPERATORS = ({"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"})
STRENGTH = {operator: level for level, operators in enumerate(_OPERATORS) for operator in operators}
"""How strong each operator between two operands binds, from 0."""
_UNARY = len(_OPERATORS)
_UNION = _UNARY + 1
_PATH = _UNION + 1


def write(tree: Tree) -> str:  # noqa: PLR0911 (a return for each kind of part)
    """The text of a tree: `parse` gives the same tree for it."""
    match tree:
        case Literal(value):
            return f'"{value}"' if '"' not in value else f"'{value}'"
        case Number(text):
            return text
        case Variable(name):
            return f"${name}"
        case Call(name, arguments):
            return f"{name}({', '.join(map(write, arguments))})"
        case Operation(operator, operands):
            return _write_operation(operator, operands)
        case Negative(operand):
            return f"-{_write_inside(operand, _UNION)}"
        case Root():
            return "(/)"  # A bare slash would take the operator after it for a step.
        case Path(start, steps):
            return _write_path(start, steps)
        case Filtered(expression, predicates):
            return _write_start(expression) + _write_predicates(predicates)


def _strength(tree: Tree) -> int:
    match tree:
        case Operation("|", _):
            return _UNION
        case Operation(operator, _):
            return STRENGTH[operator]
        case Negative(_):
            return _UNARY
        case _:
            return _PATH


def _write_inside(tree: Tree, least: int) -> str:
    return write(tree) if _strength(tree) >= least else f"({write(tree)})"


def _write_operation(operator: str, operands: Sequence[Tree]) -> str:
    least = _PATH if operator == "|" else STRENGTH[operator] + 1
    return f" {operator} ".join(_write_inside(operand, least) for operand in operands)


def _write_start(tree: Tree) -> str:
    """What a predicate or a slash may follow; a path would swallow it."""
    return write(tree) if isinstance(tree, Literal | Number | Variable | Call | Root) else f"({write(tree)})"


def _write_path(start: Tree | None, steps: Sequence[Step]) -> str:
    written = "/".join(map(_write_step, steps))
    if start is None:
        return written
    if isinstance(start, Root):
        return f"/{written}"
    return f"{write(start) if isinstance(start, Filtered) else _write_start(start)}/{written}"


def _write_step(step: Step) -> str:
    if step == SELF:
        return "."
    if step == PARENT:
        return ".."
    axis = {"child": "", "attribute": "@"}.get(step.axis, f"{step.axis}::")
    return axis + step.test + _write_predicates(step.predicates)


def _write_predicates(predicates: Sequence[Tree]) -> str:
    return "".join(f"[{write(predicate)}]" for predicate in predicates)
