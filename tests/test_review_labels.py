"""A document of labels and step edits: what it becomes, and where it goes wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.edits import Describe, Edit, SetTask
from annotate.labels import WrongDocument, labels_edit
from annotate.review import Review
from recorder.errors import CandorError
from tests.review_helpers import subject

SUBJECT = subject()
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("e4"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "task",
                    "outcome",
                    "steps",
                    "edits",
                    "split",
                    "at",
                    "merge",
                    "retype",
                    "action",
                    "e4",
                ]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


def edits_of(document: str) -> tuple[Edit, ...]:
    return labels_edit(document.encode(), Review(), SUBJECT).edits


def test_a_document_becomes_one_edit_in_which_steps_are_edited_before_they_are_labelled() -> None:
    edits = edits_of('{"task": "x", "steps": {"e8": "new"}, "edits": [{"split": "e4", "at": 2}]}')

    assert [type(edit).__name__ for edit in edits] == ["Correct", "SetTask", "Describe"]
    assert edits[1:] == (SetTask("x"), Describe("e8", "new"))


def test_a_split_may_name_the_step_that_it_begins() -> None:
    by_number = edits_of('{"edits": [{"split": "e4", "at": 2}]}')

    assert edits_of('{"edits": [{"split": "e4", "at": "e8"}]}') == by_number


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ('{"task": "x",\n "outcome" 3}', "Line 2, column 12"),
        ("[]", "not a JSON object"),
        ('{"tusk": "x"}', "field tusk"),
        ('{"task": 3}', "field task"),
        ('{"outcome": "perhaps"}', "field outcome"),
        ('{"steps": []}', "field steps"),
        ('{"steps": {"e4": 1}}', "field steps.e4"),
        ('{"steps": {"e999": "x"}}', "field steps.e999"),
        ('{"steps": {"canary": "x"}}', "field steps.?"),
        ('{"edits": {}}', "field edits"),
        ('{"edits": [{"delete": "e4"}, {"delete": "e4"}]}', "field edits[1]"),
        ('{"edits": [{"split": "e4", "at": 5}]}', "of its 5 parts"),
        ('{"edits": [{"split": "e4", "at": true}]}', "field edits[0]"),
        ('{"edits": [{"split": "e4"}]}', "field edits[0]"),
        ('{"edits": [{"merge": "e4"}]}', "field edits[0]"),
        ('{"edits": [{"restore": "e4"}]}', "not deleted"),
        ('{"edits": [{"retype": "e4", "action": {"type": "wait"}}]}', "cannot become a wait"),
        ('{"edits": [{"retype": "e4"}]}', "field edits[0]"),
        ('{"edits": [{"fly": "e4"}]}', "field edits[0]"),
        ('{"edits": [3]}', "field edits[0]"),
        ('{"task": "\\ud800"}', "field task"),
        ("[" * 100_000, ""),
    ],
)
def test_a_document_that_goes_wrong_says_where(document: str, place: str) -> None:
    with pytest.raises(WrongDocument) as caught:
        edits_of(document)

    assert place in str(caught.value)
    assert "canary" not in str(caught.value)


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    with pytest.raises(WrongDocument, match="Line 2 is not UTF-8"):
        labels_edit(b'{"task":\n"\xff"}', Review(), SUBJECT)


@given(_json)
def test_any_document_fits_or_is_refused_with_a_sentence(document: object) -> None:
    raw = json.dumps(document).encode()
    try:
        edit = labels_edit(raw, Review(), SUBJECT)
    except CandorError:
        return
    Review().apply(edit)
