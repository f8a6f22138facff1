"""Keys in a terminal: none passes without an answer between it and the end of its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.context import Answer, FocusFact, WindowInfo
from recorder.gate import Gate
from recorder.gate_decisions import Decision, GapChange, Kind, Publish
from recorder.gate_echo import EVERY_NS, LAG_NS, ends_line
from recorder.gate_rules import AppRules
from recorder.session.events import GapReason, Hidden
from tests.gate_desktop import MS, stretches

RULES = AppRules.of(["*"])
XTERM = WindowInfo(1, None, "xterm", "XTerm", 1, None)
LAG_MS, EVERY_MS = LAG_NS // MS, EVERY_NS // MS


def said(gate: Gate[str], asked_ms: int, echo: Answer = Answer.PUBLIC, took_ms: int = 0) -> None:
    gate.focus(
        FocusFact(0, asked_ms * MS, (asked_ms + took_ms) * MS, XTERM, Answer.NONE, echo)
    )  # fmt: skip


def terminal_gate() -> Gate[str]:
    """A gate at 100 ms in a terminal that has shown what is typed from the beginning."""
    gate: Gate[str] = Gate(RULES)
    gate.begin(0)
    said(gate, 0)
    gate.release(100 * MS)
    return gate


def key(gate: Gate[str], name: str, at_ms: int) -> None:
    ends = name == "Return"
    gate.put(name, at_ms * MS, Kind.KEY, control=name, pressed=True, ends_line=ends)


def passed(decisions: list[Decision[str]]) -> list[str]:
    return [each.item for each in decisions if isinstance(each, Publish)]


def test_a_line_that_was_over_before_anybody_could_ask_is_hidden_but_not_its_end() -> None:
    gate = terminal_gate()
    for name, at_ms in (("a", 200), ("b", 201), ("Return", 202)):
        key(gate, name, at_ms)
    said(gate, 208)
    key(gate, "c", 260)
    said(gate, 361)

    decisions = gate.release(362 * MS)

    assert passed(decisions) == ["Return", "c"]
    gaps = [each for each in decisions if isinstance(each, GapChange)]
    ((hidden, begin_ns, end_ns),) = stretches(gaps)
    assert (hidden, {each.reason for each in gaps}) == (Hidden.KEYS, {GapReason.UNKNOWN})
    assert begin_ns < 200 * MS
    assert end_ns == 202 * MS


def test_what_was_answered_for_before_the_line_ended_passes() -> None:
    gate = terminal_gate()
    key(gate, "a", 200)
    said(gate, 200 + LAG_MS, took_ms=2)
    key(gate, "b", 210)
    key(gate, "Return", 230)
    said(gate, 331)

    assert passed(gate.release(332 * MS)) == ["a", "Return"]


@pytest.mark.parametrize(("asked_ms", "took_ms"), [(LAG_MS - 1, 1), (29, 2)])
def test_an_answer_too_soon_or_after_the_end_of_the_line_does_not_count(
    asked_ms: int, took_ms: int
) -> None:
    gate = terminal_gate()
    key(gate, "a", 200)
    said(gate, 200 + asked_ms, took_ms=took_ms)
    key(gate, "Return", 230)
    said(gate, 331)

    assert passed(gate.release(332 * MS)) == ["Return"]


def test_a_line_that_has_not_ended_waits_for_nothing_more() -> None:
    gate = terminal_gate()
    key(gate, "a", 200)
    said(gate, 300)

    assert passed(gate.release(301 * MS)) == ["a"]


def test_keys_with_the_time_of_the_end_of_their_line_are_hidden_with_it() -> None:
    gate = terminal_gate()
    for name in ("a", "b", "Return"):
        key(gate, name, 200)
    said(gate, 301)

    decisions = gate.release(302 * MS)

    assert passed(decisions) == ["Return"]
    stretches([each for each in decisions if isinstance(each, GapChange)])


def test_a_line_of_a_terminal_that_was_left_at_once_is_hidden_as_well() -> None:
    gate = terminal_gate()
    key(gate, "a", 200)
    key(gate, "Return", 201)
    editor = WindowInfo(2, None, "editor", "Editor", 2, None)
    gate.focus(FocusFact(1, 205 * MS, 206 * MS, editor, Answer.PUBLIC, Answer.NONE))
    gate.focus(FocusFact(1, 302 * MS, 303 * MS, editor, Answer.PUBLIC, Answer.NONE))

    assert "a" not in passed(gate.release(304 * MS))


def test_elsewhere_an_end_of_a_line_ends_nothing() -> None:
    gate: Gate[str] = Gate(RULES)
    gate.begin(0)
    editor = WindowInfo(2, None, "editor", "Editor", 2, None)
    for asked_ms in (0, 301):
        gate.focus(
            FocusFact(0, asked_ms * MS, asked_ms * MS, editor, Answer.PUBLIC, Answer.NONE)
        )  # fmt: skip
        if asked_ms == 0:
            key(gate, "a", 200)
            key(gate, "Return", 201)

    assert passed(gate.release(302 * MS)) == ["a", "Return"]


def test_a_terminal_is_asked_soon_after_each_key_and_while_many_come() -> None:
    gate = terminal_gate()
    key(gate, "a", 200)
    assert gate.next_ns() == (200 + LAG_MS) * MS
    assert not gate.wants_answer((200 + LAG_MS) * MS - 1)
    key(gate, "b", 204)
    assert gate.wants_answer((200 + LAG_MS) * MS)
    assert gate.next_ns() == (200 + LAG_MS + EVERY_MS) * MS
    assert gate.wants_answer((200 + LAG_MS + EVERY_MS) * MS)
    assert gate.next_ns() == 304 * MS
    # Its echo is off already, and the password is hidden from its first key on.
    said(gate, 206, Answer.SECRET)
    assert passed(gate.release(207 * MS)) == []


def test_ends_of_lines_are_known_by_their_symbol_or_by_what_they_type() -> None:
    ends = [("Return", "\r"), ("KP_Enter", None), ("Control_L", ""), ("j", "\n")]
    assert all(ends_line(symbol, text) for symbol, text in ends)
    others = [("a", "a"), ("Shift_L", ""), ("space", " "), ("eacute", None), ("udiaeresis", "ü")]
    assert not any(ends_line(symbol, text) for symbol, text in others)


@given(
    st.integers(0, 30),
    st.integers(1, 60),
    st.lists(st.integers(0, 12), min_size=1, max_size=10),
    st.integers(1, 12),
)
def test_no_key_that_reached_its_terminal_while_nothing_was_shown_is_published(
    off_ms: int, took_ms: int, pauses_ms: list[int], every_ms: int
) -> None:
    """The echo goes off at some time and comes back with the end of the line; keys take 4 ms."""
    gate, at_ms, presses = terminal_gate(), 200, list[tuple[str, int]]()
    for number, pause_ms in enumerate(pauses_ms):
        at_ms += pause_ms
        presses.append((str(number), at_ms))
    presses.append(("Return", end_ms := at_ms + took_ms))

    def shown(ms: int) -> bool:
        return not 200 + off_ms <= ms < end_ms + 4

    for ms in range(200, end_ms + 160):
        for name, pressed_ms in presses:
            if pressed_ms == ms:
                key(gate, name, ms)
        if ms % every_ms == 0:
            said(gate, ms, Answer.PUBLIC if shown(ms) else Answer.SECRET)
    unshown = {name for name, ms in presses if not shown(ms + 4) and name != "Return"}

    assert not unshown & set(passed(gate.release((end_ms + 160) * MS)))
