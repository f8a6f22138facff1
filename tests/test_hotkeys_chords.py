"""Chords are read from text, and found in the events so that they stay out of the session."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.capture.hotkeys import (
    DEFAULT_CHORDS,
    Chord,
    Gesture,
    GestureFilter,
    HotkeyStatus,
    Verb,
    chosen_chords,
    default_chords,
    parse_chord,
)
from recorder.errors import WrongUse
from recorder.session.events import KeyEvent

CTRL, ALT, SHIFT, P, X = 29, 56, 42, 25, 45
SYMBOLS = {CTRL: "Control_L", ALT: "Meta_L", SHIFT: "Shift_L", P: "P", X: "x"}
PAUSE = HotkeyStatus(Verb.PAUSE, parse_chord("ctrl+alt+shift+p"), P)


def stroke(
    filtered: GestureFilter, keys: list[tuple[int, bool]]
) -> tuple[list[int], list[Gesture]]:
    """Feed (key, pressed) numbered from 0; returns the numbers kept and the gestures found."""
    kept: list[int] = []
    gestures: list[Gesture] = []
    for seq, (key, pressed) in enumerate(keys):
        verdict = filtered.take(KeyEvent(seq, seq, pressed, key, SYMBOLS[key], ""))
        gestures += verdict.gestures
        if verdict.keep:
            kept.append(seq)
    return kept, gestures


def test_a_chord_is_read_whatever_the_case_and_order() -> None:
    assert parse_chord("Alt + CTRL+P") == Chord(frozenset({"ctrl", "alt"}), "p")
    assert str(parse_chord("super+shift+f9")) == "shift+super+f9"


@pytest.mark.parametrize("text", ["", "p", "shift+p", "ctrl+", "ctrl+ctrl+p", "hyper+p", "ctrl+é"])
def test_what_is_no_chord_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(WrongUse, match="hotkey"):
        parse_chord(text)


def test_the_defaults_are_chords_and_differ() -> None:
    chords = default_chords()

    assert chords.keys() == set(Verb)
    assert len(set(chords.values())) == len(DEFAULT_CHORDS)


def test_the_key_of_a_chord_is_dropped_and_its_modifiers_are_named() -> None:
    keys = [(CTRL, True), (ALT, True), (SHIFT, True), (P, True), (P, False)]
    keys += [(SHIFT, False), (ALT, False), (CTRL, False), (P, True), (P, False)]

    kept, gestures = stroke(GestureFilter((PAUSE,)), keys)

    assert kept == [0, 1, 2, 5, 6, 7, 8, 9]
    assert gestures == [Gesture(Verb.PAUSE, (0, 1, 2, 5, 6, 7))]


def test_another_chord_with_the_same_modifiers_stays() -> None:
    keys = [(CTRL, True), (ALT, True), (SHIFT, True), (X, True), (X, False), (CTRL, False)]

    assert stroke(GestureFilter((PAUSE,)), keys) == ([0, 1, 2, 3, 4, 5], [])


def test_fewer_modifiers_are_not_the_chord() -> None:
    keys = [(CTRL, True), (ALT, True), (P, True), (P, False)]

    assert stroke(GestureFilter((PAUSE,)), keys) == ([0, 1, 2, 3], [])


def test_a_chord_that_another_program_has_is_an_ordinary_one() -> None:
    taken = HotkeyStatus(PAUSE.verb, PAUSE.chord, PAUSE.key, "Another program has taken it.")
    keys = [(CTRL, True), (ALT, True), (SHIFT, True), (P, True)]

    assert stroke(GestureFilter((taken,)), keys) == ([0, 1, 2, 3], [])


def test_a_gesture_that_ends_the_recording_is_told_at_the_end() -> None:
    filtered = GestureFilter((PAUSE,))
    stroke(filtered, [(CTRL, True), (ALT, True), (SHIFT, True), (P, True), (ALT, False)])

    assert filtered.finish() == (Gesture(Verb.PAUSE, (0, 1, 2, 4)),)
    assert filtered.finish() == ()


@given(st.lists(st.tuples(st.sampled_from(list(SYMBOLS)), st.booleans()), max_size=50))
def test_only_the_key_of_the_chord_is_ever_dropped(keys: list[tuple[int, bool]]) -> None:
    filtered = GestureFilter((PAUSE,))

    kept, gestures = stroke(filtered, keys)

    dropped = set(range(len(keys))) - set(kept)
    assert {keys[seq][0] for seq in dropped} <= {P}
    for gesture in (*gestures, *filtered.finish()):
        assert {keys[seq][0] for seq in gesture.seqs} <= {CTRL, ALT, SHIFT}


def test_a_chosen_hotkey_replaces_the_usual_one_alone() -> None:
    chords = chosen_chords(["pause=super+f9"])

    assert chords == default_chords() | {Verb.PAUSE: parse_chord("super+f9")}
    assert chosen_chords([]) == default_chords()


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("jump=ctrl+f9", "names no hotkey"),
        ("pause", "not a hotkey"),
        ("pause=ctrl+alt+shift+s", "named for two verbs"),
    ],
)
def test_a_hotkey_that_cannot_be_chosen_says_why(word: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        chosen_chords([word])
