"""Markdown in texts: what is written becomes structure, what is piped in never does."""

from __future__ import annotations

import html

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from app.questionnaire.markdown import block, inline, plain, slot


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**a** and *b*", "<strong>a</strong> and <em>b</em>"),
        ("__a__ _b_", "<strong>a</strong> <em>b</em>"),
        ("one\ntwo", "one<br>\ntwo"),
        ("[help](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&amp;b=2">help</a>'),
        ("[write](mailto:a@example.org)", '<a href="mailto:a@example.org">write</a>'),
        ("[call](tel:+371)", '<a href="tel:+371">call</a>'),
        ("5 * 3 * 2", "5 * 3 * 2"),
        (r"\*no\*", "*no*"),
        ("# no heading", "# no heading"),
        ("- no list", "- no list"),
        ("1. Kā?", "1. Kā?"),
        ("  stripped ", "stripped"),
    ],
)
def test_a_label_has_phrases_only(source: str, expected: str) -> None:
    assert inline(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("# A\n\n## B", "<h2>A</h2>\n<h3>B</h3>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. A\n2. B", "<ol>\n<li>A</li>\n<li>B</li>\n</ol>"),
        ("2021. gada 1. jūlijā", "<p>2021. gada 1. jūlijā</p>"),
        ("1. jūlijā\n2. augustā", "<p>1. jūlijā<br>\n2. augustā</p>"),
    ],
)
def test_a_note_has_blocks(source: str, expected: str) -> None:
    assert block(source) == expected


@pytest.mark.parametrize("render", [inline, block])
@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>b</b>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](//evil.example)",
        "![x](https://evil.example/pixel.png)",
        "<https://evil.example>",
        '[x](https://a.example "title")',
    ],
)
def test_nothing_in_a_text_becomes_html_that_could_harm(render: object, source: str) -> None:
    tree = html5lib.parseFragment(str(render(source)), namespaceHTMLElements=False)  # type: ignore[operator]
    assert {element.tag for element in tree.iter()} <= {"DOCUMENT_FRAGMENT", "p", "a"}
    assert all(link.get("href", "").startswith("https://") for link in tree.iter("a"))


@given(some.text(alphabet=some.characters(exclude_categories=["Cs", "Cc"])))
@example("**x** [y](https://z.example) <i> &amp; \U000f0000")
@example("1. A")
def test_a_piped_value_is_neither_markdown_nor_html(value: str) -> None:
    source = f"Before {slot(0)} **{slot(0)}** after"
    escaped = str(inline(source, [value]))
    text = html.escape(value).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    assert escaped == f"Before {text} <strong>{text}</strong> after"
    assert plain(source, [value]) == f"Before {value} {value} after"


def test_a_value_piped_into_an_address_stays_a_part_of_it() -> None:
    address = f"[x](https://example.org/?q={slot(0)})"
    assert inline(address, ['"&/#ā']) == '<a href="https://example.org/?q=%22%26%2F%23%C4%81">x</a>'


def test_a_value_is_never_the_whole_of_an_address() -> None:
    assert "<a" not in inline(f"[x]({slot(0)})", ["javascript:alert(1)"])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("**Kā** [jums](https://a.example)\nklājas?", "Kā jums klājas?"),
        ("# Title\n\nText\n\n- one\n- two", "Title Text one two"),
        ("1. Kā klājas?", "1. Kā klājas?"),
        ("a < b & c", "a < b & c"),
        ("", ""),
    ],
)
def test_the_plain_text_is_the_words_on_one_line(source: str, words: str) -> None:
    assert plain(source) == words
