"""Rewriting an expression: its parts are checked, and changed so that libxml2 gives ODK's results.

Three things change. Conversions in which ODK differs from XPath are written out (conversions.py). A
function that libxml2 does not have, or has otherwise, is called under a name of ours. And inside a predicate,
where `/` may be the root of another instance, the primary instance and the current node become variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import regex as regexes

from app.questionnaire.expressions.calls import GIVEN, LOST, SPECIAL, Give
from app.questionnaire.expressions.conversions import CONTEXT, OWN, as_boolean, as_number, converted, equality
from app.questionnaire.expressions.functions import FUNCTIONS, NATIVE, Function, Kind, pattern
from app.questionnaire.expressions.grammar import ExpressionError
from app.questionnaire.expressions.schema import Places, Schema
from app.questionnaire.expressions.terms import Here, Reading, Term, together
from app.questionnaire.expressions.tree import (
    PARENT,
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

NAMESPACE = "urn:balss:functions"
PREFIX = "f"

_DATA = Variable("data")
"""The root element of the primary instance."""
_INSIDE_ROOT = Path(_DATA, (PARENT,))
"""The root of the primary instance's document, inside a predicate."""
_COUNTING = frozenset({"count", "name", "local-name", "indexed-repeat"})
"""Functions that look at nodes and not at what is in them."""
_RELATIONS = frozenset({"<", "<=", ">", ">="})


class Rewriter:
    """Rewrites one expression, and notes what it needs and reads."""

    def __init__(self, schema: Schema, path: str) -> None:
        """`path` is the node that the expression belongs to."""
        self.schema = schema
        self.path = path
        self.references: set[str] = set()
        self.is_volatile = False
        self.given: dict[str, Give] = {}
        self._functions: dict[str, Callable[..., Any]] = {}

    @property
    def extensions(self) -> Mapping[tuple[str, str], Callable[..., Any]]:
        """The functions that it calls, as lxml wants them."""
        return {(NAMESPACE, name): _without_context(call) for name, call in self._functions.items()}

    def term(self, tree: Tree, here: Here, reading: Reading = "value") -> Term:
        """A part of the expression, rewritten."""
        match tree:
            case Literal():
                return Term(tree, Kind.STRING)
            case Number(text):
                exact = self.variable(f"number-{text}", lambda *_: float(text)) if "." in text else tree
                return Term(exact, Kind.NUMBER)
            case Negative(operand):
                return Term(Negative(as_number(self.term(operand, here), self.call)), Kind.NUMBER)
            case Operation():
                return self._operation(tree, here, reading)
            case Call():
                return self._called(tree, here, reading)
            case Variable(name):
                raise ExpressionError(f"There is no variable ${name}.")
            case _:
                return self._located(tree, here, reading)

    def nodes(self, tree: Tree, places: Places, reading: Reading, *, is_certain: bool = True) -> Term:
        """A part that gives nodes, noted as read."""
        if reading == "value":
            self.references |= self.schema.below(places)
        elif reading == "node":
            self.references |= places
        types = frozenset(self.schema.type(place) for place in places)
        return Term(tree, Kind.NODES, places, types, is_certain)

    def start(self, tree: Tree, here: Here, reading: Reading) -> Term:
        """A part that must give nodes."""
        term = self.term(tree, here, reading)
        if term.kind is not Kind.NODES:
            raise ExpressionError(f"{write(tree)} is {term.kind.value}, where nodes are wanted.")
        return term

    def variable(self, name: str, give: Give | None = None) -> Variable:
        """A variable, noted as needed."""
        self.given[name] = give or GIVEN[name]
        return Variable(name)

    def extension(self, name: str, call: Callable[..., Any], *arguments: Tree) -> Call:
        """A call of a function of ours, noted as needed."""
        self._functions[name] = call
        return Call(f"{PREFIX}:{name}", arguments)

    def call(self, name: str, *arguments: Tree) -> Tree:
        """A call as libxml2 is to make it."""
        function = OWN.get(name) or _known(name)
        self.is_volatile |= function.volatile
        if function.call is None:
            return Call(name, arguments)
        given = [self.variable(variable) for variable in function.given]
        return self.extension(name.replace(":", "-"), function.call, *given, *arguments)

    # Paths

    def _located(self, tree: Tree, here: Here, reading: Reading) -> Term:
        match tree:
            case Path(start, steps):
                return self._path(tree, self._path_start(start, here), steps, reading)
            case Filtered(expression, predicates):
                term = self.start(expression, here, reading)
                inner = self._predicates(predicates, term.places)
                return replace(term, tree=Filtered(term.tree, inner), is_certain=False)
            case _:
                return self.nodes(self._path_start(tree, here).tree, frozenset({""}), reading)

    def _path_start(self, start: Tree | None, here: Here) -> Term:
        if start is None:
            if here.start == LOST:
                raise ExpressionError("pulldata() inside of [ ] can only read paths from the root.")
            return Term(here.start or CONTEXT, Kind.NODES, here.places)
        if not isinstance(start, Root):
            return self.start(start, here, "nothing")
        if here.is_inside:
            self.variable("data")
        return Term(_INSIDE_ROOT if here.is_inside else start, Kind.NODES, frozenset({""}))

    def _path(self, path: Path, start: Term, steps: tuple[Step, ...], reading: Reading) -> Term:
        places, rewritten = start.places, []
        for step in steps:
            found = self.schema.follow(places, step)
            if not found:
                raise ExpressionError(self._absent(path, step, places))
            places = found
            predicates = self._predicates(step.predicates, places)
            rewritten.append(Step(step.axis, step.test.rpartition(":")[2], predicates))
        is_plain = not any(step.predicates for step in steps) and places <= self.schema.types.keys()
        if start.tree == _INSIDE_ROOT and rewritten[0] == Step("child", rewritten[0].test) and rewritten[1:]:
            tree = Path(_DATA, tuple(rewritten[1:]))  # Shorter by two steps, for each item that is looked at.
        else:
            tree = Path(None if start.tree == CONTEXT else start.tree, tuple(rewritten))
        return self.nodes(tree, places, reading, is_certain=start.is_certain and is_plain)

    def _absent(self, path: Path, step: Step, places: Places) -> str:
        instance = self.schema.instance(places)
        if instance is not None:
            return f"There is no node {step.test} in the instance “{instance}”."
        written = write(path).replace("/descendant-or-self::node()/", "//")
        return f"There is no node {written}" + (f" beside {self.path}." if path.start is None else ".")

    def _predicates(self, predicates: tuple[Tree, ...], places: Places) -> tuple[Tree, ...]:
        """Predicates at these places; that of a number stays one, and is a position."""
        terms = [self.term(predicate, Here(places, is_inside=True)) for predicate in predicates]
        return tuple(as_boolean(term, self.call) for term in terms)

    # Operators

    def _operation(self, operation: Operation, here: Here, reading: Reading) -> Term:
        operator, operands = operation.operator, operation.operands
        if operator == "|":
            parts = [self.start(operand, here, reading) for operand in operands]
            union = Operation("|", tuple(part.tree for part in parts))
            return together(parts, union, Kind.NODES, is_certain=any(part.is_certain for part in parts))
        terms = [self.term(operand, here) for operand in operands]
        if operator in {"=", "!="}:
            return Term(equality(operator, terms[0], terms[1], self.call), Kind.BOOLEAN)
        as_operand = as_boolean if operator in {"and", "or"} else as_number
        kind = Kind.BOOLEAN if operator in {"and", "or"} | _RELATIONS else Kind.NUMBER
        return Term(Operation(operator, tuple(as_operand(term, self.call) for term in terms)), kind)

    # Functions

    def _called(self, call: Call, here: Here, reading: Reading) -> Term:
        special = SPECIAL.get(call.name)
        if special is not None:
            _check_count(call, min(special), max(special))
            return special[len(call.arguments)](self, call, here, reading)
        function = _known(call.name)
        _check_count(call, function.least, function.most)
        _check_pattern(call)
        # `string()` is `string(.)`, and so with the others that may have no argument.
        arguments = call.arguments or (CONTEXT,) * bool(function.parameters)
        terms = [self._argument(call.name, place, tree, here) for place, tree in enumerate(arguments)]
        trees = [converted(function, place, term, self.call) for place, term in enumerate(terms)]
        return _result(function, self.call(call.name, *trees), terms)

    def _argument(self, name: str, place: int, tree: Tree, here: Here) -> Term:
        reading: Reading = "node" if name in _COUNTING else "value"
        term = self.term(tree, here, reading)
        if term.kind is not Kind.NODES and _known(name).parameter(place) is Kind.NODES:
            raise ExpressionError(f"{name}() takes nodes, and {write(tree)} is {term.kind.value}.")
        return term


def _without_context(call: Callable[..., Any]) -> Callable[..., Any]:
    return lambda _, *arguments: call(*arguments)


def _known(name: str) -> Function:
    function = NATIVE.get(name) or FUNCTIONS.get(name)
    if function is None:
        raise ExpressionError(f"There is no function {name}().")
    return function


def _check_count(call: Call, least: int, most: int | None) -> None:
    count = len(call.arguments)
    if least <= count and (most is None or count <= most):
        return
    limits = {least: str(least), most: str(most)}.values() if most is not None else [f"at least {least}"]
    wanted = " to ".join(limits).replace("0", "no") if most == 0 else " to ".join(limits)
    noun = "argument" if wanted in {"1", "at least 1"} else "arguments"
    raise ExpressionError(f"{call.name}() takes {wanted} {noun}, not {count}.")


def _check_pattern(call: Call) -> None:
    """A regular expression that stands in quotes must be one."""
    expression = call.arguments[-1] if call.name == "regex" else None
    if isinstance(expression, Literal):
        try:
            pattern(expression.value)
        except (regexes.error, RecursionError) as error:
            raise ExpressionError(f"“{expression.value}” is no regular expression: {error}.") from None


def _result(function: Function, tree: Tree, terms: list[Term]) -> Term:
    """What a call gives; `if` and its like give what one of their arguments is."""
    if function.returns is Kind.NODES:
        return replace(terms[0], tree=tree, is_certain=False)
    if function.returns is not Kind.ANY:
        return Term(tree, function.returns, types=frozenset({function.dates} - {""}))
    chosen = [term for place, term in enumerate(terms) if function.parameter(place) is Kind.ANY]
    kinds = {term.kind for term in chosen}
    # `once` may give what its node holds, whatever its argument is.
    return together(chosen, tree, Kind.ANY if len(kinds) > 1 or function.given else kinds.pop())
