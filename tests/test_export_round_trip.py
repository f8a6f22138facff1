"""What every action space says, read again by a stranger: place, button, count, modifiers, turn."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.action_types import Action, Click, Drag, Key, Scroll
from replay.grammar.common import Loss
from replay.grammar.meaning import disagreement, heard
from replay.grammar.table import GRAMMARS, SAMPLES

SIZE = (1366, 768)
MODIFIERS = st.one_of(
    st.none(),
    st.lists(st.sampled_from(["ctrl", "alt", "shift", "super"]), unique=True).map(
        lambda names: tuple(n for n in ("ctrl", "alt", "shift", "super") if n in names)
    ),
)
X, Y = st.integers(0, SIZE[0] - 1), st.integers(0, SIZE[1] - 1)
TURN = st.integers(-30, 30)
CLICKS = st.builds(
    Click, st.sampled_from(["left", "right", "middle", "back", "forward", "button10"]),
    st.integers(1, 3), MODIFIERS, X, Y, st.just(0), st.just(1),
)  # fmt: skip
SCROLLS = st.builds(Scroll, X, Y, TURN, TURN, MODIFIERS, st.just(0), st.just(1)).filter(
    lambda scroll: bool(scroll.dx or scroll.dy)
)
DRAGS = st.builds(
    Drag, st.sampled_from(["left", "right"]), MODIFIERS, st.just(()), X, Y, X, Y, st.just(0),
    st.just(10**9),
).filter(lambda drag: abs(drag.x - drag.x2) + abs(drag.y - drag.y2) > 8)  # fmt: skip
KEYS = st.builds(
    Key, st.sampled_from([("enter",), ("ctrl", "s"), ("alt", "f4")]), st.integers(1, 9),
    st.none(), st.none(), st.just(0), st.just(1),
)  # fmt: skip


def problem(name: str, action: Action, recorded: Action) -> str | None:
    """What a reader finds where `action` was said and `recorded` is what was done."""
    grammar = GRAMMARS[name]
    space = grammar.space((0, 0), SIZE)
    answer = grammar.say(action, space)
    if not answer.calls:
        assert answer.losses
        return None
    return disagreement(recorded, answer.losses, heard(grammar, answer.calls, space), space)


@pytest.mark.parametrize("name", GRAMMARS)
@given(st.one_of(CLICKS, SCROLLS, DRAGS, KEYS))
def test_every_action_reads_as_it_was_done(name: str, action: Action) -> None:
    assert problem(name, action, action) is None


@pytest.mark.parametrize("name", GRAMMARS)
def test_every_sample_reads_as_it_was_done(name: str) -> None:
    for action in SAMPLES.values():
        assert problem(name, action, action) is None


OTHERS = [
    ("the button", "click", {"button": "right"}),
    ("a click of 2", "click", {"count": 2}),
    ("a click of 3", "click", {"count": 3}),
    ("the modifiers", "click", {"modifiers": ("ctrl",)}),
    ("the modifiers", "click with Ctrl", {"modifiers": ("shift",)}),
    ("the modifiers", "straight drag", {"modifiers": ("shift",)}),
    ("a scroll by", "scroll", {"dy": -2}),
    ("a scroll by", "scroll", {"dy": 3}),
    ("a scroll by", "scroll", {"dx": 1}),
    ("a scroll by", "scroll sideways", {"dx": -2}),
    ("the modifiers", "scroll", {"modifiers": ("ctrl",)}),
    ("a key of 4", "repeated key", {"repeat": 4}),
]


@pytest.mark.parametrize("name", GRAMMARS)
@pytest.mark.parametrize(("words", "sample", "change"), OTHERS)
def test_what_reads_differently_is_found(
    name: str, words: str, sample: str, change: dict[str, object]
) -> None:
    said = SAMPLES[sample]
    other = msgspec.structs.replace(said, **change)
    grammar = GRAMMARS[name]
    lost = grammar.say(said, grammar.space((0, 0), SIZE)).losses
    # What the loss report admits is no problem.
    admitted = ("modifiers" in change and Loss.MODIFIERS in lost) or (
        "dy" in change and change["dy"] == -2 and Loss.AMOUNT in lost
    )
    found = problem(name, said, other)
    assert admitted or (found is not None and words in found)
