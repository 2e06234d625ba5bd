"""ODK's functions (https://getodk.github.io/xforms-spec/#xpath-functions), as lxml calls them.

Two tables: NATIVE are those of XPath 1.0 that libxml2 gives as ODK wants them; FUNCTIONS are written here.
Nothing here raises for a value: what has no answer is an empty text or NaN, because a respondent's answer
must never stop a page.
"""

from __future__ import annotations

import base64
import hashlib
import inspect
import math
import secrets
import uuid as uuids
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

import regex as regexes
from lxml import etree

from app.questionnaire.dates import formatted
from app.questionnaire.values import (
    Node,
    Value,
    boolean,
    day_fraction,
    iso_date,
    iso_moment,
    number,
    reading,
    same,
    string,
    text_of,
)

REGEX_SECONDS = 0.1
"""How long one `regex` may think. What is not decided by then does not match."""


class Kind(Enum):
    """What an expression gives; ANY when that depends on the answers."""

    NODES = "nodes"
    STRING = "a text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    ANY = "anything"


@dataclass(frozen=True, slots=True)
class Function:
    """What is known of a function before it is called."""

    returns: Kind
    least: int
    most: int | None
    """Arguments at most; None: any number."""
    parameters: tuple[Kind, ...] = ()
    """What each argument is turned into; the last one stands for those after it."""
    call: Callable[..., Any] | None = None
    """None: XPath's own."""
    given: tuple[str, ...] = ()
    """Variables that are put before its arguments."""
    dates: str = ""
    """The bind type of its result, where that is a date."""
    volatile: bool = False
    """Whether it may give something else at the next call."""

    def parameter(self, place: int) -> Kind:
        """What the argument at this place (from 0) is turned into."""
        return self.parameters[min(place, len(self.parameters) - 1)] if self.parameters else Kind.ANY


_N, _S, _F, _B, _A = Kind.NODES, Kind.STRING, Kind.NUMBER, Kind.BOOLEAN, Kind.ANY

NATIVE = {
    "true": Function(_B, 0, 0),
    "false": Function(_B, 0, 0),
    "not": Function(_B, 1, 1, (_B,)),
    "boolean": Function(_B, 1, 1, (_B,)),
    "string": Function(_S, 0, 1, (_S,)),
    "contains": Function(_B, 2, 2, (_S,)),
    "starts-with": Function(_B, 2, 2, (_S,)),
    "substring-before": Function(_S, 2, 2, (_S,)),
    "substring-after": Function(_S, 2, 2, (_S,)),
    "substring": Function(_S, 2, 3, (_S, _F)),
    "translate": Function(_S, 3, 3, (_S,)),
    "normalize-space": Function(_S, 0, 1, (_S,)),
    "string-length": Function(_F, 0, 1, (_S,)),
    "floor": Function(_F, 1, 1, (_F,)),
    "ceiling": Function(_F, 1, 1, (_F,)),
    "count": Function(_F, 1, 1, (_N,)),
    "last": Function(_F, 0, 0),
    "name": Function(_S, 0, 1, (_N,)),
    "local-name": Function(_S, 0, 1, (_N,)),
}

FUNCTIONS: dict[str, Function] = {}

_Called = TypeVar("_Called", bound=Callable[..., Any])


def _function(name: str, returns: Kind, *parameters: Kind, **known: Any) -> Callable[[_Called], _Called]:
    """Enter a function under its name in ODK; how many arguments it takes is read from its signature."""

    def enter(call: _Called) -> _Called:
        places = list(inspect.signature(call).parameters.values())[len(known.get("given", ())) :]
        least = sum(place.default is place.empty and place.kind != place.VAR_POSITIONAL for place in places)
        most = None if any(place.kind == place.VAR_POSITIONAL for place in places) else len(places)
        FUNCTIONS[name] = Function(returns, least, most, parameters, call, **known)
        return call

    return enter


def _flat(values: Sequence[Value]) -> Iterator[Node | Value]:
    """All values, and of node-sets every node."""
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _text(value: Node | Value) -> str:
    return text_of(value) if isinstance(value, etree._Element) else string(value)


def _numbers(values: Sequence[Value]) -> list[float]:
    """All that are numbers; what is empty is left out, as in JavaRosa."""
    found = (number(_text(value)) if not isinstance(value, float) else value for value in _flat(values))
    return [count for count in found if not math.isnan(count)]


# Conversions

_function("bs:boolean", _B)(boolean)
_function("bs:string", _S)(string)
_function("bs:same", _B)(same)
_function("number", _F)(number)


@_function("boolean-from-string", _B)
def _boolean_from_string(value: Value) -> bool:
    return string(value).lower() in {"true", "1"}


# Choosing


@_function("if", _A, _B, _A)
def _if(condition: bool, then: Value, otherwise: Value) -> Value:
    return then if condition else otherwise


def _is_empty(value: Value) -> bool:
    return math.isnan(value) if isinstance(value, float) else string(value) == ""


@_function("coalesce", _A)
def _coalesce(first: Value, second: Value) -> Value:
    return second if _is_empty(first) else first


@_function("once", _A, given=("current",))
def _once(current: Value, value: Value) -> Value:
    return value if _is_empty(current) else current


# Choices


@_function("selected", _B)
def _selected(chosen: Value, name: Value) -> bool:
    names = string(chosen).split()
    wanted = string(name).strip()
    return wanted in names if wanted else not names


@_function("count-selected", _F)
def _count_selected(chosen: Value) -> int:
    return len(string(chosen).split())


@_function("selected-at", _S)
def _selected_at(chosen: Value, place: Value) -> str:
    names, index = string(chosen).split(), number(place)
    return names[int(index)] if 0 <= index < len(names) else ""


@_function("checklist", _B, _F, _F, _B)
def _checklist(least: Value, most: Value, *flags: bool) -> bool:
    """Whether so many flags are true; a limit of -1 is none."""
    low, high, count = number(least), number(most), sum(flags)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


@_function("weighted-checklist", _B)
def _weighted_checklist(least: Value, most: Value, *flags_and_weights: Value) -> bool:
    pairs = zip(flags_and_weights[::2], flags_and_weights[1::2], strict=False)
    total = math.fsum(number(weight) for flag, weight in pairs if boolean(flag))
    return number(least) <= total <= number(most)


# Texts


@lru_cache(maxsize=512)
def pattern(text: str) -> regexes.Pattern[str]:
    """A regular expression; raises `regex.error` where it is none."""
    return regexes.compile(text)


@_function("regex", _B)
def _regex(value: Value, expression: Value) -> bool:
    try:
        return pattern(string(expression)).fullmatch(string(value), timeout=REGEX_SECONDS) is not None
    except (regexes.error, TimeoutError):
        return False


@_function("ends-with", _B)
def _ends_with(value: Value, ending: Value) -> bool:
    return string(value).endswith(string(ending))


@_function("substr", _S)
def _substr(value: Value, start: Value, end: Value = math.inf) -> str:
    text = string(value)
    return text[_place(start, text) : _place(end, text)]


def _place(value: Value, text: str) -> int:
    """A place in a text from 0; a negative one is counted from its end, and NaN is 0, as in JavaRosa."""
    place = number(value)
    place = 0 if math.isnan(place) else place if place >= 0 else len(text) + place
    return int(min(max(place, 0), len(text)))


@_function("concat", _S)
def _concat(*values: Value) -> str:
    return "".join(map(_text, _flat(values)))


@_function("join", _S)
def _join(separator: Value, *values: Value) -> str:
    return string(separator).join(map(_text, _flat(values)))


@_function("digest", _S)
def _digest(value: Value, algorithm: Value, encoding: Value = "base64") -> str:
    name = string(algorithm).replace("-", "").lower()
    if name not in {"md5", "sha1", "sha256", "sha384", "sha512"}:
        return ""
    digest = hashlib.new(name, string(value).encode(), usedforsecurity=False).digest()
    return digest.hex() if string(encoding) == "hex" else base64.b64encode(digest).decode()


@_function("uuid", _S, volatile=True)
def _uuid(length: Value = math.nan) -> str:
    count = number(length)
    if math.isnan(count):
        return str(uuids.uuid4())
    return secrets.token_hex(64)[: int(max(0, min(count, 128)))]


# Numbers


@_function("sum", _F, _N)
def _sum(nodes: Value) -> float:
    return math.fsum(_numbers([nodes]))


@_function("count-non-empty", _F, _N)
def _count_non_empty(nodes: Sequence[Node]) -> int:
    return sum(text_of(node) != "" for node in nodes)


@_function("min", _F)
def _min(*values: Value) -> float:
    return min(_numbers(values), default=math.nan)


@_function("max", _F)
def _max(*values: Value) -> float:
    return max(_numbers(values), default=math.nan)


@_function("int", _F)
def _int(value: Value) -> float:
    count = number(value)
    return float(math.trunc(count)) if math.isfinite(count) else count


@_function("round", _F)
def _round(value: Value, places: Value = 0.0) -> float:
    """Halves go up, towards +infinity (XPath 1.0, 4.4), also at a place other than the last."""
    count, digits = number(value), number(places)
    if not math.isfinite(count):
        return count
    if not abs(digits) <= 30:
        return math.nan
    unit = Decimal(1).scaleb(-int(digits))
    halves = ROUND_HALF_UP if count > 0 else ROUND_HALF_DOWN
    return float((Decimal(repr(count)) / unit).to_integral_value(halves) * unit)


@_function("pow", _F)
def _pow(value: Value, power: Value) -> float:
    return _safely(math.pow, number(value), number(power))


@_function("atan2", _F)
def _atan2(opposite: Value, adjacent: Value) -> float:
    return math.atan2(number(opposite), number(adjacent))


@_function("exp10", _F)
def _exp10(value: Value) -> float:
    return _safely(math.pow, 10.0, number(value))


@_function("pi", _F)
def _pi() -> float:
    return math.pi


@_function("random", _F, volatile=True)
def _random() -> float:
    return secrets.SystemRandom().random()


def _safely(call: Callable[..., float], *numbers: float) -> float:
    """NaN where a function of mathematics is not defined, infinity where its value is too large."""
    try:
        return call(*numbers)
    except OverflowError:
        return math.inf
    except ValueError:
        return -math.inf if call in {math.log, math.log10} and numbers == (0,) else math.nan


def _enter_mathematics(name: str, call: Callable[[float], float]) -> None:
    def mathematics(value: Value) -> float:
        return _safely(call, number(value))

    _function(name, _F)(mathematics)


for _call in (math.sqrt, math.exp, math.log, math.log10, math.sin, math.cos, math.tan):
    _enter_mathematics(_call.__name__, _call)
for _call in (math.asin, math.acos, math.atan):
    _enter_mathematics(_call.__name__, _call)
_enter_mathematics("abs", math.fabs)


# Dates

_function("date", _S, dates="date")(iso_date)
_function("date-time", _S, dates="dateTime")(iso_moment)
_function("decimal-date-time", _F)(lambda value: number(value))


@_function("decimal-time", _F)
def _decimal_time(value: Value) -> float:
    count = number(value)
    return day_fraction(string(value)) if math.isnan(count) else count - math.floor(count)


def _format_date(language: str, value: Value, pattern: Value) -> str:
    when = reading(value)
    return "" if when is None else formatted(when, string(pattern), language)


_function("format-date", _S, given=("language",))(_format_date)
_function("format-date-time", _S, given=("language",))(_format_date)


# Looking up


@_function("bs:position", _F, _N)
def _position(nodes: Sequence[etree._Element]) -> int:
    """The place of a node among its siblings of the same name, from 1; 0 if there is none, as in JavaRosa."""
    return 1 + len(list(nodes[0].itersiblings(nodes[0].tag, preceding=True))) if nodes else 0


@_function("bs:pulldata", _S)
def _pulldata(instance: Sequence[etree._Element], column: Value, key: Value, wanted: Value) -> str:
    """The cell in `column` of the first item whose cell in the column `key` is the one wanted."""
    cell, found = string(key), string(wanted)
    items = (item for root in instance[0] for item in root if item.findtext(cell, "") == found)
    return next((item.findtext(string(column), "") for item in items), "")


@_function("indexed-repeat", _A, _N, _A)
def _indexed_repeat(nodes: Sequence[etree._Element], *repeats: Value) -> list[etree._Element]:
    """The nodes that lie in the given occurrences of the repeats around them, outer before inner."""
    found = list(nodes)
    for occurrences, index in zip(repeats[::2], repeats[1::2], strict=False):
        chosen = _occurrence(occurrences, number(index), found)
        found = [node for node in found if chosen in node.iterancestors()]
    return found[:1]
