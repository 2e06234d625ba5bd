"""Choices in random order: another for each respondent, the same for one, and the last ones stay last."""

from __future__ import annotations

from app.questionnaire.interview import Interview
from app.questionnaire.model import Questionnaire
from tests.questionnaire.interviewing import NOW, written

FRUIT = """
    choices:
    - {list_name: fruit, name: apple, label: {lv: Ābols}, kind: core}
    - {list_name: fruit, name: pear, label: {lv: Bumbieris}, kind: core}
    - {list_name: fruit, name: plum, label: {lv: Plūme}, kind: stone}
    - {list_name: fruit, name: cherry, label: {lv: Ķirsis}, kind: stone}
    - {list_name: fruit, name: none, label: {lv: Nekas no šī}, exclusive: "yes", kind: stone}
    - {list_name: fruit, name: unsure, label: {lv: Nezinu}, missing: dont-know, kind: stone}
"""
AUTHORS = ["apple", "pear", "plum", "cherry", "none", "unsure"]
RANDOM = written(
    """
    - {type: text, name: kind, label: {lv: Kāds?}}
    - {type: select_multiple fruit, name: a, label: {lv: A?}, parameters: "randomize=true"}
    - {type: select_one fruit, name: b, label: {lv: B?}, parameters: "randomize=true"}
    - {type: select_one fruit, name: c, label: {lv: C?}, parameters: "randomize=true", choice_filter: "kind = ${kind}"}
    - {type: select_one fruit, name: plain, label: {lv: P?}}
    """,
    FRUIT,
)
SEEDED = written(
    """
    - {type: calculate, name: lot, calculation: "once(random())"}
    - {type: select_one fruit, name: a, label: {lv: A?}, parameters: "randomize=true, seed=${lot}"}
    - {type: select_one fruit, name: b, label: {lv: B?}, parameters: "randomize=true, seed=7"}
    """,
    FRUIT,
)


def order(questionnaire: Questionnaire, name: str, seed: str = "", **answers: str) -> list[str]:
    at = Interview(questionnaire, answers, now=NOW, seed=seed)
    return [choice.name for choice in at.choices(questionnaire.questions[name])]


def test_the_order_is_the_same_for_one_respondent_and_differs_between_them() -> None:
    orders = {tuple(order(RANDOM, "a", seed=str(seed))) for seed in range(50)}
    assert len(orders) > 10
    assert order(RANDOM, "a", seed="1") == order(RANDOM, "a", seed="1")
    assert all(sorted(each) == sorted(AUTHORS) for each in orders)


def test_ways_of_not_answering_stay_last() -> None:
    assert all(order(RANDOM, "a", seed=str(seed))[-2:] == ["none", "unsure"] for seed in range(20))


def test_questions_with_the_same_list_have_the_same_order() -> None:
    assert all(order(RANDOM, "a", seed=str(seed)) == order(RANDOM, "b", seed=str(seed)) for seed in range(20))


def test_a_filter_does_not_change_the_order_of_what_it_leaves() -> None:
    everything = order(RANDOM, "a", seed="3")
    assert order(RANDOM, "c", seed="3", kind="stone") == [n for n in everything if n not in {"apple", "pear"}]


def test_without_a_seed_the_authors_order_stands() -> None:
    assert order(RANDOM, "a") == order(RANDOM, "plain", seed="1") == AUTHORS


def test_the_authors_own_seed_decides() -> None:
    assert order(SEEDED, "b") == order(SEEDED, "b", seed="1") != AUTHORS
    assert len({tuple(order(SEEDED, "a", lot=str(lot / 50))) for lot in range(50)}) > 10
    assert order(SEEDED, "a", seed="1", lot="0.5") == order(SEEDED, "a", seed="2", lot="0.5")
