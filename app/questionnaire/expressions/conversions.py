"""Conversions that ODK makes otherwise than XPath 1.0, written out into the expression.

XPath takes any node for true, a date for no number, and an absent node for unlike every text. ODK takes a
node without an answer for false, a date for days, and an absent node for an empty text. Decimals are read
by our own function too: libxml2 reads 2.345 as 2.3449999999999998.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from app.questionnaire.expressions import values
from app.questionnaire.expressions.functions import Function, Kind
from app.questionnaire.expressions.terms import Term
from app.questionnaire.expressions.tree import SELF, Call, Filtered, Literal, Number, Operation, Path, Tree

CONTEXT = Path(None, (SELF,))
"""The context node, `.`."""
NOTHING = Literal("")

OWN = {
    "bs:boolean": Function(Kind.BOOLEAN, 1, 1, call=values.boolean),
    "bs:number": Function(Kind.NUMBER, 1, 1, call=values.number),
    "bs:string": Function(Kind.STRING, 1, 1, call=values.string),
    "bs:same": Function(Kind.BOOLEAN, 2, 2, call=values.same),
}
"""Functions that no author can call."""

Caller = Callable[..., Tree]
"""Writes a call of a function by its name and arguments."""


def as_boolean(term: Term, call: Caller) -> Tree:
    """A term as a truth: nodes hold if one has an answer, and a number if it is not zero."""
    if term.kind is Kind.ANY:
        return call("bs:boolean", term.tree)
    if term.kind is not Kind.NODES:
        return term.tree
    number = Call("boolean", (Call("number", (CONTEXT,)),))
    text = Operation("!=", (CONTEXT, NOTHING))
    return Call("boolean", (Filtered(term.tree, (number if term.is_numeric else text,)),))


def as_number(term: Term, call: Caller) -> Tree:
    """A term as a number: of a date its days."""
    if term.kind in {Kind.NUMBER, Kind.BOOLEAN} or term.is_whole:
        return term.tree
    count = _constant(term.tree)
    return Number(values.written(count)) if count.is_integer() else call("bs:number", _plain(term))


def as_string(term: Term, call: Caller) -> Tree:
    """A term as a text: a number without an exponent."""
    if isinstance(term.tree, Number):
        return Literal(values.written(float(term.tree.text)))
    return call("bs:string", term.tree) if term.kind in {Kind.ANY, Kind.NUMBER} else term.tree


def converted(function: Function, place: int, term: Term, call: Caller) -> Tree:
    """An argument as its function wants it."""
    wanted = function.parameter(place)
    if wanted is Kind.BOOLEAN:
        truth = as_boolean(term, call)
        return Call("boolean", (truth,)) if term.kind in {Kind.STRING, Kind.NUMBER} else truth
    if wanted not in {Kind.STRING, Kind.NUMBER}:
        return term.tree
    if function.call is not None:
        return _plain(term)
    return as_string(term, call) if wanted is Kind.STRING else as_number(term, call)


def _plain(term: Term) -> Tree:
    """A term without nodes, which lxml would wrap one by one, and copy if they are of another instance."""
    return Call("string", (term.tree,)) if term.kind is Kind.NODES else term.tree


def equality(operator: str, left: Term, right: Term, call: Caller) -> Tree:
    """`=` or `!=` between two terms."""
    kinds = {left.kind, right.kind}
    if Kind.BOOLEAN in kinds:
        return Operation(operator, (as_boolean(left, call), as_boolean(right, call)))
    if Kind.NUMBER in kinds or _is_counted(left, right) or _is_counted(right, left):
        return Operation(operator, (as_number(left, call), as_number(right, call)))
    if Kind.ANY in kinds or ("dateTime" in left.types | right.types and NOTHING not in (left.tree, right.tree)):
        equal = call("bs:same", _plain(left), _plain(right))
        return equal if operator == "=" else Call("not", (equal,))
    compared = Operation(operator, (left.tree, right.tree))
    for nodes, other in ((left, right), (right, left)):
        if isinstance(other.tree, Literal) and not nodes.is_certain:
            holds_for_nothing = (other.tree == NOTHING) == (operator == "=")
            return _or_nothing(compared, nodes.tree) if holds_for_nothing else compared
    return compared


def _is_counted(nodes: Term, other: Term) -> bool:
    """Whether these are numbers beside a number in quotes: `${decimal} = '1'` holds for 1.0, as in JavaRosa."""
    return nodes.is_numeric and not math.isnan(_constant(other.tree))


def _constant(tree: Tree) -> float:
    """The number that a text in quotes means: not less than zero, else NaN."""
    count = values.number(tree.value) if isinstance(tree, Literal) else math.nan
    return count if 0 <= count < math.inf else math.nan


def _or_nothing(compared: Tree, nodes: Tree) -> Tree:
    return Operation("or", (compared, Call("not", (nodes,))))
