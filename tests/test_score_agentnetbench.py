"""The rules of AgentNetBench as its own evaluator has them, leniencies included."""

from __future__ import annotations

import pytest

from replay.score.agentnetbench import Call, best_score, score

BOX = (0.4, 0.4, 0.2, 0.1)


def one(truth: Call, said: Call) -> float:
    return score([truth], [said])[0]


@pytest.mark.parametrize(
    ("truth", "said", "expected"),
    [
        (Call("click", (0.5, 0.5)), Call("click", (0.51, 0.51)), 1.0),
        (Call("click", (0.5, 0.5)), Call("click", (0.52, 0.5)), 0.4951),
        (Call("click", (0.5, 0.5)), Call("click", (0.53, 0.5)), 0.1492),
        (Call("click", (0.5, 0.45), (BOX,)), Call("click", (0.41, 0.49)), 1.0),
        (Call("click", (0.5, 0.5)), Call("doubleClick", (0.5, 0.5)), 0.0),
        (Call("middleClick", (0.5, 0.5)), Call("middleClick", (0.5, 0.5)), 0.0),
        (Call("wait", None), Call("wait", None), 0.0),
        (Call("hscroll", 3), Call("hscroll", 3), 0.0),
        (Call("scroll", -5), Call("scroll", 9999), 1.0),
        (Call("write", "Password1"), Call("write", "password2"), 1.0),
        (Call("write", "1000"), Call("write", "9000"), 0.9375),
        (Call("write", "hello\n"), Call("write", "HELLO"), 1.0),
        (Call("write", ""), Call("write", ""), 1.0),
        (Call("hotkey", ["ctrl", "s"]), Call("hotkey", ["S", "Ctrl"]), 1.0),
        (Call("press", ["enter"]), Call("hotkey", ["enter"]), 0.0),
        (Call("terminate", "success"), Call("terminate", "success"), 1.0),
        (Call("terminate", "success"), Call("terminate", "failure"), 0.0),
    ],
)  # fmt: skip
def test_one_call_scores_as_the_evaluator_has_it(truth: Call, said: Call, expected: float) -> None:
    assert one(truth, said) == pytest.approx(expected, abs=1e-4)


def test_nothing_predicted_is_nothing_gained() -> None:
    assert score([Call("click", (0, 0))], []) == (0.0, {})
    assert score([], [Call("click", (0, 0))]) == (0.0, {})


def test_a_text_and_the_enter_after_it_are_one() -> None:
    truth = [Call("write", "vampire weekend"), Call("hotkey", ["enter"])]
    assert score(truth, [Call("write", "VAMPIRE WEEKEND\n")])[0] == 1.0
    said = [Call("write", "vampire weekend"), Call("press", ["Return"])]
    assert score(truth, said)[0] == 1.0
    # What is predicted is merged with a press alone, so this one has a call too many: ignored.
    assert score(truth, [said[0], Call("hotkey", ["enter"])])[0] == 1.0


def test_a_second_enter_stays_a_press() -> None:
    truth = [Call("write", "a"), Call("press", ["enter"]), Call("press", ["enter"])]
    total, kinds = score(truth, [Call("write", "a")])
    assert kinds == {"write": 1.0, "press": 0.0}
    assert total == 0.5


def test_calls_too_many_cost_nothing() -> None:
    junk = [Call("click", (0.5, 0.5)), Call("press", ["a"]), Call("scroll", 1)]
    assert score([Call("click", (0.5, 0.5))], junk)[0] == 1.0


def test_a_first_call_of_another_kind_loses_all() -> None:
    truth = [Call("click", (0.5, 0.5)), Call("write", "a")]
    said = [Call("press", ["a"]), Call("write", "a")]
    assert score(truth, said) == (0.0, {"click": 0.0, "write": 0.0})


def test_the_score_is_the_mean_over_kinds_and_a_kind_without_a_rule_does_not_count() -> None:
    truth = [Call("click", (0.5, 0.5)), Call("click", (0.1, 0.1)), Call("press", ["a"])]
    said = [Call("click", (0.5, 0.5)), Call("click", (0.9, 0.9)), Call("press", ["a"])]
    assert score(truth, said)[0] == pytest.approx(0.75)
    waited = [Call("click", (0.5, 0.5)), Call("wait", None)]
    assert score(waited, waited) == (1.0, {"click": 1.0})


def test_the_best_of_the_alternatives_counts() -> None:
    options = [[Call("click", (0.1, 0.1))], [Call("press", ["f5"])], [Call("click", (0.5, 0.5))]]
    assert best_score(options, [Call("click", (0.5, 0.5))])[0] == 1.0
    assert best_score(options[:1], [Call("press", ["f5"])])[0] == 0.0
