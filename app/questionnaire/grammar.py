"""The grammar of XPath 1.0 (https://www.w3.org/TR/1999/REC-xpath-19991116/): text to a tree, and back.

The tree is what expressions are checked and rewritten on. Abbreviations are spelled out when they are read
(`..` is the step `parent::node()`), so that two spellings of one expression are one tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, NoReturn


class ExpressionError(Exception):
    """An expression cannot be used; one sentence says why."""


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

AXES = frozenset(
    {
        "ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following",
        "following-sibling", "parent", "preceding", "preceding-sibling", "self",
    }
)  # fmt: skip
NODE_TYPES = frozenset({"comment", "node", "processing-instruction", "text"})

_STRENGTHS = ({"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"})
_STRENGTH = {operator: level for level, operators in enumerate(_STRENGTHS) for operator in operators}
_UNARY = len(_STRENGTHS)
_UNION = _UNARY + 1
_PATH = _UNION + 1
_COMPARISONS = _STRENGTHS[2] | _STRENGTHS[3]

_NAME = r"[^\W\d][\w.\-]*"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<literal> "[^"]*" | '[^']*' )
    | (?P<number> \d+(?:\.\d*)? | \.\d+ )
    | (?P<symbol> \.\. | :: | // | != | <= | >= | [()\[\].@,/|+\-=<>*] )
    | (?P<variable> \$ {_NAME}(?::{_NAME})? )
    | (?P<name> {_NAME}(?: :(?!:) (?:{_NAME}|\*) )? )
    )""",
    re.VERBOSE,
)
_MAYBE_NAMES = frozenset({"*", "and", "or", "div", "mod"})
_BEFORE_OPERAND = frozenset({"", "@", "::", "(", "[", ",", "/", "//", "|", *_STRENGTH})


class _Token(NamedTuple):
    kind: str
    text: str


_END = _Token("end", "")


def parse(source: str) -> Tree:
    """The tree of an expression; raises ExpressionError where it is not XPath."""
    try:
        return _Parser(source).whole()
    except RecursionError:
        raise ExpressionError("The expression is nested too deep.") from None


def _tokens(source: str) -> Iterator[_Token]:
    place, before = 0, ""
    end = len(source.rstrip())
    while place < end:
        found = _TOKEN.match(source, place)
        if found is None:
            raise ExpressionError(f"“{source[place:].strip()[:20]}” cannot be read in an expression.")
        kind, text = str(found.lastgroup), found[str(found.lastgroup)]
        # XPath 1.0, 3.7: after an operand, a star is a product and a name is an operator.
        after_operand = before not in _BEFORE_OPERAND
        if text in _STRENGTH and (after_operand or text not in _MAYBE_NAMES):
            kind = "operator"
        is_operand = kind not in {"symbol", "operator"} or (kind, text) == ("symbol", "*")
        yield _Token(kind, text)
        place, before = found.end(), "operand" if is_operand else text


class _Parser:
    """Reads one expression by recursive descent; binary operators by their strength."""

    def __init__(self, source: str) -> None:
        self._tokens: Sequence[_Token] = [*_tokens(source), _END]
        self._place = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def whole(self) -> Tree:
        """The one expression that the text is."""
        tree = self._expression()
        if self._next is not _END:
            self._fail()
        return tree

    def _fail(self) -> NoReturn:
        if self._next is _END:
            raise ExpressionError("The expression ends too early.")
        raise ExpressionError(f"“{self._next.text}” is not expected there.")

    def _take(self) -> _Token:
        token = self._next
        if token is _END:
            self._fail()
        self._place += 1
        return token

    def _took(self, *texts: str) -> bool:
        """Take the next token if it is one of these symbols."""
        token = self._next
        if token.kind in {"symbol", "operator"} and token.text in texts:
            self._place += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._took(text):
            self._fail()

    def _follows(self, text: str) -> bool:
        """Whether the token after the next one is this symbol."""
        return self._next is not _END and self._tokens[self._place + 1] == ("symbol", text)

    def _expression(self, level: int = 0) -> Tree:
        left = self._unary()
        while self._next.kind == "operator" and _STRENGTH[self._next.text] >= level:
            left = self._operation(left)
        return left

    def _operation(self, left: Tree) -> Tree:
        operator = self._next.text
        operands = [left]
        while self._took(operator):
            operands.append(self._expression(_STRENGTH[operator] + 1))
            if operator in _COMPARISONS:
                break
        return Operation(operator, tuple(operands))

    def _unary(self) -> Tree:
        return Negative(self._unary()) if self._took("-") else self._union()

    def _union(self) -> Tree:
        operands = [self._path()]
        while self._took("|"):
            operands.append(self._path())
        return operands[0] if len(operands) == 1 else Operation("|", tuple(operands))

    def _path(self) -> Tree:
        if self._took("/"):
            return Path(Root(), self._steps()) if self._is_step() else Root()
        if self._took("//"):
            return Path(Root(), (ANYWHERE, *self._steps()))
        if self._is_step():
            return Path(None, self._steps())
        start = self._filtered()
        if self._took("//"):
            return Path(start, (ANYWHERE, *self._steps()))
        return Path(start, self._steps()) if self._took("/") else start

    def _is_step(self) -> bool:
        token = self._next
        if token.kind == "name":
            return token.text in NODE_TYPES or not self._follows("(")
        return token.kind == "symbol" and token.text in {".", "..", "@", "*"}

    def _steps(self) -> tuple[Step, ...]:
        steps = [self._step()]
        while True:
            if self._took("//"):
                steps.append(ANYWHERE)
            elif not self._took("/"):
                return tuple(steps)
            steps.append(self._step())

    def _step(self) -> Step:
        if self._took("."):
            return SELF
        if self._took(".."):
            return PARENT
        axis = "child"
        if self._took("@"):
            axis = "attribute"
        elif self._follows("::"):
            axis = self._take().text
            if axis not in AXES:
                raise ExpressionError(f"“{axis}” is no axis of XPath that can be used here.")
            self._expect("::")
        return Step(axis, self._test(), self._predicates())

    def _test(self) -> str:
        if self._took("*"):
            return "*"
        if self._next.kind != "name":
            self._fail()
        name = self._take().text
        if not (name in NODE_TYPES and self._took("(")):
            return name
        target = ""
        if name == "processing-instruction" and self._next.kind == "literal":
            target = self._take().text
        self._expect(")")
        return f"{name}({target})"

    def _predicates(self) -> tuple[Tree, ...]:
        predicates = []
        while self._took("["):
            predicates.append(self._expression())
            self._expect("]")
        return tuple(predicates)

    def _filtered(self) -> Tree:
        primary = self._primary()
        predicates = self._predicates()
        return Filtered(primary, predicates) if predicates else primary

    def _primary(self) -> Tree:
        if self._took("("):
            inner = self._expression()
            self._expect(")")
            return inner
        if self._next.kind not in {"literal", "number", "variable", "name"}:
            self._fail()
        kind, text = self._take()
        if kind == "literal":
            return Literal(text[1:-1])
        if kind == "number":
            return Number(text)
        return Variable(text[1:]) if kind == "variable" else Call(text, self._arguments())

    def _arguments(self) -> tuple[Tree, ...]:
        self._expect("(")
        if self._took(")"):
            return ()
        arguments = [self._expression()]
        while self._took(","):
            arguments.append(self._expression())
        self._expect(")")
        return tuple(arguments)


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
            return _STRENGTH[operator]
        case Negative(_):
            return _UNARY
        case _:
            return _PATH


def _write_inside(tree: Tree, least: int) -> str:
    return write(tree) if _strength(tree) >= least else f"({write(tree)})"


def _write_operation(operator: str, operands: Sequence[Tree]) -> str:
    least = _PATH if operator == "|" else _STRENGTH[operator] + 1
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
