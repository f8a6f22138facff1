"""The rules of the gate: which fact hides what, in which order, and which pixels are painted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.context import Answer, FocusFact, WindowInfo
from recorder.gate_rules import AppRules, Verdict, judge, judge_app, masks
from recorder.session.events import GapReason, Hidden
from recorder.session.model import Rect

EDITOR = WindowInfo(1, "notes", "gedit", "Gedit", 100, Rect(0, 0, 10, 10))
TERMINAL = replace(EDITOR, app="xterm", window_class="XTerm", pid=200)
SAFE = replace(EDITOR, app="KeePassXC", window_class="keepassxc", pid=300)
OWN = replace(EDITOR, app="candor", window_class="Candor", pid=7)
NAMELESS = replace(EDITOR, app=None, window_class=None, pid=None)
RULES = AppRules.of(["gedit", "XTERM"], never=["keepassxc"], own_pids=[7])
EVERYTHING = AppRules.of(["*"], never=["keepassxc"], own_pids=[7])
HIDDEN_KEYS, HIDDEN_ALL = Hidden.KEYS, Hidden.ALL


def fact(
    window: WindowInfo | None = EDITOR, field: Answer = Answer.PUBLIC, echo: Answer = Answer.NONE
) -> FocusFact:
    return FocusFact(0, 0, 0, window, field, echo)


@pytest.mark.parametrize(
    ("field", "echo", "hidden", "reason"),
    [
        (Answer.PUBLIC, Answer.NONE, None, None),
        (Answer.NONE, Answer.PUBLIC, None, None),
        (Answer.PUBLIC, Answer.PUBLIC, None, None),
        (Answer.SECRET, Answer.NONE, HIDDEN_KEYS, GapReason.PASSWORD),
        (Answer.NONE, Answer.SECRET, HIDDEN_KEYS, GapReason.PASSWORD),
        (Answer.PUBLIC, Answer.SECRET, HIDDEN_KEYS, GapReason.PASSWORD),
        (Answer.SECRET, Answer.PUBLIC, HIDDEN_KEYS, GapReason.PASSWORD),
        (Answer.SECRET, Answer.UNKNOWN, HIDDEN_KEYS, GapReason.PASSWORD),
        (Answer.PENDING, Answer.SECRET, HIDDEN_KEYS, GapReason.PASSWORD),
        (Answer.UNKNOWN, Answer.PUBLIC, HIDDEN_KEYS, GapReason.UNKNOWN),
        (Answer.PUBLIC, Answer.UNKNOWN, HIDDEN_KEYS, GapReason.UNKNOWN),
        (Answer.UNKNOWN, Answer.PENDING, HIDDEN_KEYS, GapReason.UNKNOWN),
        (Answer.NONE, Answer.NONE, HIDDEN_KEYS, GapReason.UNKNOWN),
    ],
)
def test_what_both_witnesses_say_together(
    field: Answer, echo: Answer, hidden: Hidden | None, reason: GapReason | None
) -> None:
    assert judge(fact(EDITOR, field, echo), RULES) == Verdict(hidden, reason)


@pytest.mark.parametrize(
    ("field", "echo"),
    [
        (Answer.PENDING, Answer.PUBLIC),
        (Answer.PUBLIC, Answer.PENDING),
        (Answer.PENDING, Answer.NONE),
        (Answer.PENDING, Answer.PENDING),
    ],
)
def test_while_one_is_still_asked_there_is_no_verdict(field: Answer, echo: Answer) -> None:
    assert judge(fact(EDITOR, field, echo), RULES) is None


@given(st.sampled_from(Answer), st.sampled_from(Answer))
def test_only_a_witness_makes_a_place_public(field: Answer, echo: Answer) -> None:
    verdict = judge(fact(EDITOR, field, echo), RULES)

    if verdict == Verdict(None, None):
        assert Answer.PUBLIC in (field, echo)
        assert {field, echo} <= {Answer.PUBLIC, Answer.NONE}


@given(st.sampled_from(Answer), st.sampled_from(Answer), st.booleans(), st.booleans())
def test_a_worse_rule_wins_over_what_the_field_says(
    field: Answer, echo: Answer, paused: bool, locked: bool
) -> None:
    """Paused, locked, nothing known, the program: in this order, first match wins."""
    for window, reason in ((SAFE, GapReason.APP_NOT_ALLOWED), (OWN, GapReason.OWN_WINDOW)):
        verdict = judge(fact(window, field, echo), RULES, paused=paused, locked=locked)
        if paused:
            assert verdict == Verdict(HIDDEN_ALL, GapReason.PAUSED)
        elif locked:
            assert verdict == Verdict(HIDDEN_ALL, GapReason.LOCKED)
        else:
            assert verdict == Verdict(HIDDEN_ALL, reason)


def test_without_a_fact_or_without_a_window_keys_are_hidden() -> None:
    assert judge(None, RULES) == Verdict(HIDDEN_KEYS, GapReason.UNKNOWN)
    assert judge(fact(None), RULES) == Verdict(HIDDEN_KEYS, GapReason.UNKNOWN)
    assert judge(None, RULES, locked=True) == Verdict(HIDDEN_ALL, GapReason.LOCKED)


def test_a_program_without_witnesses_is_public_only_when_it_is_listed() -> None:
    listed = AppRules.of(["gedit"], without_accessibility=["GEDIT"])
    silent = fact(EDITOR, Answer.NONE, Answer.NONE)

    assert judge(silent, listed) == Verdict(None, None)
    assert judge(fact(TERMINAL, Answer.NONE, Answer.NONE), AppRules.of(["*"])) != Verdict(
        None, None
    )
    # Listed or not, what a witness says of a secret counts.
    for answer in (Answer.SECRET, Answer.UNKNOWN):
        assert judge(fact(EDITOR, answer), listed) != Verdict(None, None)


@pytest.mark.parametrize(
    ("window", "rules", "reason"),
    [
        (EDITOR, RULES, None),
        (TERMINAL, RULES, None),
        (replace(EDITOR, app="other", window_class="gEdIt"), RULES, None),
        (replace(EDITOR, app="GEDIT", window_class=None), RULES, None),
        (replace(EDITOR, app="other", window_class="Other"), RULES, GapReason.APP_NOT_ALLOWED),
        (SAFE, RULES, GapReason.APP_NOT_ALLOWED),
        (SAFE, EVERYTHING, GapReason.APP_NOT_ALLOWED),
        (replace(SAFE, app="gedit"), RULES, GapReason.APP_NOT_ALLOWED),
        (replace(SAFE, window_class="gedit"), EVERYTHING, GapReason.APP_NOT_ALLOWED),
        (replace(EDITOR, app="straße"), AppRules.of(["STRASSE"]), None),
        (OWN, EVERYTHING, GapReason.OWN_WINDOW),
        (replace(OWN, app="keepassxc"), EVERYTHING, GapReason.OWN_WINDOW),
        (NAMELESS, EVERYTHING, GapReason.UNKNOWN),
        (NAMELESS, RULES, GapReason.UNKNOWN),
        (NAMELESS, AppRules.of(["gedit"]), GapReason.UNKNOWN),
        (NAMELESS, AppRules.of(["*"]), None),
        (EDITOR, AppRules.of([]), GapReason.APP_NOT_ALLOWED),
    ],
)
def test_which_programs_may_be_recorded(
    window: WindowInfo, rules: AppRules, reason: GapReason | None
) -> None:
    assert judge_app(window, rules) == reason


# Masks.

SIDE = 12
_bounds = st.builds(
    Rect, st.integers(-3, SIDE), st.integers(-3, SIDE), st.integers(0, 8), st.integers(0, 8)
)
_windows = st.builds(
    WindowInfo,
    id=st.integers(1, 99),
    title=st.none(),
    app=st.sampled_from(["gedit", "xterm", "keepassxc", "other", None]),
    window_class=st.none(),
    pid=st.sampled_from([7, 100, None]),
    bounds=st.none() | _bounds,
    override_redirect=st.booleans(),
    opaque=st.booleans(),
)


def painted(stack: list[WindowInfo], rules: AppRules) -> np.ndarray:
    """The same by brute force: each pixel looks through the stack from below."""
    hidden = np.zeros((SIDE * 2, SIDE * 2), bool)
    for window in stack:
        if window.bounds is None:
            continue
        left, top = window.bounds.x + 3, window.bounds.y + 3
        inside = np.s_[top : top + window.bounds.height, left : left + window.bounds.width]
        if judge_app(window, rules) is not None:
            hidden[inside] = True
        elif window.opaque:
            hidden[inside] = False
    return hidden


@given(st.lists(_windows, max_size=6), st.sampled_from([RULES, EVERYTHING]))
def test_masks_cover_exactly_the_pixels_that_may_not_be_seen(
    stack: list[WindowInfo], rules: AppRules
) -> None:
    found = masks(stack, rules)

    covered = np.zeros((SIDE * 2, SIDE * 2), int)
    for rect in found:
        covered[rect.y + 3 : rect.y + 3 + rect.height, rect.x + 3 : rect.x + 3 + rect.width] += 1
    assert np.array_equal(covered > 0, painted(stack, rules))
    assert covered.max(initial=0) <= 1


def test_a_hidden_window_shines_through_only_what_is_not_opaque() -> None:
    below = replace(SAFE, bounds=Rect(0, 0, 4, 4))
    above = replace(EDITOR, bounds=Rect(2, 0, 4, 4))

    assert masks([below, above], RULES) == (Rect(0, 0, 2, 4),)
    assert masks([below, replace(above, opaque=False)], RULES) == (Rect(0, 0, 4, 4),)
    assert masks([above, below], RULES) == (Rect(0, 0, 4, 4),)
