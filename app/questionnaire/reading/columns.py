"""Columns of XLSForm sheets: the many ways in which authors spell them, and the one that is used here.

Spellings after https://xlsform.org and the aliases that pyxform accepts.
"""

from __future__ import annotations

from app.questionnaire.reading.tags import tag

MEDIA = frozenset({"image", "big-image", "audio", "video"})
TRANSLATED = frozenset({"label", "hint", "guidance_hint", "constraint_message", "required_message"})
SURVEY = TRANSLATED | {
    "type", "name", "relevant", "required", "readonly", "constraint", "calculation", "default", "appearance",
    "choice_filter", "parameters", "trigger", "repeat_count", "rows", "disabled",
}  # fmt: skip
SETTINGS = frozenset({
    "form_id", "form_title", "version", "default_language", "name", "instance_name", "style", "omit_instanceID",
    "allow_choice_duplicates", "clean_text_values", "public_key", "submission_url", "auto_send", "auto_delete",
    "namespaces", "instance_id", "prefix", "delimiter", "instance_xmlns", "client_editable",
})  # fmt: skip
IGNORED_SETTINGS = {
    "public_key": "drafts and answers are protected in another way",
    "submission_url": "answers are sent to this server only",
    "auto_send": "the respondent sends the answers",
    "auto_delete": "drafts expire as the server is set",
    "instance_name": "a response has no name",
}
EXPRESSIONS = ("relevant", "required", "readonly", "constraint", "calculation", "default", "choice_filter")
"""Columns in which `${name}` may stand, apart from texts."""
NOTES = frozenset({"note", "notes", "comment", "comments", "remark", "remarks", "#", "number", "id"})
"""Columns that authors keep for themselves."""

_ALIASES = {
    "relevance": "relevant",
    "read_only": "readonly",
    "calculate": "calculation",
    "caption": "label",
    "command": "type",
    "tag": "name",
    "list name": "list_name",
    "constraining_message": "constraint_message",
    "requiredmsg": "required_message",
    "jr:constraintmsg": "constraint_message",
    "jr:requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "guidance hint": "guidance_hint",
}
_SETTINGS_ALIASES = {
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
    "omit_instanceid": "omit_instanceID",
}


def canonical(header: str, sheet: str) -> str:
    """The one spelling of a column: `Label : Latviešu (lv)` → `label::lv`, `relevance` → `relevant`.

    Columns of choices that XLSForm does not know are the author's own, for filters: they stay as written.
    """
    written = " ".join(header.split())
    if sheet == "settings":
        return _SETTINGS_ALIASES.get(written.lower(), _known(written, SETTINGS))
    first, *rest = _split(written)
    column = _column(first, sheet)
    if column in ("bind", "body", "control") and rest:
        return _bound(column, rest)
    if column in MEDIA:
        column, rest = "media", [column, *rest]
    if column == "media" and rest:
        return "::".join([column, rest[0].lower(), *_languages(rest[1:])])
    return "::".join([column, *_languages(rest)]) if column in TRANSLATED else "::".join([column, *rest])


def is_text(column: str) -> bool:
    """Whether what stands in a column is read by people, not by programs."""
    return column.partition("::")[0] in TRANSLATED


def is_known(column: str) -> bool:
    """Whether a column of the survey sheet has a meaning."""
    base = column.partition("::")[0]
    return base in SURVEY or base in ("media", "bind")


def _split(header: str) -> list[str]:
    separator = "::" if "::" in header else ":"
    if separator == ":" and header.lower().startswith("jr:"):
        return [header]
    return [part.strip() for part in header.split(separator)]


def _column(first: str, sheet: str) -> str:
    name = _ALIASES.get(first.lower(), first.lower())
    if name in SURVEY or name in MEDIA or name in ("media", "bind", "body", "control", "list_name"):
        return name
    spaced = name.replace(" ", "_")
    if spaced in SURVEY | {"list_name"} or sheet == "survey":
        return _ALIASES.get(spaced, spaced)
    return first


def _bound(column: str, rest: list[str]) -> str:
    """`bind::relevant` is `relevant`; `bind::disclosure` stays; `body::appearance` is `appearance`."""
    name = "::".join(rest)
    plain = _ALIASES.get(name.lower(), name)
    if plain in SURVEY or column != "bind":
        return plain
    return f"bind::{name}"


def _languages(names: list[str]) -> list[str]:
    return [tag(name) or "default" for name in names]


def _known(written: str, known: frozenset[str]) -> str:
    return next((name for name in known if name.lower() == written.lower().replace(" ", "_")), written)
