"""The parts of `docs/` that are written from the program: whatever a registry knows, no page says otherwise.

A part stands between two comments, `<!-- generated: lint -->` and `<!-- end -->`. A test compares.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from app.accessibility.checks import REGISTRY, Check
from app.cli import all_commands, main
from app.config import ROOT, Settings
from app.questionnaire.expressions.calls import SPECIAL
from app.questionnaire.expressions.functions import FUNCTIONS, NATIVE, Function
from app.questionnaire.lint.finding import RULES, Severity
from app.questionnaire.reading.vocabulary import APPEARANCES, NEVER_KNOWN, TYPES, UNSERVED

_PART = re.compile(r"(?<=<!-- generated: )(?P<name>[a-z-]+) -->\n.*?(?=<!-- end -->)", re.DOTALL)
_WIDTH = 100
"""Columns of a command's help: of its own, not of the terminal that it happens to be written in."""

_TYPES = {
    "select_one": "one choice of a list: `select_one LIST`",
    "select_multiple": "any number of choices: `select_multiple LIST`",
    "select_one_from_file": "one choice of a `.csv` or `.xml` file beside the form: `select_one_from_file towns.csv`",
    "select_multiple_from_file": "any number of choices of such a file",
    "rank": "choices put in order: a place for each",
    "integer": "a whole number",
    "decimal": "a number, with a decimal comma or point",
    "range": "a number of a scale: `parameters: start=0 end=10 step=1`",
    "text": "words; with the appearance `multiline` or `parameters: rows=5` a larger field",
    "date": "a day, or with an appearance a month or a year, typed in parts",
    "note": "nothing: a text to read",
    "acknowledge": "a tick that something was read; stored as `OK`",
    "calculate": "nothing: a value that is computed",
    "hidden": "nothing: a value with a default",
    "begin_group": "nothing: begins a group, a page or a battery",
    "end_group": "nothing: ends it",
    "today": "nothing: the day of answering, for expressions; never stored",
    "start": "nothing: the moment of the first evaluation, for expressions; never stored",
    "end": "nothing: the moment of the last evaluation, for expressions; never stored",
    "csv-external": "nothing: a table in a `.csv` file beside the form, for `instance('NAME')`",
    "xml-external": "nothing: a table in an `.xml` file beside the form",
}
"""What each type asks. Control types whose opposite is refused (repeat, loop) are left out."""

_FUNCTIONS = {
    "true": ("", "True."),
    "false": ("", "False."),
    "not": ("condition", "The opposite."),
    "boolean": ("value", "Whether there is a value: a text that is not empty, a number that is not 0."),
    "string": ("[value]", "The value as a text."),
    "contains": ("text, part", "Whether a text contains another."),
    "starts-with": ("text, beginning", "Whether a text begins with another."),
    "substring-before": ("text, mark", "What stands before the first mark."),
    "substring-after": ("text, mark", "What stands after the first mark."),
    "substring": ("text, start, [length]", "The part of a text from a place, counted from 1."),
    "translate": ("text, letters, others", "Letters replaced by others, or taken out."),
    "normalize-space": ("[text]", "A text without blanks around it, and with single ones in it."),
    "string-length": ("[text]", "How many characters a text has."),
    "floor": ("number", "The next whole number below."),
    "ceiling": ("number", "The next whole number above."),
    "count": ("nodes", "How many nodes there are."),
    "name": ("[node]", "The name of a node."),
    "local-name": ("[node]", "The name of a node without its prefix."),
    "today": ("", "The day."),
    "now": ("", "The moment."),
    "current": ("", "The node that the expression belongs to, as seen from inside `[…]`."),
    "position": ("[node]", "The place of a node among its like, from 1."),
    "last": ("", "How many nodes there are in the list that `[…]` looks through."),
    "instance": ("name", "The table of that name: a list of choices, or a file beside the form."),
    "pulldata": ("table, column, key column, key", "The cell of a table: in that column, in the row with that key."),
    "jr:choice-name": ("value, question", "The label of a choice; the question is written in quotes."),
    "number": ("[value]", "The value as a number."),
    "sqrt": ("number", "The square root."),
    "exp": ("number", "e to the power of a number."),
    "log": ("number", "The natural logarithm."),
    "log10": ("number", "The logarithm to the base of 10."),
    "sin": ("angle", "The sine of an angle in radians."),
    "cos": ("angle", "The cosine."),
    "tan": ("angle", "The tangent."),
    "asin": ("number", "The angle of a sine."),
    "acos": ("number", "The angle of a cosine."),
    "atan": ("number", "The angle of a tangent."),
    "abs": ("number", "The number without its sign."),
    "date": ("value", "The value as a date."),
    "date-time": ("value", "The value as a moment."),
    "decimal-date-time": ("value", "Days since 1 January 1970, with the part of the day."),
}
"""Arguments and meaning of functions that are XPath's own, or made without a docstring."""


def pages() -> list[Path]:
    """The pages with generated parts."""
    return [path for path in sorted((ROOT / "docs").glob("*.md")) if _PART.search(path.read_text(encoding="utf-8"))]


def written(page: str) -> str:
    """A page with its generated parts as they should be. Raises KeyError when nothing writes a part."""
    return _PART.sub(lambda part: f"{part['name']} -->\n{PARTS[part['name']]()}\n", page)


def _table(header: str, rows: Iterable[Iterable[str]]) -> str:
    columns = header.split("|")
    lines = ([cell.replace("|", "\\|") for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in (columns, ["---"] * len(columns), *lines))


def _settings() -> str:
    rows = ([field.metadata[key] for key in ("name", "default", "meaning")] for field in fields(Settings))
    return _table(
        "name|default|meaning",
        ([f"`{name}`", f"`{default}`" if default else "–", meaning] for name, default, meaning in rows),
    )


def _commands() -> str:
    return "\n\n".join(f"## `{name}`\n\n```text\n{_help(name, command)}\n```" for name, command in all_commands())


def _help(name: str, command: click.Command) -> str:
    settings: Any = main.context_settings
    return command.get_help(click.Context(command, info_name=name, terminal_width=_WIDTH, **settings))


def _types() -> str:
    shown = [kind for kind in TYPES if kind.partition("_")[2] not in UNSERVED]
    return _table("type|asks for|appearances that mean something", ([f"`{t}`", _TYPES[t], _looks(t)] for t in shown))


def _looks(kind: str) -> str:
    family = "group" if kind == "begin_group" else kind.removesuffix("_from_file")
    return ", ".join(f"`{appearance}`" for appearance in sorted(APPEARANCES.get(family, ()))) or "–"


def _refused() -> str:
    reasons: dict[str, list[str]] = {}
    for kind, reason in UNSERVED.items():
        reasons.setdefault(reason, []).append(f"`{kind}`")
    return _table("type|why it is refused", ([", ".join(kinds), reason] for reason, kinds in reasons.items()))


def _never_known() -> str:
    return ", ".join(f"`{kind}`" for kind in sorted(NEVER_KNOWN))


def _functions() -> str:
    known: Mapping[str, Function | None] = dict.fromkeys(SPECIAL) | NATIVE | FUNCTIONS
    return _table("function|gives", ([f"`{name}({arguments})`", meaning] for name, arguments, meaning in _said(known)))


def _said(known: Mapping[str, Function | None]) -> Iterable[tuple[str, str, str]]:
    for name, function in sorted(known.items()):
        if name in _FUNCTIONS:
            yield name, *_FUNCTIONS[name]
        elif function and function.call:
            yield name, _arguments(function), _first_line(function.call)
        else:
            raise KeyError(name)


def _arguments(function: Function) -> str:
    places = list(inspect.signature(function.call or str).parameters.values())[len(function.given) :]
    return ", ".join(map(_argument, places))


def _argument(place: inspect.Parameter) -> str:
    name = place.name.replace("_", " ")
    if place.kind is place.VAR_POSITIONAL:
        return f"{name} …"
    return name if place.default is place.empty else f"[{name}]"


def _first_line(documented: object) -> str:
    return (inspect.getdoc(documented) or "").partition("\n")[0]


def _lint() -> str:
    rules = sorted(RULES.values(), key=lambda each: (list(Severity).index(each.severity), each.id))
    return _table("rule|severity|finds", ([f"`{each.id}`", each.severity, each.finds] for each in rules))


def _checks() -> str:
    rows = ([f"`{name}`", ", ".join(c.criteria), _seen_by(c), _first_line(c)] for name, c in sorted(REGISTRY.items()))
    return _table("check|criteria|looks at|what it holds", rows)


def _seen_by(check: type[Check[object]]) -> str:
    return "a browser's page" if check.needs_browser else "HTML"


PARTS: Mapping[str, Callable[[], str]] = {
    "settings": _settings,
    "commands": _commands,
    "types": _types,
    "refused": _refused,
    "never-known": _never_known,
    "functions": _functions,
    "lint": _lint,
    "checks": _checks,
}
