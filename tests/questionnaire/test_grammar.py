"""The grammar of XPath 1.0."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from app.questionnaire.expressions.grammar import AXES, ExpressionError, parse
from app.questionnaire.expressions.tree import (
    ANYWHERE,
    PARENT,
    SELF,
    Call,
    Filtered,
    Literal,
    Negative,
    Number,
    Operation,
    Path,
    Root,
    Step,
    Tree,
    Variable,
    write,
)

A, B, C = (Path(None, (Step("child", name),)) for name in "abc")


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("'it'", Literal("it")),
        ('"it\'s"', Literal("it's")),
        ("1.50", Number("1.50")),
        (".5", Number(".5")),
        ("5.", Number("5.")),
        ("$x", Variable("x")),
        ("now()", Call("now")),
        ("jr:choice-name(a, 'b')", Call("jr:choice-name", (A, Literal("b")))),
        (".", Path(None, (SELF,))),
        ("..", Path(None, (PARENT,))),
        ("/", Root()),
        ("/a", Path(Root(), A.steps)),
        ("//a", Path(Root(), (ANYWHERE, *A.steps))),
        ("a//b", Path(None, (*A.steps, ANYWHERE, *B.steps))),
        ("a/*/@id", Path(None, (*A.steps, Step("child", "*"), Step("attribute", "id")))),
        ("self::a", Path(None, (Step("self", "a"),))),
        ("a/text()", Path(None, (*A.steps, Step("child", "text()")))),
        ("orx:meta", Path(None, (Step("child", "orx:meta"),))),
        ("a[b][1]", Path(None, (Step("child", "a", (B, Number("1"))),))),
        ("(a)[1]", Filtered(A, (Number("1"),))),
        ("current()/../a", Path(Call("current"), (PARENT, *A.steps))),
        ("instance('m')/a", Path(Call("instance", (Literal("m"),)), A.steps)),
        ("a | b | c", Operation("|", (A, B, C))),
        ("-a", Negative(A)),
        ("--a", Negative(Negative(A))),
        ("-a | b", Negative(Operation("|", (A, B)))),
        ("a - b - c", Operation("-", (A, B, C))),
        ("a - (b - c)", Operation("-", (A, Operation("-", (B, C))))),
        ("a + b - c", Operation("-", (Operation("+", (A, B)), C))),
        ("a + b * c", Operation("+", (A, Operation("*", (B, C))))),
        ("(a + b) * c", Operation("*", (Operation("+", (A, B)), C))),
        ("a or b and c", Operation("or", (A, Operation("and", (B, C))))),
        ("a = b != c", Operation("!=", (Operation("=", (A, B)), C))),
        ("a = b = c", Operation("=", (Operation("=", (A, B)), C))),
        ("a < b = c", Operation("=", (Operation("<", (A, B)), C))),
        ("a * *", Operation("*", (A, Path(None, (Step("child", "*"),))))),
        ("* * 2", Operation("*", (Path(None, (Step("child", "*"),)), Number("2")))),
        ("div div mod", Operation("div", tuple(Path(None, (Step("child", n),)) for n in ("div", "mod")))),
        ("a-b", Path(None, (Step("child", "a-b"),))),
        ("a -b", Operation("-", (A, B))),
        ("  a\n\t+ b ", Operation("+", (A, B))),
        ("šis_ir", Path(None, (Step("child", "šis_ir"),))),
    ],
)
def test_an_expression_is_read_as_xpath_says(source: str, tree: Tree) -> None:
    assert parse(source) == tree


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "The expression ends too early."),
        ("a and", "The expression ends too early."),
        ("selected(a, 'b'", "The expression ends too early."),
        ("a b", "“b” is not expected there."),
        ("a == b", "“=” is not expected there."),
        ("a)", "“)” is not expected there."),
        ("a[]", "“]” is not expected there."),
        ("${age} > 3", "“${age} > 3” cannot be read in an expression."),
        ("a = ‘b’", "“‘b’” cannot be read in an expression."),
        ("a = 'b", "“'b” cannot be read in an expression."),
        ("up::a", "“up” is no axis of XPath that can be used here."),
        ("namespace::a", "“namespace” is no axis of XPath that can be used here."),
    ],
)
def test_what_is_not_xpath_is_refused_with_a_sentence(source: str, sentence: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert str(refused.value) == sentence


def test_a_long_row_of_operands_is_not_too_deep() -> None:
    source = " or ".join(["a = 1"] * 2000)
    assert write(parse(source)) == source


def test_too_many_brackets_are_refused_with_a_sentence() -> None:
    with pytest.raises(ExpressionError, match="nested too deep"):
        parse("(" * 5000 + "1" + ")" * 5000)


NAMES = some.sampled_from(["a", "b-1", "and", "or", "div", "mod", "node", "text", "jr:x", "ķis"])
TESTS = some.one_of(NAMES, some.sampled_from(["*", "jr:*", "node()", "text()", "processing-instruction('x')"]))
LITERALS = some.one_of(
    some.text(some.characters(exclude_characters='"', codec="utf-8")),
    some.text(some.characters(exclude_characters="'", codec="utf-8")),
).map(Literal)
NUMBERS = some.from_regex(r"[0-9]{1,3}(\.[0-9]{0,3})?|\.[0-9]{1,3}", fullmatch=True).map(Number)
LEAVES = some.one_of(LITERALS, NUMBERS, NAMES.map(Variable), some.just(Root()))


def _larger(trees: some.SearchStrategy[Tree]) -> some.SearchStrategy[Tree]:
    predicates = some.lists(trees, max_size=2).map(tuple)
    steps = some.lists(
        some.one_of(
            some.sampled_from([SELF, PARENT, ANYWHERE]),
            some.builds(Step, some.sampled_from(sorted(AXES)), TESTS, predicates),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple)
    chains = some.lists(trees, min_size=2, max_size=3).map(tuple)
    pairs = some.tuples(trees, trees)
    return some.one_of(
        some.builds(Path, some.one_of(some.none(), trees), steps),
        some.builds(Filtered, trees, some.lists(trees, min_size=1, max_size=2).map(tuple)),
        some.builds(Call, NAMES.filter(lambda name: name not in {"node", "text"}), predicates),
        some.builds(Operation, some.sampled_from(["or", "and", "+", "-", "*", "div", "mod", "|"]), chains),
        some.builds(Operation, some.sampled_from(["=", "!=", "<", "<=", ">", ">="]), pairs),
        some.builds(Negative, trees),
    )


TREES = some.recursive(LEAVES, _larger, max_leaves=12)


@given(TREES)
@settings(deadline=None)
def test_what_is_written_is_read_as_the_same_tree(tree: Tree) -> None:
    assert parse(write(tree)) == tree


@given(TREES)
@settings(deadline=None)
def test_what_is_written_is_xpath_to_libxml2_too(tree: Tree) -> None:
    try:
        etree.XPath(write(tree), namespaces={"jr": "urn:jr"})
    except ValueError:  # Control characters, which no XML can hold.
        assert any(ord(character) < 32 or ord(character) >= 0xFFFE for character in write(tree))


@given(some.text(some.sampled_from("ab1./*@()[]'\"|<>=!-+$:, ķ{}"), max_size=20))
@settings(deadline=None)
def test_any_text_is_read_or_refused(source: str) -> None:
    with suppress(ExpressionError):
        assert parse(write(parse(source))) == parse(source)
