"""The Markdown that questionnaires are written in, as safe HTML or as plain text.

The subset is XLSForm's: emphasis, links, line breaks; in blocks also paragraphs, lists and headings. HTML in
a text is shown as written, never obeyed. Values that are piped into a text are put into the finished HTML in
place of characters that nobody types, so that whatever a respondent wrote is neither Markdown nor HTML, and
each text is parsed once only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup, escape

_FIRST_SLOT = 0xF0000  # a plane for private use: no text is written with it, and it is no punctuation
_SLOT = re.compile("[\U000f0000-\U000fffff]")
_SLOT_IN_ADDRESS = re.compile("(?:%F3%B[0-9A-F]%[89AB][0-9A-F]%[89AB][0-9A-F])")
_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)
_HEADING = re.compile(r"h([1-5])")
_ORDINAL = re.compile(r"^(\s*\d+)\.(?=\s+([^\W\d_]))", re.MULTILINE)


def slot(index: int) -> str:
    """The character that stands in Markdown for the piped value at `index`."""
    return chr(_FIRST_SLOT + index)


def inline(source: str, values: Sequence[str] = ()) -> Markup:
    """A label or a hint: phrases and line breaks only, fit for a legend or a label."""
    return _filled(_inline(source), values)


def block(source: str, values: Sequence[str] = ()) -> Markup:
    """A note or a guidance: paragraphs, lists, and headings that begin one level below the page's."""
    return _filled(_block(source), values)


def plain(source: str, values: Sequence[str] = ()) -> str:
    """The words alone on one line: for titles, sentences and files."""
    return _SLOT.sub(lambda found: _value(found[0], values), _plain(source))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True, "typographer": False})
    parser.enable(["emphasis", "link", "newline", "escape", "entity", "balance_pairs", "fragments_join"])
    parser.validateLink = lambda url: bool(_SAFE_ADDRESS.match(url))  # type: ignore[method-assign]
    return parser


_PHRASES = _parser()
_BLOCKS = _parser().enable(["list", "heading"])


@lru_cache(maxsize=4096)
def _inline(source: str) -> str:
    return str(_PHRASES.renderInline(source.strip())).strip()


@lru_cache(maxsize=1024)
def _block(source: str) -> str:
    tokens = _blocks(source)
    for token in tokens:
        token.tag = _HEADING.sub(lambda found: f"h{int(found[1]) + 1}", token.tag)
    return str(_BLOCKS.renderer.render(tokens, _BLOCKS.options, {})).strip()


@lru_cache(maxsize=4096)
def _plain(source: str) -> str:
    words = "".join(_words(_blocks(source)))
    return " ".join(words.split())


def _blocks(source: str) -> list[Token]:
    """The blocks of a text, in which a line that begins as "2021. gada" is a date and not a numbered list."""
    return _BLOCKS.parse(_ORDINAL.sub(_ordinal, source.strip()))


def _ordinal(found: re.Match[str]) -> str:
    return f"{found[1]}\\." if found[2].islower() else found[0]


def _words(tokens: Iterable[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.children is not None:
            yield from _words(token.children)
            yield " "
        elif token.type == "list_item_open" and token.info:
            yield f"{token.info}{token.markup} "
        else:
            yield token.content


def _filled(html: str, values: Sequence[str]) -> Markup:
    html = _SLOT_IN_ADDRESS.sub(lambda found: quote(_value(_unquoted(found[0]), values), safe=""), html)
    return Markup(_SLOT.sub(lambda found: str(escape(_value(found[0], values))), html))  # noqa: S704


def _unquoted(address: str) -> str:
    return bytes.fromhex(address.replace("%", "")).decode()


def _value(found: str, values: Sequence[str]) -> str:
    index = ord(found) - _FIRST_SLOT
    return values[index] if index < len(values) else found
