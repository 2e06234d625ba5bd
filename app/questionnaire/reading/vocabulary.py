"""The question types and appearances of XLSForm: those that a server-rendered page can mean, and the others.

After https://xlsform.org and the ODK XForms specification. What is not served is refused or warned of in a
sentence: nothing is dropped silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

_FILES = "files are not taken, because they can show who a person is"
_PLACES = "where a person is, is not asked of a device; ask for a municipality with select_one"
_TIMES = "times of day are not served; ask for a date, or with select_one"
_REPEATS = "repeated groups are not served yet"

UNSERVED = {
    "repeat": _REPEATS,
    "loop": _REPEATS,
    **dict.fromkeys(("image", "photo", "audio", "video", "file", "upload", "osm", "binary"), _FILES),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "location", "gps"), _PLACES),
    **dict.fromkeys(("time", "datetime"), _TIMES),
    "barcode": "a page cannot scan",
    "boolean": "ask yes or no with select_one",
    "secret": "secrets are not asked for",
    "cascading_select": "use select_one with choice_filter",
    "select_one_external": "use select_one or select_one_from_file with choice_filter",
}
"""Types that are refused, each with its reason."""

NEVER_KNOWN = frozenset({
    "audit", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email",
    "start-geopoint", "background-geopoint", "background-audio",
})  # fmt: skip
"""Types that record the respondent or the device without asking: they stay empty, and a warning says so."""

_SERVED = frozenset({
    "select_one", "select_multiple", "select_one_from_file", "select_multiple_from_file", "rank",
    "integer", "decimal", "text", "date", "note", "acknowledge", "range", "calculate", "hidden",
    "begin_group", "end_group", "begin_repeat", "end_repeat", "begin_loop", "end_loop",
    "start", "end", "today", "csv-external", "xml-external",
})  # fmt: skip

_ALIASES = {
    "int": "integer",
    "string": "text",
    "trigger": "acknowledge",
    "select1": "select_one",
    "select one": "select_one",
    "select_all_that_apply": "select_multiple",
    "dateTime": "datetime",
    "imei": "deviceid",
}

_SELECT = re.compile(
    r"(?:add )?"
    r"(?P<kind>select[_ ](?:one|multiple)(?:[_ ]from[_ ]file|[_ ]external)?|select1|rank|select all that apply)"
    r"(?: prompt)?(?: from| using)?\s+(?P<list>\S+)(?P<other>\s+or[_ ](?:specify[_ ])?other)?",
    re.IGNORECASE,
)
"""Also as XLSForm once said it: `select all that apply from LIST or specify other`."""
_CONTROL = re.compile(r"(begin|end)[_ ](group|repeat|loop)", re.IGNORECASE)

APPEARANCES: dict[str, frozenset[str]] = {
    "text": frozenset({"multiline"}),
    "select_one": frozenset({"minimal"}),
    "date": frozenset({"month-year", "year"}),
    "group": frozenset({"field-list", "table-list"}),
}
"""Appearances that change a page, by the type they belong to."""
USUAL = frozenset({"no-calendar", "no-buttons", "vertical", "list", "label", "list-nolabel"})
"""Appearances that ask for what every page does anyway (parts of a date without a calendar, choices one under
the other), or that the reader folds into a battery: no warning is due."""


BLANKS = "where several may be chosen, the name of a choice has no blanks, because blanks part the names"
"""Why a name is refused, in a spreadsheet as in an XForm."""


@dataclass(frozen=True, slots=True)
class RowType:
    """The cell `type` of a survey row, taken apart: `select_one yes_no or_other`."""

    kind: str
    list_name: str = ""
    or_other: bool = False


TYPES = sorted(_SERVED)
"""What an author may have meant."""


def row_type(cell: str) -> RowType | None:
    """What a `type` cell says; None when XLSForm has no such type, nor had one in pyxform's memory."""
    if control := _CONTROL.match(cell):
        return RowType(f"{control[1]}_{control[2]}".lower())
    if select := _SELECT.fullmatch(cell):
        kind = "_".join(select["kind"].lower().split())
        return RowType(_ALIASES.get(kind, kind), select["list"], bool(select["other"]))
    kind = _ALIASES.get(cell, cell.lower()).removeprefix("uri:")
    is_known = kind in _SERVED | NEVER_KNOWN | QUESTION_TYPE_DICT.keys() or kind.partition(" ")[0] in UNSERVED
    return RowType(kind) if is_known else None


def refusal(kind: str) -> str | None:
    """The sentence that says why a type is refused; None when it is served."""
    reason = UNSERVED.get(kind.removeprefix("begin_").partition(" ")[0])
    return f"The type “{kind}” is not served: {reason}." if reason else None


def never_known(kind: str) -> str:
    """The sentence that says why a type of metadata stays empty."""
    return (
        f"“{kind}” is ignored: what it records could show who answered, so it is never known here."
        " It stays empty, also in expressions."
    )
