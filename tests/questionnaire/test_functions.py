"""ODK's functions, each as its specification and JavaRosa have it."""

from __future__ import annotations

import math
import re

import pytest

from tests.questionnaire.evaluating import boolean, number, string


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        # Choices
        ("selected('a b c', 'b')", "true"),
        ("selected('a bb c', 'b')", "false"),
        ("selected('a b', ' b ')", "true"),
        ("selected('', 'a')", "false"),
        ("selected('', '')", "true"),
        ("selected('a', '')", "false"),
        ("selected('1 2', 2)", "true"),
        ("count-selected('')", "0"),
        ("count-selected('a  b ')", "2"),
        ("selected-at('a b c', 0)", "a"),
        ("selected-at('a b c', 2)", "c"),
        ("selected-at('a b c', 3)", ""),
        ("selected-at('a b c', -1)", ""),
        ("selected-at('a b c', '')", ""),
        ("if(1 = 1, 'a', 'b')", "a"),
        ("if('', 'a', 'b')", "b"),
        ("if(0, 'a', 'b')", "b"),
        ("if(number(''), 'a', 2)", "2"),
        ("coalesce('', 'b')", "b"),
        ("coalesce('a', 'b')", "a"),
        ("coalesce(number(''), 3)", "3"),
        ("coalesce(0, 3)", "0"),
        ("coalesce('NaN', 3)", "NaN"),
        ("coalesce('', '')", ""),
        ("checklist(1, 2, true(), 'x', '')", "true"),
        ("checklist(3, -1, true(), 'x', '')", "false"),
        ("checklist(-1, 1, true(), 'x', '')", "false"),
        ("checklist(-1, -1)", "true"),
        ("weighted-checklist(2, 3, true(), 2.5, false(), 10)", "true"),
        ("weighted-checklist(2, 3, true(), 2.5, true(), 10)", "false"),
        # Texts
        ("string-length('ķēķis')", "5"),
        ("contains('abc', 'b')", "true"),
        ("contains(125, '2')", "true"),
        ("starts-with('abc', 'ab')", "true"),
        ("ends-with('abc', 'bc')", "true"),
        ("ends-with('abc', 'ab')", "false"),
        ("substr('hello', 1)", "ello"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -2)", "lo"),
        ("substr('hello', 0, -1)", "hell"),
        ("substr('hello', 3, 1)", ""),
        ("substr('hello', 2, 99)", "llo"),
        ("substr('hello', '', 2)", "he"),
        ("substring('hello', 2)", "ello"),
        ("substring('hello', 2, 3)", "ell"),
        ("substring-before('1/2', '/')", "1"),
        ("substring-after('1/2', '/')", "2"),
        ("substring-after('12', '/')", ""),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("translate('a-b', '-', '')", "ab"),
        ("normalize-space('  a \n b ')", "a b"),
        ("concat('a', 1, true())", "a1true"),
        ("concat('a')", "a"),
        ("concat(1 div 4, '')", "0.25"),
        ("join(', ', 'a', 'b', '')", "a, b, "),
        ("join('-')", ""),
        ("digest('abc', 'SHA-256', 'hex')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("digest('abc', 'MD5')", "kAFQmDzST7DWlj99KOF/cg=="),
        ("digest('abc', 'none')", ""),
        ("boolean-from-string('true')", "true"),
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string(1)", "true"),
        ("boolean-from-string('0')", "false"),
        ("boolean-from-string('yes')", "false"),
        ("boolean('false')", "true"),
        ("not('')", "true"),
        # Numbers
        ("number('12.50')", "12.5"),
        ("number(' 5 ')", "5"),
        ("number('5a')", ""),
        ("number('')", ""),
        ("number(true())", "1"),
        ("number('1e3')", ""),
        ("number('1970-01-02')", "1"),
        ("int(5.9)", "5"),
        ("int(-5.9)", "-5"),
        ("int('')", ""),
        ("int('7.2')", "7"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-2"),
        ("round(1.005, 2)", "1.01"),
        ("round(-1.005, 2)", "-1"),
        ("round(1234, -2)", "1200"),
        ("round(50, -2)", "100"),
        ("round(2.345, 2)", "2.35"),
        ("round('')", ""),
        ("round(1, 31)", ""),
        ("abs(-3)", "3"),
        ("abs('')", ""),
        ("floor(2.7)", "2"),
        ("ceiling('2.1')", "3"),
        ("min(3, 1, 2)", "1"),
        ("max(3, '', 10)", "10"),
        ("max('', '')", ""),
        ("min()", ""),
        ("pow(2, 3)", "8"),
        ("pow(10, 400)", "Infinity"),
        ("pow(-8, 1 div 3)", ""),
        ("exp10(2)", "100"),
        ("sqrt(9)", "3"),
        ("sqrt(-1)", ""),
        ("log(1)", "0"),
        ("log(0)", "-Infinity"),
        ("log10(1000)", "3"),
        ("log(-1)", ""),
        ("exp(0)", "1"),
        ("sin(0)", "0"),
        ("cos(pi())", "-1"),
        ("tan(0)", "0"),
        ("asin(0)", "0"),
        ("acos(1)", "0"),
        ("atan(0)", "0"),
        ("atan2(0, 1)", "0"),
        ("round(pi(), 4)", "3.1416"),
    ],
)
def test_a_function_of_plain_values(source: str, answer: str) -> None:
    assert string(source) == answer


@pytest.mark.parametrize(
    ("value", "expression", "matches"),
    [
        ("12345678", "[0-9]{8}", True),
        ("123456789", "[0-9]{8}", False),
        ("LV-1010", "LV-\\d{4}", True),
        ("Žanis", "\\p{Lu}\\p{Ll}+", True),
        ("", "a*", True),
        ("a\n", "a", False),
    ],
)
def test_a_regular_expression_must_match_the_whole_text(value: str, expression: str, matches: bool) -> None:
    assert boolean(f"regex(., '{expression}')", text=value) is matches


def test_a_regular_expression_that_thinks_too_long_does_not_match() -> None:
    assert not boolean("regex(., '(a|aa)+$')", text="a" * 200 + "b")
    assert not boolean("regex(., /data/other)", text="a" * 200 + "b", other="(a|aa)+$")


def test_an_answer_that_is_no_regular_expression_matches_nothing() -> None:
    assert not boolean("regex('a', .)", text="(")


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("sum(/data/number | /data/decimal)", "7.5"),
        ("sum(/data/other)", "0"),
        ("count(/data/number | /data/decimal | /data/other)", "3"),
        ("count-non-empty(/data/number | /data/decimal | /data/other)", "2"),
        ("max(/data/number | /data/decimal | /data/other)", "5"),
        ("min(/data/number, /data/decimal)", "2.5"),
        ("concat(/data/number | /data/decimal)", "52.5"),
        ("join(' ', /data/group/*, 'x')", "in 1 x"),
        ("number(/data/other)", ""),
        ("string(/data/decimal)", "2.5"),
        ("string()", "here"),
        ("string-length()", "4"),
        ("normalize-space()", "here"),
        ("name(/data/group/*)", "inner"),
        ("local-name(..)", "data"),
        ("position(/data/number)", "1"),
        ("position(..)", "1"),
        ("position()", "1"),
        ("last()", "1"),
        ("indexed-repeat(/data/group/inner, /data/group, 1)", "in"),
        ("indexed-repeat(/data/group/inner, /data/group, 2)", ""),
        ("indexed-repeat(/data/group/inner, /data/group, '')", "in"),
        ("once('new')", "here"),
        ("once(5)", "here"),
        ("coalesce(/data/other, /data/group/inner)", "in"),
        ("if(/data/other, 'a', /data/group/inner)", "in"),
        ("count(if(true(), /data/group/*, /data/other))", "2"),
        ("if(true(), /data/@version, 'none')", "7"),
    ],
)
def test_a_function_of_nodes(source: str, answer: str) -> None:
    values = {"text": "here", "number": "5", "decimal": "2.5", "group/inner": "in", "group/count": "1"}
    assert string(source, **values) == answer


def test_once_gives_what_it_is_given_while_there_is_nothing() -> None:
    assert string("once('new')") == "new"


def test_once_may_give_something_else_than_it_is_given() -> None:
    assert string("once(5) + 1") == "6"
    assert string("once(5) + 1", text="2021-07-01") == "18810"


def test_a_repeat_that_is_not_there_is_an_empty_text() -> None:
    assert boolean("indexed-repeat(/data/group/inner, /data/group, 2) = ''")


def test_random_numbers_lie_from_zero_up_to_one() -> None:
    numbers = {number("random()") for _ in range(20)}
    assert len(numbers) == 20
    assert all(0 <= found < 1 for found in numbers)


def test_identifiers_are_random_and_as_long_as_wanted() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", string("uuid()"))
    assert string("uuid()") != string("uuid()")
    assert len(string("uuid(12)")) == 12
    assert string("uuid(-1)") == ""


@pytest.mark.parametrize(
    ("source", "answer"),
    [
        ("pulldata('towns', 'label', 'name', 'cesis')", "Cēsis"),
        ("pulldata('towns', 'label', 'name', /data/other)", "Bauska"),
        ("pulldata('towns', 'label', 'name', 'nowhere')", ""),
        ("pulldata('towns', 'people', 'region', 'north') + 1", "606"),
        ("pulldata('towns', 'label', 'name', ../other)", "Bauska"),
        ("pulldata('towns', 'name', 'people', 15)", "cesis"),
        ("pulldata('towns', 'name', 'people', 14 + position())", "cesis"),
        ("pulldata('towns', 'twin', 'name', 'cesis')", "Venafro"),
        ("pulldata('towns', 'twin', 'region', 'north')", ""),
        ("pulldata('towns', 'name', 'people', 10 + 0.5)", "bauska"),
        ("pulldata('towns', concat('la', 'bel'), concat('na', 'me'), 'riga')", "Rīga"),
        ("pulldata('towns', 'name', 'since', '')", "cesis"),
        ("instance('towns')/root/item[name = pulldata('towns', 'name', 'people', '15')]/label", "Cēsis"),
        ("pulldata('towns', 'label', 'name', pulldata('towns', 'name', 'people', ../number))", "Cēsis"),
        ("pulldata('file of theirs.csv', 'whatever', 'name', 'riga')", ""),
        ("instance('towns')/root/item[name = 'riga']/label", "Rīga"),
        ("instance('towns')/root/item[name = /data/other]/region", "south"),
        ("instance('towns')/root/item[name = current()/../other]/region", "south"),
        ("instance('towns')/root/item[region = 'north'][2]/name", "cesis"),
        ("instance('towns')/root/item[position() = last()]/name", "bauska"),
        ("count(instance('towns')/root/item[people > 10 and people < 100])", "2"),
        ("count(instance('towns')/root/item[since <= today()])", "1"),
        ("count(instance('towns')/root/item[selected(/data/many, name)])", "2"),
        ("sum(instance('towns')/root/item/people)", "630.5"),
        ("max(instance('towns')/root/item[region = 'north']/people)", "605"),
        ("count(instance('towns')/root/item[not(since)])", "2"),
        ("instance('file of theirs.csv')/root/item[1]/whatever", ""),
        ("instance('file of theirs.csv')/root/item[1]/whatever/they/have", ""),
        ("jr:choice-name(/data/other, ' /data/other ')", "label of bauska at /data/other in lv"),
        ("jr:choice-name('x', '../other')", "label of x at /data/other in lv"),
        ("jr:choice-name(selected-at(/data/many, 1), '/data/many')", "label of riga at /data/many in lv"),
    ],
)
def test_a_value_is_looked_up(source: str, answer: str) -> None:
    assert string(source, other="bauska", many="bauska riga", number="15") == answer


def test_nothing_that_was_looked_up_is_an_empty_text() -> None:
    nowhere = "instance('towns')/root/item[name = 'nowhere']/label"
    assert boolean(f"{nowhere} = ''")
    assert boolean(f"'' = {nowhere}")
    assert boolean(f"{nowhere} != 'Rīga'")
    assert not boolean(f"{nowhere} != ''")
    assert not boolean(nowhere)
    assert string(nowhere) == ""
    assert math.isnan(number(nowhere))
