"""What is known of each function before it is called, and how a function of ours is entered."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar


class Kind(Enum):
    """What an expression gives; ANY when that depends on the answers."""

    NODES = "nodes"
    STRING = "a text"
    NUMBER = "a number"
    BOOLEAN = "true or false"
    ANY = "a text or a number"


@dataclass(frozen=True, slots=True)
class Function:
    """One function of XPath or of ODK."""

    returns: Kind
    least: int
    most: int | None
    """Arguments at most; None: any number."""
    parameters: tuple[Kind, ...] = ()
    """What each argument is taken for; the last one stands for those after it."""
    call: Callable[..., Any] | None = None
    """None: XPath's own."""
    given: tuple[str, ...] = ()
    """Variables that are put before its arguments."""
    dates: str = ""
    """The bind type of its result, where that is a date."""
    volatile: bool = False
    """Whether it may give something else at the next call."""

    def parameter(self, place: int) -> Kind:
        """What the argument at this place (from 0) is taken for."""
        return self.parameters[min(place, len(self.parameters) - 1)] if self.parameters else Kind.ANY


_N, _S, _F, _B = Kind.NODES, Kind.STRING, Kind.NUMBER, Kind.BOOLEAN

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
    "name": Function(_S, 0, 1, (_N,)),
    "local-name": Function(_S, 0, 1, (_N,)),
}
"""Functions of XPath 1.0 that libxml2 gives as ODK wants them."""

FUNCTIONS: dict[str, Function] = {}
"""Functions that are written here, by their names in ODK."""

_Called = TypeVar("_Called", bound=Callable[..., Any])


def function(name: str, returns: Kind, *parameters: Kind, **known: Any) -> Callable[[_Called], _Called]:
    """Enter a function in FUNCTIONS; how many arguments it takes is read from its signature."""

    def enter(call: _Called) -> _Called:
        places = list(inspect.signature(call).parameters.values())[len(known.get("given", ())) :]
        least = sum(place.default is place.empty and place.kind != place.VAR_POSITIONAL for place in places)
        most = None if any(place.kind == place.VAR_POSITIONAL for place in places) else len(places)
        FUNCTIONS[name] = Function(returns, least, most, parameters, call, **known)
        return call

    return enter
