"""Expressions of a questionnaire: XPath 1.0 with ODK's functions, checked and compiled once."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, cast

from lxml import etree

from app.questionnaire.expressions import values
from app.questionnaire.expressions.document import Document
from app.questionnaire.expressions.grammar import ExpressionError, parse
from app.questionnaire.expressions.rewriter import NAMESPACE, PREFIX, Rewriter
from app.questionnaire.expressions.schema import Schema
from app.questionnaire.expressions.scope import Scope
from app.questionnaire.expressions.terms import Here, Term
from app.questionnaire.expressions.tree import Tree, write

__all__ = ["Expression", "ExpressionError", "Schema", "Scope", "compile_expression"]


class Expression:
    """An expression that was checked, and can be evaluated. Two are equal only if they are the same one."""

    __slots__ = ("_given", "_instance", "_is_numeric", "_xpath", "path", "references", "source", "volatile")

    def __init__(self, source: str, rewriter: Rewriter, term: Term) -> None:
        """Made by `compile_expression`."""
        self.source = source
        self.path = rewriter.path
        """The node that it was written at, which a piped value is read from."""
        self.references = frozenset(rewriter.references & rewriter.schema.types.keys())
        """Paths of the primary instance that it reads; of a group whose value it reads, also all below."""
        self.volatile = rewriter.is_volatile
        """Whether it may give something else at the next look: it has now(), random() or uuid() in it."""
        self._instance = rewriter.schema.instance(term.places)
        self._given = tuple(rewriter.given.items())
        self._is_numeric = term.is_numeric
        self._xpath = _compiled(write(term.tree), rewriter.extensions)

    def __repr__(self) -> str:
        """As it was written."""
        return f"Expression({self.source!r})"

    def boolean(self, at: Document, path: str, scope: Scope) -> bool:
        """Whether it holds at a node: nothing, an empty text, zero and NaN do not."""
        value = self._value(at, path, scope)
        return values.boolean(values.number(value) if self._is_numeric else value)

    def string(self, at: Document, path: str, scope: Scope) -> str:
        """Its value as an answer is kept; empty if it gives no node or no number."""
        value = self._value(at, path, scope)
        is_nothing = isinstance(value, float) and math.isnan(value)
        return "" if is_nothing else values.string(value)

    def number(self, at: Document, path: str, scope: Scope) -> float:
        """Its value as a number, of a date the days since 1970-01-01; NaN if it is none."""
        return values.number(self._value(at, path, scope))

    def nodes(self, at: Document, path: str, scope: Scope) -> list[etree._Element]:
        """The elements it gives, in the document's order; none if it gives something else."""
        value = self._value(at, path, scope)
        return [node for node in value if isinstance(node, etree._Element)] if isinstance(value, list) else []

    def _value(self, at: Document, path: str, scope: Scope) -> values.Value:
        given: dict[str, Any] = {name: give(at, path, scope) for name, give in self._given}
        node = at.elements[path] if self._instance is None else at.instances[self._instance]
        return cast(values.Value, self._xpath(node, **given))


def compile_expression(source: str, path: str, schema: Schema) -> Expression:
    """An expression that belongs to the node at `path`, ready to be evaluated.

    Raises ExpressionError if it is not XPath, or names a function, an instance or a node that does not
    exist, or gives a function too few or too many arguments.
    """
    if path not in schema.types:
        raise ExpressionError(f"There is no node {path} for an expression to belong to.")
    try:
        return _rewritten(source, parse(source), Rewriter(schema, path), Here(frozenset({path})))
    except RecursionError:
        raise ExpressionError("The expression is nested too deep.") from None


def _rewritten(source: str, tree: Tree, rewriter: Rewriter, here: Here) -> Expression:
    """An expression; one that gives nodes of another instance is evaluated there, or lxml would copy them."""
    term = rewriter.term(tree, here)
    if here.start is None and rewriter.schema.instance(term.places) is not None:
        inside = Rewriter(rewriter.schema, rewriter.path)
        return _rewritten(source, tree, inside, Here(here.places, is_inside=True, start=inside.variable("current")))
    return Expression(source, rewriter, term)


def _compiled(text: str, extensions: Mapping[tuple[str, str], Callable[..., Any]]) -> etree.XPath:
    prefixes = {PREFIX: NAMESPACE}
    try:
        return etree.XPath(text, namespaces=prefixes, extensions=extensions, regexp=False, smart_strings=False)
    except (etree.XPathError, ValueError) as error:
        raise ExpressionError(f"The expression cannot be compiled: {error}.") from None
