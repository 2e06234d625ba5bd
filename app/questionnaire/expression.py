"""Expressions of a questionnaire: XPath 1.0 with ODK's functions, checked and compiled once.

libxml2 evaluates them, and three things keep ODK's meaning (https://getodk.github.io/xforms-spec/):

* where XPath turns a value into a truth, a number or a text and ODK differs, the conversion is written out:
  a node with no answer is not true, and a date counts as days;
* a function that libxml2 does not have, or has otherwise, is called under a name of ours;
* inside a predicate on another instance `/` would be the root of that instance, so that there the primary
  instance and the current node are variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, cast

import regex as regexes
from lxml import etree

from app.questionnaire import values
from app.questionnaire.document import Document
from app.questionnaire.functions import FUNCTIONS, NATIVE, Function, Kind, pattern
from app.questionnaire.grammar import (
    PARENT,
    SELF,
    Call,
    ExpressionError,
    Filtered,
    Negative,
    Number,
    Operation,
    Path,
    Root,
    Step,
    Tree,
    Variable,
    parse,
    write,
)
from app.questionnaire.grammar import Literal as Quoted
from app.questionnaire.schema import NUMERIC, Places, Schema, instance_place

__all__ = ["Expression", "ExpressionError", "Schema", "Scope", "compile_expression"]

_NAMESPACE = "urn:balss:functions"
_CONTEXT = Path(None, (SELF,))
_NOTHING = Quoted("")


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may depend on besides answers. `now` has a time zone: the respondent's day."""

    now: datetime
    language: str


class Expression:
    """An expression that was checked, and can be evaluated. Two are equal only if they are the same one."""

    __slots__ = ("_counts", "_given", "_xpath", "references", "source", "volatile")

    def __init__(self, source: str, compiler: _Compiler, term: _Term) -> None:
        """Made by `compile_expression`."""
        self.source = source
        self.references = frozenset(place for place in compiler.references if place in compiler.schema.types)
        """Paths of the primary instance that it reads; of a group that it reads, also all that are below."""
        self.volatile = compiler.is_volatile
        """Whether it may give something else at the next look: now(), random() or uuid()."""
        self._given = tuple(compiler.given.items())
        self._counts = term.kind is Kind.NODES and term.is_numeric
        self._xpath = _compiled(write(term.tree), compiler.extensions())

    def __repr__(self) -> str:
        """As it was written."""
        return f"Expression({self.source!r})"

    def _value(self, at: Document, path: str, scope: Scope) -> values.Value:
        given = {name: give(at, path, scope) for name, give in self._given}
        return cast(values.Value, self._xpath(at.elements[path], **given))

    def boolean(self, at: Document, path: str, scope: Scope) -> bool:
        """Whether it holds at a node: nothing, an empty text, zero and NaN do not."""
        value = self._value(at, path, scope)
        return values.boolean(values.number(value) if self._counts else value)

    def string(self, at: Document, path: str, scope: Scope) -> str:
        """Its value as an answer is kept; empty if it gives no node or no number."""
        value = self._value(at, path, scope)
        return "" if isinstance(value, float) and value != value else values.string(value)  # noqa: PLR0124

    def number(self, at: Document, path: str, scope: Scope) -> float:
        """Its value as a number, a date as days since 1970-01-01; NaN if it is none."""
        return values.number(self._value(at, path, scope))

    def nodes(self, at: Document, path: str, scope: Scope) -> list[etree._Element]:
        """The elements it gives, in the document's order; none if it gives something else."""
        value = self._value(at, path, scope)
        return [node for node in value if isinstance(node, etree._Element)] if isinstance(value, list) else []


def compile_expression(source: str, path: str, schema: Schema) -> Expression:
    """An expression at a node, ready to be evaluated.

    Raises ExpressionError if it is not XPath, or names a function, an instance or a node that does not
    exist, or gives a function too few or too many arguments.
    """
    if path not in schema.types:
        raise ExpressionError(f"There is no node {path} for an expression to belong to.")
    try:
        compiler = _Compiler(schema, path)
        return Expression(source, compiler, compiler.term(parse(source), _Here(frozenset({path}))))
    except RecursionError:
        raise ExpressionError("The expression is nested too deep.") from None


def _compiled(text: str, extensions: Mapping[tuple[str, str], Callable[..., Any]]) -> etree.XPath:
    try:
        return etree.XPath(
            text, namespaces={"f": _NAMESPACE}, extensions=extensions, regexp=False, smart_strings=False
        )
    except (etree.XPathError, ValueError) as error:
        raise ExpressionError(f"The expression cannot be compiled: {error}.") from None


@dataclass(frozen=True, slots=True)
class _Here:
    """Where a part of an expression stands: its context node, and whether that is inside a predicate."""

    places: Places
    inside: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """A part of an expression, rewritten, and what is known of it."""

    tree: Tree
    kind: Kind
    places: Places = frozenset()
    """Where its nodes are."""
    types: frozenset[str] = frozenset()
    """Bind types that its value may have."""
    is_certain: bool = True
    """Whether there is a node for every document."""

    @property
    def is_numeric(self) -> bool:
        return bool(self.types) and self.types <= NUMERIC


_Reading = Literal["value", "node", "nothing"]
"""What is read of the nodes of a path: their values and all below, that they are there, or neither."""
_COUNTING = frozenset({"count", "position", "name", "local-name", "indexed-repeat"})
"""Functions that look at nodes and not at what is in them."""


class _Compiler:
    """Checks one expression and rewrites it, and notes what it needs."""

    def __init__(self, schema: Schema, path: str) -> None:
        self.schema = schema
        self.path = path
        self.references: set[str] = set()
        self.given: dict[str, Callable[[Document, str, Scope], object]] = {}
        self.is_volatile = False
        self._functions: dict[str, Callable[..., Any]] = {}

    def extensions(self) -> Mapping[tuple[str, str], Callable[..., Any]]:
        """The functions that it calls, as lxml wants them."""
        return {(_NAMESPACE, name): _without_context(call) for name, call in self._functions.items()}

    def term(self, tree: Tree, here: _Here, reading: _Reading = "value") -> _Term:
        """A part of the expression, rewritten."""
        match tree:
            case Quoted():
                return _Term(tree, Kind.STRING)
            case Number():
                return _Term(tree, Kind.NUMBER)
            case Variable(name):
                raise ExpressionError(f"There is no variable ${name}.")
            case Call():
                return self._call(tree, here, reading)
            case Operation():
                return self._operation(tree, here, reading)
            case Negative(operand):
                return _Term(Negative(self._as_number(self.term(operand, here))), Kind.NUMBER)
            case Root():
                return self._nodes(self._root(here), frozenset({""}), reading)
            case Path():
                return self._path(tree, here, reading)
            case Filtered(expression, predicates):
                start = self._start(expression, here, reading)
                inner = self._predicates(predicates, start.places)
                return replace(start, tree=Filtered(start.tree, inner), is_certain=False)

    # Paths

    def _nodes(self, tree: Tree, places: Places, reading: _Reading, *, is_certain: bool = True) -> _Term:
        if reading == "value":
            self.references |= self.schema.below(places)
        elif reading == "node":
            self.references |= places
        types = frozenset(self.schema.type(place) for place in places)
        return _Term(tree, Kind.NODES, places, types, is_certain)

    def _root(self, here: _Here) -> Tree:
        return Path(self._give("data", lambda at, *_: [at.root]), (PARENT,)) if here.inside else Root()

    def _give(self, name: str, give: Callable[[Document, str, Scope], object]) -> Variable:
        self.given[name] = give
        return Variable(name)

    def _start(self, tree: Tree, here: _Here, reading: _Reading) -> _Term:
        start = self.term(tree, here, reading)
        if start.kind is not Kind.NODES:
            raise ExpressionError(f"{write(tree)} is {start.kind.value}, not nodes with others below them.")
        return start

    def _path(self, path: Path, here: _Here, reading: _Reading) -> _Term:
        if path.start is None:
            start = _Term(_CONTEXT, Kind.NODES, here.places)
        else:
            start = self._start(path.start, here, "nothing")
        places, steps = start.places, []
        for step in path.steps:
            places = self._follow(places, step, path)
            predicates = self._predicates(step.predicates, places)
            steps.append(Step(step.axis, step.test.rpartition(":")[2], predicates))
        is_certain = start.is_certain and places <= self.schema.types.keys()
        is_certain = is_certain and not any(step.predicates for step in steps)
        tree = Path(None if path.start is None else start.tree, tuple(steps))
        return self._nodes(tree, places, reading, is_certain=is_certain)

    def _follow(self, places: Places, step: Step, path: Path) -> Places:
        found = self.schema.follow(places, step)
        if found:
            return found
        sentence = f"There is no node {write(path)}"
        raise ExpressionError(f"{sentence}." if path.start else f"{sentence} to be read from {self.path}.")

    def _predicates(self, predicates: tuple[Tree, ...], places: Places) -> tuple[Tree, ...]:
        terms = [self.term(predicate, _Here(places, inside=True)) for predicate in predicates]
        return tuple(term.tree if term.kind is Kind.NUMBER else self._as_boolean(term) for term in terms)

    # Operators

    def _operation(self, operation: Operation, here: _Here, reading: _Reading) -> _Term:
        operator = operation.operator
        if operator == "|":
            return self._union([self._start(operand, here, reading) for operand in operation.operands])
        terms = [self.term(operand, here) for operand in operation.operands]
        if operator in {"=", "!="}:
            return _Term(self._equality(operator, *terms), Kind.BOOLEAN)
        if operator in {"and", "or"}:
            return _Term(Operation(operator, tuple(map(self._as_boolean, terms))), Kind.BOOLEAN)
        kind = Kind.BOOLEAN if operator in {"<", "<=", ">", ">="} else Kind.NUMBER
        return _Term(Operation(operator, tuple(map(self._as_number, terms))), kind)

    def _union(self, terms: list[_Term]) -> _Term:
        places = frozenset[str]().union(*(term.places for term in terms))
        types = frozenset[str]().union(*(term.types for term in terms))
        is_certain = any(term.is_certain for term in terms)
        return _Term(Operation("|", tuple(term.tree for term in terms)), Kind.NODES, places, types, is_certain)

    def _equality(self, operator: str, left: _Term, right: _Term) -> Tree:
        kinds = {left.kind, right.kind}
        if Kind.BOOLEAN in kinds:
            return Operation(operator, (self._as_boolean(left), self._as_boolean(right)))
        if Kind.NUMBER in kinds:
            return Operation(operator, (self._as_number(left), self._as_number(right)))
        if Kind.ANY in kinds or ("dateTime" in left.types | right.types and _NOTHING not in (left.tree, right.tree)):
            equal = self._ours("bs:same", left.tree, right.tree)
            return equal if operator == "=" else Call("not", (equal,))
        compared = Operation(operator, (left.tree, right.tree))
        for nodes, other in ((left, right), (right, left)):
            if isinstance(other.tree, Quoted) and not nodes.is_certain:
                return _or_nothing(compared, nodes.tree, (other.tree == _NOTHING) == (operator == "="))
        return compared

    # Conversions

    def _as_boolean(self, term: _Term) -> Tree:
        if term.kind is Kind.ANY:
            return self._ours("bs:boolean", term.tree)
        if term.kind is not Kind.NODES:
            return term.tree
        number = Call("boolean", (Call("number", (_CONTEXT,)),))
        text = Operation("!=", (_CONTEXT, _NOTHING))
        return Call("boolean", (Filtered(term.tree, (number if term.is_numeric else text,)),))

    def _as_number(self, term: _Term) -> Tree:
        if term.kind in {Kind.NUMBER, Kind.BOOLEAN} or (term.kind is Kind.NODES and term.is_numeric):
            return term.tree
        return self._ours("number", term.tree)

    def _as_string(self, term: _Term) -> Tree:
        if term.kind is Kind.ANY or (term.kind is Kind.NUMBER and not isinstance(term.tree, Number)):
            return self._ours("bs:string", term.tree)
        return term.tree

    # Functions

    def _ours(self, name: str, *arguments: Tree) -> Call:
        """A call of one of our functions."""
        function = FUNCTIONS[name]
        if function.call is not None:
            self._functions[_local(name)] = function.call
        self.is_volatile |= function.volatile
        given = tuple(self._give(variable, _GIVEN[variable]) for variable in function.given)
        return Call(f"f:{_local(name)}", (*given, *arguments))

    def _call(self, call: Call, here: _Here, reading: _Reading) -> _Term:
        special = getattr(self, _SPECIAL.get((call.name, len(call.arguments)), ""), None)
        if special is not None:
            return cast(_Term, special(call, here, reading))
        function = _function(call)
        arguments = call.arguments
        if not arguments and function.parameters:
            arguments = (_CONTEXT,)
        terms = [self._argument(call.name, place, tree, here) for place, tree in enumerate(arguments)]
        converted = [self._converted(function, place, term) for place, term in enumerate(terms)]
        if call.name == "regex":
            _check_pattern(arguments[1])
        tree = self._ours(call.name, *converted) if function.call else Call(call.name, tuple(converted))
        return _result(function, tree, terms)

    def _argument(self, name: str, place: int, tree: Tree, here: _Here) -> _Term:
        term = self.term(tree, here, "node" if name in _COUNTING else "value")
        if _known(name).parameter(place) is Kind.NODES and term.kind is not Kind.NODES:
            raise ExpressionError(f"{name}() takes nodes, and {write(tree)} is {term.kind.value}.")
        return term

    def _converted(self, function: Function, place: int, term: _Term) -> Tree:
        wanted = function.parameter(place)
        if wanted is Kind.BOOLEAN:
            return self._as_boolean(term)
        if function.call is None and wanted is Kind.STRING:
            return self._as_string(term)
        if function.call is None and wanted is Kind.NUMBER:
            return self._as_number(term)
        return term.tree

    def _today(self, *_: object) -> _Term:
        return _Term(self._give("today", _GIVEN["today"]), Kind.STRING, types=frozenset({"date"}))

    def _now(self, *_: object) -> _Term:
        self.is_volatile = True
        return _Term(self._give("now", _GIVEN["now"]), Kind.STRING, types=frozenset({"dateTime"}))

    def _current(self, _: Call, _here: _Here, reading: _Reading) -> _Term:
        return self._nodes(self._give("current", _GIVEN["current"]), frozenset({self.path}), reading)

    def _position(self, call: Call, here: _Here, _: _Reading) -> _Term:
        if not call.arguments:
            return _Term(call, Kind.NUMBER)
        term = self._argument("bs:position", 0, call.arguments[0], here)
        return _Term(self._ours("bs:position", term.tree), Kind.NUMBER)

    def _instance(self, call: Call, _here: _Here, reading: _Reading) -> _Term:
        name, variable = self._instance_variable(call)
        return self._nodes(variable, frozenset({instance_place(name)}), reading, is_certain=False)

    def _instance_variable(self, call: Call) -> tuple[str, Variable]:
        named = call.arguments[0]
        if not isinstance(named, Quoted):
            raise ExpressionError(f"{call.name}() takes the name of an instance in quotes, not {write(named)}.")
        name = named.value
        if name not in self.schema.instances:
            raise ExpressionError(f"There is no instance “{name}”.")
        variable = f"instance-{sorted(self.schema.instances).index(name)}"
        return name, self._give(variable, lambda at, *_: [at.instances[name]])

    def _pulldata(self, call: Call, here: _Here, _: _Reading) -> _Term:
        name, variable = self._instance_variable(call)
        columns = self.schema.instances[name]
        for column in call.arguments[1:3]:
            if isinstance(column, Quoted) and columns and column.value not in columns:
                raise ExpressionError(f"The instance “{name}” has no column “{column.value}”.")
        rest = [self.term(argument, here).tree for argument in call.arguments[1:]]
        return _Term(self._ours("bs:pulldata", variable, *rest), Kind.STRING)

    def _choice_name(self, call: Call, here: _Here, _: _Reading) -> _Term:
        value, path = call.arguments
        label = self.schema.choice_label

        def choice_name(language: str, name: values.Value, question: values.Value) -> str:
            return label(values.string(question).strip(), values.string(name), language)

        self._functions["choice-name"] = choice_name
        language = self._give("language", _GIVEN["language"])
        arguments = (language, self.term(value, here).tree, self._question(path, here))
        return _Term(Call("f:choice-name", arguments), Kind.STRING)

    def _question(self, path: Tree, here: _Here) -> Tree:
        """The path of a question that stands in quotes, from the root."""
        if not isinstance(path, Quoted):
            return self.term(path, here).tree
        found = self.term(parse(path.value), here, "nothing").places
        return Quoted(min(found)) if found else path


_SPECIAL = {
    ("today", 0): "_today",
    ("now", 0): "_now",
    ("current", 0): "_current",
    ("position", 0): "_position",
    ("position", 1): "_position",
    ("instance", 1): "_instance",
    ("pulldata", 4): "_pulldata",
    ("jr:choice-name", 2): "_choice_name",
}
"""Calls that are not left a call, by name and number of arguments."""

_GIVEN: Mapping[str, Callable[[Document, str, Scope], object]] = {
    "current": lambda at, path, _: [at.elements[path]],
    "language": lambda _at, _path, scope: scope.language,
    "today": lambda _at, _path, scope: scope.now.date().isoformat(),
    "now": lambda _at, _path, scope: scope.now.isoformat(timespec="milliseconds"),
}
"""Variables, and what they stand for."""


def _local(name: str) -> str:
    return name.replace(":", "-")


def _without_context(call: Callable[..., Any]) -> Callable[..., Any]:
    return lambda _, *arguments: call(*arguments)


def _known(name: str) -> Function:
    function = NATIVE.get(name) or FUNCTIONS.get(name)
    if function is None:
        raise ExpressionError(f"There is no function {name}().")
    return function


def _function(call: Call) -> Function:
    """What is called, if it takes so many arguments."""
    count = len(call.arguments)
    counts = [number for name, number in _SPECIAL if name == call.name]
    if counts:
        raise ExpressionError(f"{call.name}() takes {_counted(min(counts), max(counts))}, not {count}.")
    function = _known(call.name)
    if count < function.least or (function.most is not None and count > function.most):
        raise ExpressionError(f"{call.name}() takes {_counted(function.least, function.most)}, not {count}.")
    return function


def _counted(least: int, most: int | None) -> str:
    if most is None:
        return f"at least {least} argument{'s' * (least != 1)}"
    if most == 0:
        return "no arguments"
    return f"{least} argument{'s' * (least != 1)}" if least == most else f"{least} to {most} arguments"


def _check_pattern(tree: Tree) -> None:
    if isinstance(tree, Quoted):
        try:
            pattern(tree.value)
        except regexes.error as error:
            raise ExpressionError(f"“{tree.value}” is no regular expression: {error}.") from None


def _result(function: Function, tree: Tree, terms: list[_Term]) -> _Term:
    """What a call gives; `if` and its like give what their arguments are."""
    if function.returns is Kind.NODES:
        return replace(terms[0], tree=tree, is_certain=False)
    if function.returns is not Kind.ANY:
        return _Term(tree, function.returns, types=frozenset({function.dates} - {""}))
    chosen = [term for place, term in enumerate(terms) if function.parameter(place) is Kind.ANY]
    kinds = {term.kind for term in chosen}
    kind = kinds.pop() if len(kinds) == 1 and not function.given else Kind.ANY
    places = frozenset[str]().union(*(term.places for term in chosen))
    return _Term(tree, kind, places, frozenset[str]().union(*(term.types for term in chosen)), is_certain=False)


def _or_nothing(compared: Tree, nodes: Tree, holds_for_nothing: bool) -> Tree:
    """A comparison with a text, where no node at all counts as an empty one."""
    return Operation("or", (compared, Call("not", (nodes,)))) if holds_for_nothing else compared
