"""The grammar of XPath 1.0 (https://www.w3.org/TR/1999/REC-xpath-19991116/): a text becomes a tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, NoReturn

from app.questionnaire.expressions.tree import (
    ANYWHERE,
    PARENT,
    SELF,
    STRENGTH,
    Call,
    Filtered,
    Literal,
    Negative,
    Number,
    Operation,
    Path,
    Root,
    Step,
    Tree,
    Variable,
    write,
)

__all__ = [
    "ANYWHERE", "PARENT", "SELF", "Call", "ExpressionError", "Filtered", "Literal", "Negative", "Number",
    "Operation", "Path", "Root", "Step", "Tree", "Variable", "parse", "write",
]  # fmt: skip


class ExpressionError(Exception):
    """An expression cannot be used; one sentence says why."""


AXES = frozenset(
    {
        "ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following",
        "following-sibling", "parent", "preceding", "preceding-sibling", "self",
    }
)  # fmt: skip
NODE_TYPES = frozenset({"comment", "node", "processing-instruction", "text"})

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
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
_BEFORE_OPERAND = frozenset({"", "@", "::", "(", "[", ",", "/", "//", "|", *STRENGTH})


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
        if text in STRENGTH and before not in _BEFORE_OPERAND:
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
        while self._next.kind == "operator" and STRENGTH[self._next.text] >= level:
            left = self._operation(left)
        return left

    def _operation(self, left: Tree) -> Tree:
        operator = self._next.text
        operands = [left]
        while self._took(operator):
            operands.append(self._expression(STRENGTH[operator] + 1))
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
