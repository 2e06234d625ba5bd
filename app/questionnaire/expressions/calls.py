"""Calls that do not stay a call of one function: of the clock, of instances, of the current node."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.questionnaire.expressions import values
from app.questionnaire.expressions.conversions import CONTEXT, as_string
from app.questionnaire.expressions.document import Document
from app.questionnaire.expressions.functions import Kind
from app.questionnaire.expressions.functions.nodes import position
from app.questionnaire.expressions.grammar import ExpressionError, parse
from app.questionnaire.expressions.schema import instance_place
from app.questionnaire.expressions.terms import Here, Reading, Term
from app.questionnaire.expressions.tree import Call, Literal, Number, Operation, Path, Step, Tree, Variable, write

if TYPE_CHECKING:
    from app.questionnaire.expressions.rewriter import Rewriter
    from app.questionnaire.expressions.scope import Scope

Give = Callable[[Document, str, "Scope"], object]
"""What a variable stands for, when an expression is evaluated on a document, at a path, in a scope."""

_NAME = re.compile(r"[^\W\d][\w.\-]*")
LOST = Variable("")
"""The start of a relative path whose context node can no longer be reached."""

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
    if not call.arguments and _is_in_list(here):
        return Term(call, Kind.NUMBER)
    nodes = rewriter.start(call.arguments[0] if call.arguments else CONTEXT, here, "node")
    return Term(rewriter.extension("position", position, nodes.tree), Kind.NUMBER)


def _last(_rewriter: Rewriter, call: Call, here: Here, _reading: Reading) -> Term:
    return Term(call if _is_in_list(here) else Number("1"), Kind.NUMBER)


def _is_in_list(here: Here) -> bool:
    """Whether the context node is one of those that a predicate looks through."""
    return here.is_inside and here.start is None


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
    """`instance('…')/*/*[key = wanted][1]/column`. A function of ours would be given a copy of the instance."""
    name = _instance_name(rewriter, call)
    _, column, key, wanted = call.arguments
    inside = replace(here, is_inside=True, start=_outside(rewriter, here))
    cell = Path(None, (_column(rewriter, name, key, inside),))
    found = Call("string", (as_string(rewriter.term(wanted, inside), rewriter.call),))
    item = Step("child", "*", (Operation("=", (cell, found)), Number("1")))
    steps = (Step("child", "*"), item, _column(rewriter, name, column, inside))
    return Term(Call("string", (Path(_instance_variable(rewriter, name), steps),)), Kind.STRING)


def _outside(rewriter: Rewriter, here: Here) -> Tree:
    """What a relative path starts from that is moved into a predicate."""
    return here.start or (LOST if here.is_inside else rewriter.variable("current"))


def _column(rewriter: Rewriter, instance: str, column: Tree, here: Here) -> Step:
    if not isinstance(column, Literal):
        named = as_string(rewriter.term(column, here), rewriter.call)
        return Step("child", "*", (Operation("=", (Call("name"), Call("string", (named,)))),))
    columns = rewriter.schema.instances[instance]
    if column.value not in columns if columns else not _NAME.fullmatch(column.value):
        raise ExpressionError(f"The instance “{instance}” has no column “{column.value}”.")
    return Step("child", column.value)


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
    "last": {0: _last},
    "instance": {1: _instance},
    "pulldata": {4: _pulldata},
    "jr:choice-name": {2: _choice_name},
}
"""How each is rewritten, by its name and how many arguments it has."""
