"""Documents that expressions are evaluated on."""

from __future__ import annotations

import pytest

from tests.questionnaire.evaluating import DOCUMENT, PRIMARY, filled, string


def test_a_filled_document_holds_its_values_and_nothing_else() -> None:
    document = filled({"text": "yes"})
    assert document.get("/data/text") == "yes"
    assert document.get("/data/number") == ""
    assert document.get("/data/group/count") == ""


def test_a_form_keeps_the_values_it_was_written_with() -> None:
    assert DOCUMENT.get("/data/group/count") == "3"


def test_two_filled_documents_know_nothing_of_each_other() -> None:
    one, other = filled({"text": "one"}), filled({"text": "other"})
    one.set("/data/number", "1")
    assert (other.get("/data/text"), other.get("/data/number")) == ("other", "")


def test_secondary_instances_are_shared_and_not_copied() -> None:
    assert filled({}).instances["towns"] is DOCUMENT.instances["towns"]


def test_a_value_that_is_set_is_read_by_the_next_expression() -> None:
    document = filled({})
    document.set("/data/text", "later")
    assert document.get("/data/text") == "later"


@pytest.mark.parametrize("path", ["/data/none", "text", ""])
def test_a_path_that_is_not_in_the_form_is_refused(path: str) -> None:
    with pytest.raises(KeyError):
        DOCUMENT.fill({path: "x"})
    with pytest.raises(KeyError):
        DOCUMENT.get(path)


def test_namespaces_mean_nothing_and_the_form_is_left_as_it_was() -> None:
    assert filled({"meta/instanceID": "uuid:1"}).get("/data/meta/instanceID") == "uuid:1"
    assert PRIMARY.tag == "{http://www.w3.org/2002/xforms}data"


def test_layout_and_comments_are_no_values() -> None:
    assert DOCUMENT.get("/data") == ""
    assert string("instance('towns')").startswith("rigaRīganorth6051201-01-01cesisCēsis")
    assert string("string(/data)", text="a", many="b") == "ab"
