"""When a run of keys is over, and what may be read of the field then: pure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recorder.capture.context import Caret, Place
from recorder.composing import (
    Ending,
    Piece,
    Run,
    ending_of,
    is_silent,
    letters_to_read,
    text_of,
    words_of,
)
from recorder.session.events import ButtonEvent, KeyEvent

PLACE = Place(":1.7", "/field")
BEFORE = Caret(10, 40)


def run_of(keys: str, *, after: Caret | None = None) -> Run:
    run = Run(0, PLACE, BEFORE, 0, 0)
    for at_ns, key in enumerate(keys):
        run.add(KeyEvent(0, at_ns, True, 30, "space" if key == " " else key, None))
    run.after = after
    return run


def grown(letters: int) -> Caret:
    return Caret(BEFORE.at + letters, BEFORE.count + letters)


def piece_of(run: Run, length: int, ending: Ending = Ending.STILL) -> Piece:
    return Piece(run, PLACE, ending, BEFORE.at, BEFORE.at + length, grown(length), 0)


@pytest.mark.parametrize(
    ("ending", "after", "now", "letters"),
    [
        # The field did not change with what ended the run: nothing was left to come.
        (Ending.OTHER, grown(2), grown(2), 2),
        (Ending.STILL, grown(2), Caret(3, 42), 2),
        # What hung in the input method came with it.
        (Ending.STILL, grown(1), grown(2), 2),
        (Ending.STILL, None, Caret(3, 42), 2),
        (Ending.ENTER, grown(1), grown(3), 3),
        (Ending.OTHER, grown(1), grown(2), 0),
        # More than there were keys is not even read.
        (Ending.STILL, None, grown(100), 5),
        # The field was emptied, a part of it replaced, or nobody knows.
        (Ending.ENTER, grown(2), Caret(0, 0), 0),
        (Ending.ENTER, None, Caret(12, 40), 0),
        (Ending.STILL, None, None, 0),
        (Ending.STILL, grown(2), grown(1), 0),
    ],
)
def test_letters_are_read_only_where_it_is_certain_that_all_came(
    ending: Ending, after: Caret | None, now: Caret | None, letters: int
) -> None:
    assert letters_to_read(run_of("niha", after=after), ending, now) == letters


def test_nothing_is_read_of_a_field_that_was_not_at_rest_before() -> None:
    run = replace(run_of("niha"), before=None)

    assert letters_to_read(run, Ending.STILL, grown(2)) == 0


def test_a_text_has_never_more_letters_than_keys_and_no_line_break() -> None:
    run = run_of("abcd")

    assert text_of(piece_of(run, 4), "приv") == "приv"
    assert text_of(piece_of(run, 5), "приve") is None
    assert text_of(piece_of(run, 4), "при") is None
    assert text_of(piece_of(run, 3), "п\nр") is None
    assert text_of(piece_of(run, 3), "п\ufffcр") is None
    assert text_of(piece_of(run, 4, Ending.ENTER), "при\n") == "при"
    assert text_of(piece_of(run, 1, Ending.ENTER), "\n") is None


def test_words_are_whole_where_each_space_came_as_a_space() -> None:
    assert words_of(run_of("da "), "да ") == "да "
    assert words_of(run_of("da"), "да") is None
    # A space that chose a word is no end of one.
    assert words_of(run_of("ok ni "), "ok ") is None
    assert words_of(run_of("da "), "дa даже ") is None


def test_shifts_end_nothing_and_other_keys_do() -> None:
    def key(symbol: str) -> KeyEvent:
        return KeyEvent(0, 0, True, 30, symbol, "")

    assert is_silent(key("Shift_L"))
    assert is_silent(key("ISO_Level3_Shift"))
    assert not is_silent(key("s"))
    assert ending_of(key("Return")) is Ending.ENTER
    assert ending_of(key("Left")) is Ending.STILL
    assert ending_of(key("Tab")) is Ending.OTHER
    assert ending_of(ButtonEvent(0, 0, True, "left", 0, 0)) is Ending.STILL
    assert ending_of(ButtonEvent(0, 0, True, "middle", 0, 0)) is Ending.OTHER
