"""Every rule of the lint has a form in `forms/lint` that it finds something in, named after it; on each line that
it has to find stands a comment `# rule` (on the first, `# whole form: rule`). Nothing is found in the good form, and
nothing else in the broken ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.questionnaire.lint import Severity, check
from app.questionnaire.lint.finding import RULES, Finding, rule
from tests.questionnaire.reading import FORMS

LINT = FORMS / "lint"
_MARK = re.compile(r"# (?P<whole>whole form: )?(?P<rules>[a-z-]+(?: [a-z-]+)*)$")


def found(path: Path) -> list[tuple[int, str]]:
    return sorted((finding.origin.line, finding.rule) for finding in check(path))


def marked(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    marks = ((number, _MARK.search(line)) for number, line in enumerate(lines, start=1))
    return sorted(
        (0 if mark["whole"] else number, name) for number, mark in marks if mark for name in mark["rules"].split()
    )


@pytest.mark.parametrize("name", RULES)
def test_each_rule_finds_what_is_broken_and_nothing_else(name: str) -> None:
    path = LINT / f"{name}.yaml"
    assert name in {rule for _, rule in marked(path)}
    assert found(path) == marked(path)


def test_a_good_form_has_no_findings() -> None:
    assert check(LINT / "good.yaml") == []


def test_every_broken_form_belongs_to_a_rule() -> None:
    assert {path.stem for path in LINT.glob("*.yaml")} == {*RULES, "good"}


def test_a_form_that_is_refused_is_a_finding() -> None:
    findings = check(FORMS / "refused" / "unknown_type.yaml")
    assert [(finding.rule, finding.is_error) for finding in findings] == [("refused", True)] * 2


def test_what_the_reader_ignored_is_a_warning() -> None:
    findings = check(FORMS / "warned" / "readonly.yaml")
    assert ("ignored", Severity.WARNING) in {(finding.rule, finding.severity) for finding in findings}


def test_a_finding_is_one_line_with_its_place() -> None:
    finding = next(finding for finding in check(LINT / "hurtful-word.yaml"))
    assert str(finding) == (
        "hurtful-word.yaml, sheet survey, row 2, line 2: error: “first” (lv): instead of “invalīdiem” write "
        "“cilvēks ar invaliditāti”. [hurtful-word]"
    )


def test_every_rule_says_what_it_finds() -> None:
    assert all(rule.finds.endswith(".") for rule in RULES.values())


def test_two_rules_cannot_have_one_id() -> None:
    with pytest.raises(ValueError, match="two rules name"):
        rule("name", Severity.ERROR, "Nothing.")(lambda _: [])


def test_severities_decide_what_is_an_error() -> None:
    from app.questionnaire.model import Origin  # noqa: PLC0415

    errors = [Finding(Origin(""), severity, "", "").is_error for severity in Severity]
    assert errors == [True, False, False]
