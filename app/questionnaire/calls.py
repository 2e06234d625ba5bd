"""Calls that do not stay a call of one function: of the clock, of instances, of the current node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.questionnaire import values
from app.questionnaire.document import Document
from app.questionnaire.functions import Kind
from app.questionnaire.functions.nodes import position, pulldata
from app.questionnaire.grammar import Call, ExpressionError, Literal, Tree, Variable, parse, write
from app.questionnaire.schema import instance_place
from app.questionnaire.terms import Here, Reading, Term

if TYPE_CHECKING:
    from app.questionnaire.rewriter import Rewriter
    from app.questionnaire.scope import Scope

Give = Callable[[Document, str, "Scope"], object]
"""What a variable stands for, when an expression is evaluated on a document, at a path, in a scope."""

GIVEN: Mapping[str, Give] = {
    "current": lambda at, path, _: [at.elements[path]],
    "data": lambda at, *_: [at.root],
    "days": lambda _at, _path, scope: values.days(scope.now.date().isoformat()),
    "language": lambda _at, _path, scope: scope.language,
    "now": lambda _at, _path, scope: scope.now.isoformat(timespec="milliseconds"),
    "today": lambda _at, _path, scope: scope.now.date().isoformat(),
}
"""Variables that every expression may use."""


def _today(rewriter: Rewriter, _call: Call, _here: Here, _reading: Reading) -> Term:
    return Term(rewriter.variable("today"), Kind.STRING, types=frozenset({"date"}))


def _now(rewriter: Rewriter, _call: Call, _here: Here, _reading: Reading) -> Term:
    rewriter.is_volatile = True
    return Term(rewriter.variable("now"), Kind.STRING, types=frozenset({"dateTime"}))


def _current(rewriter: Rewriter, _call: Call, _here: Here, reading: Reading) -> Term:
    return rewriter.nodes(rewriter.variable("current"), frozenset({rewriter.path}), reading)


def _position(rewriter: Rewriter, call: Call, here: Here, _reading: Reading) -> Term:
    if not call.arguments:
        return Term(call, Kind.NUMBER)
    nodes = rewriter.start(call.arguments[0], here, "node")
    return Term(rewriter.extension("position", position, nodes.tree), Kind.NUMBER)


def _instance(rewriter: Rewriter, call: Call, _here: Here, reading: Reading) -> Term:
    name = _instance_name(rewriter, call)
    places = frozenset({instance_place(name)})
    return rewriter.nodes(_instance_variable(rewriter, name), places, reading, is_certain=False)


def _instance_name(rewriter: Rewriter, call: Call) -> str:
    named = call.arguments[0]
    if not isinstance(named, Literal):
        raise ExpressionError(f"{call.name}() takes the name of an instance in quotes, not {write(named)}.")
    if named.value not in rewriter.schema.instances:
        raise ExpressionError(f"There is no instance “{named.value}”.")
    return named.value


def _instance_variable(rewriter: Rewriter, name: str) -> Variable:
    number = sorted(rewriter.schema.instances).index(name)
    return rewriter.variable(f"instance-{number}", lambda at, *_: [at.instances[name]])


def _pulldata(rewriter: Rewriter, call: Call, here: Here, _reading: Reading) -> Term:
    name = _instance_name(rewriter, call)
    columns = rewriter.schema.instances[name]
    for column in call.arguments[1:3]:
        if isinstance(column, Literal) and columns and column.value not in columns:
            raise ExpressionError(f"The instance “{name}” has no column “{column.value}”.")
    arguments = [rewriter.term(argument, here).tree for argument in call.arguments[1:]]
    instance = _instance_variable(rewriter, name)
    return Term(rewriter.extension("pulldata", pulldata, instance, *arguments), Kind.STRING)


def _choice_name(rewriter: Rewriter, call: Call, here: Here, _reading: Reading) -> Term:
    value, question = call.arguments
    label = rewriter.schema.choice_label

    def choice_name(language: str, name: values.Value, path: values.Value) -> str:
        return label(values.string(path).strip(), values.string(name), language)

    arguments = (rewriter.term(value, here).tree, _question(rewriter, question, here))
    tree = rewriter.extension("choice-name", choice_name, rewriter.variable("language"), *arguments)
    return Term(tree, Kind.STRING)


def _question(rewriter: Rewriter, path: Tree, here: Here) -> Tree:
    """The path of a question, which stands in quotes, from the root of the instance."""
    if not isinstance(path, Literal):
        return rewriter.term(path, here).tree
    return Literal(min(rewriter.start(parse(path.value), here, "nothing").places))


SPECIAL: Mapping[str, Mapping[int, Callable[[Rewriter, Call, Here, Reading], Term]]] = {
    "today": {0: _today},
    "now": {0: _now},
    "current": {0: _current},
    "position": {0: _position, 1: _position},
    "instance": {1: _instance},
    "pulldata": {4: _pulldata},
    "jr:choice-name": {2: _choice_name},
}
"""How each is rewritten, by its name and how many arguments it has."""
