"""Labels over steps: merged, with where they are from, and people's words in the plain fields."""

from __future__ import annotations

from annotate.label_set import SESSION
from annotate.labelled import labelled
from replay.annotator_labels import human_value
from replay.steps import trajectory_of
from replay.trajectory import step_document, trajectory_document
from tests.label_sets import SCHEMA, labels
from tests.replay_script import play
from tests.replay_sessions import MadeSession

STEPS = trajectory_of(MadeSession(tuple(play("'a'"))))
(STEP,) = STEPS.steps
OUTCOME = ("outcome", SESSION)


def test_what_people_say_becomes_outcome_and_description_and_a_thought_stays_a_label() -> None:
    said = {OUTCOME: "failure", ("what", STEP.id): "Types", ("why", STEP.id): "To greet"}

    found = labelled(STEPS, SCHEMA, [labels("anna", said)])

    (step,) = found.trajectory.steps
    assert (found.trajectory.outcome, step.description) == ("failure", "Types")
    assert human_value(step.labels, "thought") == "To greet"
    assert human_value(step.labels, "element box") is None
    assert found.lost == ()
    assert step_document(step)["labels"][0]["standing"] == "unanimous"
    assert trajectory_document(found.trajectory)["labels"][0]["question"] == "outcome"


def test_what_only_a_model_says_is_carried_as_such_and_is_no_description() -> None:
    said = {OUTCOME: "success", ("what", STEP.id): "Types"}

    found = labelled(STEPS, SCHEMA, [labels("anna", said, source="model", model="m")])

    (step,) = found.trajectory.steps
    assert (found.trajectory.outcome, step.description) == (None, None)
    assert [(each.source, each.models) for each in step.labels] == [("model", ("m",))]


def test_a_disputed_answer_has_no_value_and_what_the_worker_wrote_stays() -> None:
    place = ("what", STEP.id)
    sets = [labels("anna", {place: "a", ("what", "e999"): "x"}), labels("carl", {place: "b"})]

    found = labelled(STEPS, SCHEMA, sets)

    (step,) = found.trajectory.steps
    assert step.description is None
    assert step.labels[0].document["value"] is None
    assert found.lost == (("what", "e999"),)


def test_steps_without_labels_are_the_same_document_as_before() -> None:
    found = labelled(STEPS, SCHEMA, [])

    assert found.trajectory == STEPS
    assert "labels" not in step_document(STEP)
    assert "labels" not in trajectory_document(STEPS)
