"""Expressions of a form, compiled once each; a fault of one is noted with the row that holds it."""

from __future__ import annotations

from app.questionnaire.expressions.expression import Expression, ExpressionError, Schema, compile_expression
from app.questionnaire.model import Origin
from app.questionnaire.reading.faults import Faults

TRUE = frozenset({"true()", "true"})
FALSE = frozenset({"false()", "false", ""})


class Compiler:
    """Compiles against one schema."""

    def __init__(self, schema: Schema, faults: Faults) -> None:
        """Begin with nothing compiled."""
        self._schema = schema
        self.faults = faults
        self._compiled: dict[tuple[str, str], Expression] = {}

    def compile(self, source: str, path: str, origin: Origin, column: str) -> Expression | None:
        """The expression in `column` of the node at `path`; None when it is faulty, which is noted."""
        key = source.strip(), path
        try:
            if key not in self._compiled:
                self._compiled[key] = compile_expression(*key, self._schema)
            return self._compiled[key]
        except ExpressionError as error:
            self.faults.refuse(origin, f"{column}: {error}")
            return None

    def condition(self, source: str, path: str, origin: Origin, column: str, *, usual: bool) -> Expression | None:
        """As `compile`; None when the source is empty or says what is `usual` without it."""
        if source.strip() in (TRUE | {""} if usual else FALSE):
            return None
        return self.compile(_constant(source), path, origin, column)


def _constant(source: str) -> str:
    """`true` and `false` without brackets are an author's slip, not names of nodes."""
    return {"true": "true()", "false": "false()"}.get(source.strip(), source)
