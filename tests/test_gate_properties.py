"""The gate from any state: whatever changes or comes late, no key of a hidden place passes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recorder.session.events import Hidden
from tests.gate_desktop import Desktop, Input, Place, PlaceKind, Steer, check, stretches

END_MS = 2_500
NEWS_MAX_MS = 15
"""Under the gate's margin: how late the desktop tells that the focus has moved."""


@st.composite
def places(draw: st.DrawFn) -> list[Place]:
    kinds: list[PlaceKind] = ["public", "public", "secret", "unknown", "denied"]
    found: list[Place] = []
    start_ms = 0
    while start_ms < END_MS - 400 and len(found) < 9:
        found.append(
            Place(
                start_ms,
                draw(st.sampled_from(kinds)),
                draw(st.integers(0, NEWS_MAX_MS)),
                draw(st.sampled_from([0, 3, 30, 150, 400])),
            )
        )
        start_ms += draw(st.sampled_from([2, 20, 30, 60, 120, 300, 700]))
    return found


@st.composite
def inputs(draw: st.DrawFn, most: int = 14) -> list[Input]:
    """Presses, repeats and releases of a few keys and one button, in the order of their times."""
    found: list[Input] = []
    at_ms = 0
    for _ in range(draw(st.integers(0, most))):
        at_ms += draw(st.sampled_from([0, 1, 5, 18, 40, 90, 200, 500]))
        pointer = draw(st.integers(0, 5)) == 0
        found.append(
            Input(
                at_ms,
                draw(st.integers(1, 3)),
                draw(st.booleans()),
                draw(st.sampled_from([0, 0, 1, 8, 60])),
                pointer,
            )
        )
    return [each for each in found if each.at_ms < END_MS - 100]


steers = st.lists(
    st.builds(
        Steer, st.integers(0, END_MS - 1), st.sampled_from(["pause", "resume", "lock", "unlock"])
    ),
    max_size=4,
)
reasks = st.sampled_from([None, 0, 5, 30, 120])


LEFT_UNANSWERED = [Place(0, "public"), Place(1_000, "secret", 5, 400), Place(1_060, "public", 5)]
ASKED_TOO_EARLY = [Place(0, "public"), Place(1_000, "secret", 15)]
GONE_TO_HIDE = [Place(0, "public"), Place(1_000, "denied", 5)]


@settings(max_examples=120)
@example(ASKED_TOO_EARLY, [Input(905, 1, True), Input(1_003, 2, True)], 5)
@example(GONE_TO_HIDE, [Input(990, 1, True), Input(1_001, 1, True, pointer=True)], 5)
@example(LEFT_UNANSWERED, [Input(1_030, 1, True), Input(1_040, 1, False)], 5)
@example(LEFT_UNANSWERED, [Input(1_001, 1, True, 70), Input(1_055, 1, False, 20)], 5)
@given(places(), inputs(), reasks)
def test_no_key_of_a_hidden_place_is_ever_published(
    where: list[Place], what: list[Input], reask_ms: int | None
) -> None:
    check(Desktop(where, what, reask_ms=reask_ms, end_ms=END_MS).run())


@settings(max_examples=120)
@given(places(), inputs(), steers, reasks)
def test_no_input_of_a_hidden_time_is_ever_published(
    where: list[Place], what: list[Input], how: list[Steer], reask_ms: int | None
) -> None:
    desktop = Desktop(where, what, how, reask_ms, END_MS).run()

    check(desktop)
    hidden = {"paused": False, "locked": False}
    begun = 0
    for steer in [*sorted(how, key=lambda each: each.at_ms), Steer(END_MS, "resume")]:
        if any(hidden.values()):
            inside = [
                item
                for _, item in desktop.published()
                if begun < item.at_ms < steer.at_ms and item.pressed
            ]
            assert not inside
        hidden["paused" if steer.act in ("pause", "resume") else "locked"] = steer.act in (
            "pause",
            "lock",
        )
        begun = steer.at_ms


@given(inputs(), st.sampled_from([0, 5, 30]))
def test_in_a_public_place_that_answers_nothing_is_lost(what: list[Input], reask_ms: int) -> None:
    """Keys pass from the moment on at which the place is known; what is pressed comes out once."""
    begin_ms = 100
    down: set[tuple[bool, int]] = set()
    real: list[Input] = []
    for each in what:
        name = (each.pointer, each.control)
        # A release needs its press: what is down before the beginning is not told of here.
        if each.pressed or name in down:
            real.append(
                Input(
                    each.at_ms + begin_ms,
                    each.control,
                    each.pressed,
                    each.late_ms % 9,
                    each.pointer,
                )
            )
            (down.add if each.pressed else down.discard)(name)

    desktop = Desktop([Place(0, "public")], real, reask_ms=reask_ms, end_ms=END_MS + 900).run()

    check(desktop)
    assert [item for _, item in desktop.published()] == real
    assert [gap for gap in stretches(desktop.gaps()) if gap[2] > begin_ms * 1_000_000] == []


@given(places(), inputs(), inputs())
def test_what_is_typed_while_it_is_hidden_leaves_no_trace(
    where: list[Place], what: list[Input], hidden: list[Input]
) -> None:
    """Gaps and keys are the same with and without the keys of a long secret stretch at the end."""
    secret = [*where, Place(END_MS, "secret")]
    later = [Input(each.at_ms + END_MS + 400, each.control + 10, each.pressed) for each in hidden]
    without = Desktop(secret, what, reask_ms=5, end_ms=2 * END_MS + 1_000).run()
    with_them = Desktop(secret, [*what, *later], reask_ms=5, end_ms=2 * END_MS + 1_000).run()

    assert with_them.decisions == without.decisions


@given(st.integers(1, 90), st.integers(1, 90), st.lists(st.integers(200, 600), max_size=5))
def test_the_begin_of_a_gap_does_not_say_when_a_hidden_key_was_typed(
    one: int, other: int, before: list[int]
) -> None:
    """No answer came, or the focus had become secret: the gap begins at the same moment."""
    shown = [Input(at_ms, 1, pressed) for at_ms in sorted(before) for pressed in (True, False)]
    for then in ([], [Place(1_100, "secret", 10)]):
        begins: set[int] = set()
        for at_ms in (one, other):
            desktop = Desktop(
                [Place(0, "public"), *then], [*shown, Input(1_000 + at_ms, 2, True)], end_ms=2_000
            )
            # Until the key is typed the place answers; then, in the first case, nobody does.
            desktop.silent_from_ms = 1_000
            gaps = [gap for gap in desktop.run().gaps() if gap.begins and gap.at_ns > 0]
            assert [gap.hidden for gap in gaps] == [Hidden.KEYS]
            begins.add(gaps[0].at_ns)
        assert len(begins) == 1


@pytest.mark.prove
def test_no_key_of_a_hidden_place_is_published_in_thousands_of_runs() -> None:
    @settings(max_examples=5_000)
    @given(places(), inputs(), steers, reasks)
    def play(where: list[Place], what: list[Input], how: list[Steer], reask_ms: int | None) -> None:
        check(Desktop(where, what, how, reask_ms, END_MS).run())

    play()
