"""A browser that tells late where its focus is: its answers do not count after a Tab."""

from __future__ import annotations

from recorder.capture.context import Answer, FocusFact, Page, Place, WindowInfo
from recorder.gate import HOLD_NS, SETTLE_NS, Gate
from recorder.gate_decisions import Decision, Kind, Publish
from recorder.gate_moves import LATE_NS
from recorder.gate_rules import AppRules

MS = 1_000_000
BROWSER = WindowInfo(1, None, "chromium", "Chromium", 1, None)
EDITOR = WindowInfo(2, None, "editor", "Editor", 2, None)
PLAIN, SECRET, OTHER = (Place(":1.1", path) for path in ("/plain", "/secret", "/other"))


def fact(
    at_ms: int, place: Place, said: Answer = Answer.PUBLIC, window: WindowInfo = BROWSER
) -> FocusFact:
    page = Page(("file:///page",), private=False)
    echo, at_ns = Answer.NONE, at_ms * MS
    return FocusFact(0, at_ns, at_ns + MS, window, said, echo, place, "Customer", page)


def opened(window: WindowInfo = BROWSER) -> Gate[str]:
    gate: Gate[str] = Gate(AppRules.of(["*"]))
    gate.begin(0)
    gate.focus(fact(0, PLAIN, window=window))
    gate.release(100 * MS)
    return gate


def key(gate: Gate[str], name: str, at_ms: int) -> None:
    moves = name == "Tab"
    gate.put(name, at_ms * MS, Kind.KEY, control=name, pressed=True, moves_focus=moves)


def passed(gate: Gate[str], at_ms: int) -> list[str]:
    decisions: list[Decision[str]] = gate.release(at_ms * MS)
    return [each.item for each in decisions if isinstance(each, Publish)]


def test_a_browser_that_still_calls_the_field_public_that_was_left_is_not_believed() -> None:
    gate = opened()
    key(gate, "Tab", 1_000)
    key(gate, "s", 1_001)
    gate.focus(fact(1_120, PLAIN))
    assert passed(gate, 1_125) == []

    gate.focus(fact(1_200, SECRET, Answer.SECRET))
    assert passed(gate, 1_001 + HOLD_NS // MS) == []


def test_nothing_passes_either_when_it_tells_later_than_keys_may_wait() -> None:
    gate = opened()
    key(gate, "Tab", 1_000)
    key(gate, "s", 1_001)
    gate.focus(fact(1_120, PLAIN))
    assert passed(gate, 1_300) == []
    key(gate, "t", 1_400)
    gate.focus(fact(1_510, PLAIN))
    assert passed(gate, 1_520) == []
    gate.focus(fact(1_600, SECRET, Answer.SECRET))
    assert passed(gate, 1_700) == []


def test_after_the_move_was_told_keys_pass_as_ever() -> None:
    gate = opened()
    key(gate, "Tab", 1_000)
    gate.focus(fact(1_010, OTHER))
    key(gate, "a", 1_050)
    gate.focus(fact(1_050 + SETTLE_NS // MS, OTHER))

    assert passed(gate, 1_160) == ["Tab", "a"]


def test_a_move_that_was_told_before_its_key_arrived_counts() -> None:
    gate = opened()
    gate.focus(fact(1_010, OTHER))
    key(gate, "Tab", 1_000)
    key(gate, "a", 1_050)
    gate.focus(fact(1_050 + SETTLE_NS // MS, OTHER))

    assert passed(gate, 1_160) == ["Tab", "a"]


def test_one_move_does_not_answer_for_two_keys() -> None:
    gate = opened()
    key(gate, "Tab", 1_000)
    key(gate, "Tab", 1_001)
    key(gate, "s", 1_002)
    gate.focus(fact(1_010, OTHER))
    gate.focus(fact(1_110, OTHER))

    assert passed(gate, 1_120) == []


def test_a_key_that_moved_nothing_holds_up_the_rest_for_a_second_only() -> None:
    gate = opened()
    key(gate, "Tab", 1_000)
    assert passed(gate, 1_300) == []
    gate.focus(fact(1_000 + LATE_NS // MS, PLAIN))
    gate.release((1_001 + LATE_NS // MS) * MS)
    key(gate, "a", 2_100)
    gate.focus(fact(2_100 + SETTLE_NS // MS, PLAIN))

    assert passed(gate, 2_210) == ["a"]


def test_any_other_program_is_believed_at_once() -> None:
    gate = opened(EDITOR)
    key(gate, "Tab", 1_000)
    key(gate, "a", 1_001)
    gate.focus(fact(1_001 + SETTLE_NS // MS, PLAIN, window=EDITOR))

    assert passed(gate, 1_120) == ["Tab", "a"]


def test_another_window_is_believed_at_once() -> None:
    gate = opened()
    key(gate, "Tab", 1_000)
    gate.focus(fact(1_100, PLAIN, window=EDITOR))
    assert passed(gate, 1_110) == ["Tab"]
    key(gate, "a", 1_150)
    gate.focus(fact(1_150 + SETTLE_NS // MS, PLAIN, window=EDITOR))

    assert passed(gate, 1_260) == ["a"]
