"""Every form in `forms/refused` is refused, and every form in `forms/warned` is read, with the sentences that its
comments name: nothing else is said, and nothing is said without a place."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.questionnaire.lint import check
from app.questionnaire.loading import load
from app.questionnaire.model import QuestionnaireError
from tests.questionnaire.reading import FORMS, faults

_EXPECTED = re.compile(r"^(?:# |<!-- )(.*?)(?: -->)?$", re.MULTILINE)


def expected(path: Path) -> list[str]:
    return _EXPECTED.findall(path.read_text(encoding="utf-8"))


def forms(folder: str) -> list[object]:
    return [pytest.param(path, id=path.name) for path in sorted((FORMS / folder).iterdir())]


def assert_said(sentences: list[str], path: Path) -> None:
    found = [sentence.replace(f"{path.name}, ", "").replace(f"{path.name}: ", "") for sentence in sentences]
    wanted = expected(path)
    assert len(found) == len(wanted), found
    for sentence, beginning in zip(sorted(found), sorted(wanted), strict=True):
        assert sentence.startswith(beginning)


@pytest.mark.parametrize("path", forms("refused"))
def test_a_form_that_cannot_be_served_is_refused_with_every_fault_and_its_place(path: Path) -> None:
    assert_said(faults(path), path)


@pytest.mark.parametrize("path", forms("warned"))
def test_what_is_ignored_is_never_dropped_silently(path: Path) -> None:
    assert_said([str(warning) for warning in load(path).warnings], path)


@pytest.mark.parametrize("name", ["nothing.yaml", "towns.csv", "refused"])
def test_what_is_no_questionnaire_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(QuestionnaireError) as refused:
        load(FORMS / name)
    assert len(refused.value.faults) == 1


WRITTEN = [path for path in sorted(FORMS.rglob("*.*")) if path.suffix in (".yaml", ".xml")]
DAMAGE = st.tuples(
    st.integers(0, 5000), st.integers(0, 12), st.sampled_from(["", "'", '"', "{", "- ", "<", "&", "${", "\x00"])
)


@settings(deadline=None, max_examples=60)
@given(path=st.sampled_from(WRITTEN), damage=st.lists(DAMAGE, min_size=1, max_size=3))
def test_however_a_form_is_damaged_its_author_gets_sentences(
    path: Path, damage: list[tuple[int, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = path.read_text(encoding="utf-8")
    for place, length, instead in damage:
        at = place % len(text)
        text = text[:at] + instead + text[at + length :]
    damaged = tmp_path_factory.mktemp("damaged") / f"form{path.suffix}"
    damaged.write_text(text, encoding="utf-8")
    assert all(finding.sentence for finding in check(damaged))
