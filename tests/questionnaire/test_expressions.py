"""Expressions: what is refused, what they read, and what is empty, true, or a number."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.questionnaire.expressions.expression import ExpressionError, Scope
from app.questionnaire.expressions.functions import FUNCTIONS, NATIVE
from app.questionnaire.expressions.tree import Tree, write
from tests.questionnaire.evaluating import DOCUMENT, NOW, SCHEMA, boolean, compiled, filled, number, string
from tests.questionnaire.test_grammar import TREES

SCOPE = Scope(NOW, "lv")


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("1 +", "The expression ends too early."),
        ("today", "There is no node today beside /data/text."),
        ("selekted(., 'a')", "There is no function selekted()."),
        ("bs:same(1, 1)", "There is no function bs:same()."),
        ("selected(.)", "selected() takes 2 arguments, not 1."),
        ("today(1)", "today() takes no arguments, not 1."),
        ("not()", "not() takes 1 argument, not 0."),
        ("round(1, 2, 3)", "round() takes 1 to 2 arguments, not 3."),
        ("position(1, 2)", "position() takes 0 to 1 arguments, not 2."),
        ("join()", "join() takes at least 1 argument, not 0."),
        ("/data/age > 3", "There is no node /data/age."),
        ("//age", "There is no node //age."),
        ("../age", "There is no node ../age beside /data/text."),
        ("current()/../age", "There is no node current()/../age."),
        ("/data/group/inner/more", "There is no node /data/group/inner/more."),
        ("/data/../..", "There is no node /data/../..."),
        ("instance('cities')/root/item", "There is no instance “cities”."),
        ("instance(.)", "instance() takes the name of an instance in quotes, not .."),
        ("pulldata('cities', 'a', 'b', 'c')", "There is no instance “cities”."),
        ("pulldata('towns', 'mayor', 'name', 'c')", "The instance “towns” has no column “mayor”."),
        ("instance('towns')/root/item[mayor = 1]", "There is no node mayor in the instance “towns”."),
        ("jr:choice-name('a', '/data/age')", "There is no node /data/age."),
        ("pulldata('file of theirs.csv', '', 'name', 'c')", "The instance “file of theirs.csv” has no column “”."),
        (
            "instance('towns')/root/item[pulldata('towns', 'region', 'name', name) = 'north']",
            "pulldata() inside of [ ] can only read paths from the root.",
        ),
        ("jr:choice-name('a', 'b c')", "“c” is not expected there."),
        ("$x + 1", "There is no variable $x."),
        ("count('a')", 'count() takes nodes, and "a" is a text.'),
        ("sum(1)", "sum() takes nodes, and 1 is a number."),
        ("sum(if(true(), /data/text, 1))[1]", None),
        ("'a' | /data/text", '"a" is a text, where nodes are wanted.'),
        ("'a'/b", '"a" is a text, where nodes are wanted.'),
        ("(1 = 1)[1]", "1 = 1 is true or false, where nodes are wanted."),
        ("regex(., '(')", "“(” is no regular expression: missing ) at position 1."),
    ],
)
def test_what_means_nothing_is_refused_with_a_sentence_that_names_it(source: str, sentence: str | None) -> None:
    with pytest.raises(ExpressionError) as refused:
        compiled(source)
    assert sentence is None or str(refused.value) == sentence


def test_an_expression_of_a_node_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ExpressionError, match="There is no node /data/none"):
        compiled("1", "/data/none")


def test_deep_nesting_is_served_up_to_what_real_forms_have_and_refused_beyond() -> None:
    assert string("if(. = 1, 1, " * 80 + "2" + ")" * 80) == "2"
    with pytest.raises(ExpressionError, match="nested too deep"):
        compiled("if(. = 1, 1, " * 5000 + "2" + ")" * 5000)


def test_a_long_row_of_conditions_is_served() -> None:
    assert boolean(" or ".join(["selected(., 'a')"] * 400), text="a")


@pytest.mark.parametrize(
    ("source", "references"),
    [
        ("1 + 1", set()),
        (".", {"text"}),
        (". > 3 and . < 5", {"text"}),
        ("/data/number > 3", {"number"}),
        ("../number + ../group/count", {"number", "group/count"}),
        ("current()/../number", {"number"}),
        ("current()", {"text"}),
        ("//inner", {"group/inner"}),
        ("/data/group", {"group", "group/inner", "group/count"}),
        ("/data/group/*", {"group/inner", "group/count"}),
        ("count(/data/group)", {"group"}),
        ("position(/data/group)", {"group"}),
        ("count-non-empty(/data/group)", {"group", "group/inner", "group/count"}),
        ("/data/group/inner/..", {"group", "group/inner", "group/count"}),
        ("/data/group/inner/../count", {"group/count"}),
        ("count(/data/group/inner/ancestor::*)", {"", "group"}),
        ("count(/data/group/inner/ancestor-or-self::*)", {"", "group", "group/inner"}),
        ("/data/descendant::count", {"group/count"}),
        ("/data/number/following::inner", {"group/inner"}),
        ("/data/group/count/preceding-sibling::*", {"group/inner", "group/count"}),
        ("/data/group[inner = 'a']/count", {"group/inner", "group/count"}),
        ("/data/orx:meta/orx:instanceID", {"meta/instanceID"}),
        ("selected(/data/many, 'a')", {"many"}),
        ("if(/data/text, /data/other, /data/number)", {"text", "other", "number"}),
        ("instance('towns')/root/item[name = /data/text]/label", {"text"}),
        ("instance('towns')/root/item[region = current()/../other]", {"other"}),
        ("pulldata('towns', 'label', 'name', /data/other)", {"other"}),
        ("jr:choice-name(/data/other, '/data/many')", {"other"}),
        ("once(random())", set()),
        ("string-length()", {"text"}),
        ("string(/data/number/text())", {"number"}),
        ("/data/number[1]", {"number"}),
        ("(/data/number | /data/other)[1]", {"number", "other"}),
        ("indexed-repeat(/data/group/inner, /data/group, /data/number)", {"group/inner", "group", "number"}),
        ("/data/@version", set()),
    ],
)
def test_an_expression_knows_what_it_reads(source: str, references: set[str]) -> None:
    assert compiled(source).references == {f"/data/{name}".rstrip("/") for name in references}


def test_the_whole_form_is_read_by_its_root() -> None:
    assert compiled("string(/)").references == SCHEMA.types.keys()


@pytest.mark.parametrize(
    ("source", "volatile"),
    [("now()", True), ("once(random())", True), ("uuid()", True), ("today()", False), ("/data/text", False)],
)
def test_an_expression_knows_whether_it_may_change_by_itself(source: str, volatile: bool) -> None:
    assert compiled(source).volatile is volatile


def test_two_expressions_of_one_text_are_two() -> None:
    one, other = compiled("1"), compiled("1")
    assert one != other
    assert len({one, other, one}) == 2
    assert one.source == "1"


@pytest.mark.parametrize(
    "source",
    [
        "/data/text",
        "/data/text = 0",
        "/data/number = 0",
        "/data/number < 1",
        "/data/number >= 0",
        "/data/text > 0",
        "/data/number + 1 > 0",
        "/data/text and true()",
        "false() or /data/text",
        "boolean(/data/text)",
        "not(not(/data/text))",
        "/data/text = true()",
        "/data/group",
        "/data/group/*",
        "selected(/data/many, 'a')",
        "if(/data/text, true(), false())",
        "coalesce(/data/text, /data/other)",
        "coalesce(/data/text, /data/other) = 0",
        "number(/data/text)",
        "sum(/data/number)",
        "''",
    ],
)
def test_an_empty_answer_is_neither_true_nor_zero(source: str) -> None:
    assert not boolean(source)


@pytest.mark.parametrize(
    "source",
    [
        "/data/text = ''",
        "/data/number = ''",
        "/data/text = /data/other",
        "/data/number != 3",
        "not(/data/number > 3)",
        "not(/data/text)",
        "/data/text != 'a'",
        "/data/text = false()",
        "not(selected(/data/many, 'a'))",
        "string-length(/data/text) = 0",
        "count-selected(/data/many) = 0",
    ],
)
def test_an_empty_answer_is_an_empty_text(source: str) -> None:
    assert boolean(source)


@pytest.mark.parametrize(
    "source",
    [
        "/data/number + 1",
        "1 - /data/number",
        "/data/text * 2",
        "/data/text div 2",
        "-/data/number",
        "number(/data/text)",
        "int(/data/text)",
        "round(/data/number)",
    ],
)
def test_arithmetic_with_an_empty_answer_gives_nothing(source: str) -> None:
    assert math.isnan(number(source))
    assert string(source) == ""


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("5", "5"),
        ("5.0", "5"),
        ("2.50", "2.5"),
        ("1 div 3", "0.3333333333333333"),
        ("1 div 1000000000", "0.000000001"),
        ("1000000 * 1000000 * 1000000", "1000000000000000000"),
        ("-0", "0"),
        ("1 = 1", "true"),
        ("1 = 2", "false"),
        ("/data/number", "007"),
        ("/data/number + 0", "7"),
        ("/data/number * /data/decimal", "10.5"),
        ("2.345", "2.345"),
        ("/data/decimal + 2.345", "3.845"),
        ("/data/group/inner + 0", "2.345"),
        ("'2.345' + 0", "2.345"),
        ("7 mod 4", "3"),
        ("-7 mod 4", "-3"),
        ("0 div 0", ""),
        ("string(0 div 0)", "NaN"),
        ("concat(5.0, '')", "5"),
        ("string(1000000000000000000000)", "1000000000000000000000"),
        ("contains(100000 * 100000 * 100000 * 1000, 'e')", "false"),
        ("/data/other", " kept as it is "),
    ],
)
def test_a_value_is_written_as_odk_writes_it(source: str, answer: str) -> None:
    inner = {"group/inner": "2.345"}
    assert string(source, number="007", decimal="1.5", other=" kept as it is ", **inner) == answer


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("/data/number", False),
        ("not(/data/number)", True),
        ("if(/data/number, true(), false())", False),
        ("/data/number or false()", False),
        ("/data/number = 0", True),
        ("/data/number = '0.0'", True),
        ("/data/group/count", False),
        ("/data/text", True),
    ],
)
def test_a_question_for_a_number_that_holds_zero_is_not_true(source: str, holds: bool) -> None:
    assert boolean(source, number="0", text="0", **{"group/count": "0"}) is holds


def test_decimals_are_as_exact_as_they_are_written() -> None:
    assert boolean("/data/decimal = 2.345", decimal="2.345")
    assert boolean("/data/decimal <= 2.345 and . >= 2.345", text="2.345", decimal="2.345")
    assert string("/data/decimal * 1", decimal="2.345") == "2.345"


def test_a_node_that_a_predicate_leaves_out_is_an_empty_text() -> None:
    assert boolean("/data/other[. = 'x'] = ''", other="y")
    assert boolean("(/data/other)[. = 'x'] = ''", other="y")
    assert not boolean("/data/other[. = 'x'] = ''", other="x")


def test_a_number_as_predicate_is_a_position() -> None:
    assert string("/data/group/*[2]", **{"group/inner": "a", "group/count": "2"}) == "2"
    assert string("/data/group/*[/data/number = 2]", **{"group/inner": "a", "number": "2"}) == "a"


def test_prefixes_of_names_mean_nothing() -> None:
    assert string("/data/orx:meta/orx:instanceID", **{"meta/instanceID": "uuid:1"}) == "uuid:1"
    assert string("/data/orx:*/instanceID", **{"meta/instanceID": "uuid:1"}) == "uuid:1"


@pytest.mark.parametrize(
    ("value", "source", "holds"),
    [
        ("5", ". > 3 and . < 10", True),
        ("12", ". > 3 and . < 10", False),
        ("abc", "string-length(.) <= 3", True),
        ("a b", "not(selected(., 'a') and selected(., 'b'))", False),
        ("a none", "count-selected(.) = 1 or not(selected(., 'none'))", False),
        ("7", ". = /data/number", True),
        ("x", ". != ../other", True),
    ],
)
def test_a_dot_is_the_answer_under_a_constraint(value: str, source: str, holds: bool) -> None:
    assert boolean(source, text=value, number="7", other="y") is holds


def test_nodes_are_given_in_the_order_of_their_instance() -> None:
    expression = compiled("instance('towns')/root/item[region = /data/text]")
    nodes = expression.nodes(filled({"text": "north"}), "/data/text", SCOPE)
    assert [node.findtext("name") for node in nodes] == ["riga", "cesis"]


@pytest.mark.parametrize("predicate", ["", "[region != .. or true()]", "[name != /data/number and /data/text != '']"])
def test_nodes_of_another_instance_are_its_own_and_not_copies(predicate: str) -> None:
    nodes = compiled(f"instance('towns')/root/item{predicate}").nodes(filled({"text": "x"}), "/data/text", SCOPE)
    assert all(node is item for node, item in zip(nodes, DOCUMENT.instances["towns"][0], strict=True))


@pytest.mark.parametrize(
    "predicate", ["position() < 3 and name = current()", "name = current()/../text", "name = string(/data/text)"]
)
def test_a_predicate_sees_its_own_nodes_and_through_current_the_form(predicate: str) -> None:
    nodes = compiled(f"instance('towns')/root/item[{predicate}]").nodes(filled({"text": "cesis"}), "/data/text", SCOPE)
    assert [node.findtext("name") for node in nodes] == ["cesis"]


@pytest.mark.parametrize("condition", [". = 'x'", "/data/text = 'x'", "../text = 'x'", "/data/group/../text = 'x'"])
def test_a_choice_between_nodes_of_another_instance_still_reads_the_form(condition: str) -> None:
    towns = "instance('towns')/root/item"
    expression = compiled(f"if({condition}, {towns}[1], {towns}[2])")
    names = [expression.nodes(filled({"text": text}), "/data/text", SCOPE)[0].findtext("name") for text in "xy"]
    assert names == ["riga", "cesis"]


def test_what_gives_no_nodes_gives_none() -> None:
    assert compiled("1").nodes(filled({}), "/data/text", SCOPE) == []


def test_one_expression_serves_many_threads_at_once() -> None:
    expression = compiled(
        "concat(/data/text, '-', count(instance('towns')/root/item[people > current()/../number]), "
        "'-', if(selected(/data/many, /data/text), format-date(/data/date, '%e %B'), 'no'))"
    )

    def evaluate(place: int) -> str:
        document = filled({"text": str(place), "number": str(place), "many": "1 20 300", "date": "2021-07-01"})
        return expression.string(document, "/data/text", Scope(NOW, ("lv", "ru")[place % 2]))

    def expected(place: int) -> str:
        date = ("1 jūlijs", "1 июля")[place % 2] if place in {1, 20, 300} else "no"
        return f"{place}-{sum(people > place for people in (605, 15, 10.5))}-{date}"

    places = list(range(400)) * 5
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(evaluate, places)) == list(map(expected, places))


_WORDS = [
    *FUNCTIONS,
    *NATIVE,
    *["(", ")", "[", "]", ",", ".", "..", "/", "//", "|", "+", "-", "*", "div", "mod", "and", "or", "=", "<"],
    *["!=", "<=", "1", "2.5", "''", "'a'", "'name'", "'towns'", "@", "::", "name", "current()", "today()"],
    *["/data/text", "/data/number", "/data/date", "/data/group", "instance('towns')/root/item"],
]


@given(some.lists(some.sampled_from(_WORDS), max_size=12).map(" ".join))
@settings(deadline=None)
def test_any_row_of_words_is_served_or_refused(source: str) -> None:
    _serve_or_refuse(source)


@given(some.text(max_size=30))
@settings(deadline=None)
def test_any_text_is_served_or_refused(source: str) -> None:
    _serve_or_refuse(source)


@given(TREES)
@settings(deadline=None)
def test_any_tree_is_served_or_refused(tree: Tree) -> None:
    _serve_or_refuse(write(tree))


_VALUES = some.sampled_from(
    ["''", "'a'", "1", "-1", "0.5", "1 div 0", "0 div 0", "true()", "'2021-07-01'", "today()", "now()", ".", "..",
     "/data/text", "/data/number", "/data/date", "/data/*", "/data/other[. = 'x']", "/data/@version",
     "instance('towns')/root/item/name"]
)  # fmt: skip
_NAMES = sorted([*FUNCTIONS, *NATIVE, "position", "last"])
_OPERATORS = ["+", "-", "*", "div", "mod", "and", "or", "=", "!=", "<", "<=", ">", ">=", "|"]


def _larger(parts: some.SearchStrategy[str]) -> some.SearchStrategy[str]:
    arguments = some.lists(parts, max_size=4).map(", ".join)
    return some.one_of(
        some.builds("{}({})".format, some.sampled_from(_NAMES), arguments),
        some.builds("{} {} {}".format, parts, some.sampled_from(_OPERATORS), parts),
        some.builds("({})[{}]".format, parts, parts),
        some.builds("instance('towns')/root/item[{}]/people".format, parts),
        some.builds("pulldata('towns', {}, {}, {})".format, parts, parts, parts),
    )


@given(some.recursive(_VALUES, _larger, max_leaves=6), some.text("a1 -.", max_size=5))
@settings(deadline=None)
def test_whatever_is_served_gives_a_value_for_any_answer(source: str, text: str) -> None:
    _serve_or_refuse(source, text)


def _serve_or_refuse(source: str, text: str = "a") -> None:
    try:
        expression = compiled(source)
    except ExpressionError:
        return
    document, scope = filled({"text": text, "number": "1"}), SCOPE
    assert isinstance(expression.string(document, "/data/text", scope), str)
    assert isinstance(expression.boolean(document, "/data/text", scope), bool)
    assert isinstance(expression.number(document, "/data/text", scope), float)
