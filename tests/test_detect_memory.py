"""Lines that are known again by their pixels, so that only what is new is read."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from annotate.detect.memory import Known, Memory
from recorder.session.model import Rect

SIZE = (360, 640)
ROW_PX = 30
FONT = cv2.FONT_HERSHEY_SIMPLEX


def page(
    rows: dict[int, str], *, left: int = 20, ink: int = 40, paper: int = 250
) -> NDArray[np.uint8]:
    picture = np.full(SIZE, paper, np.uint8)
    for top, text in rows.items():
        cv2.putText(picture, text, (left, top + 20), FONT, 0.6, ink, 1, cv2.LINE_AA)
    return picture


class Reader:
    """Knows which texts stand where, as a network would, and notes what it was asked."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.asked: list[Rect] = []

    def look(self, picture: NDArray[np.uint8], rows: dict[int, str], left: int = 20) -> list[str]:
        def read(area: Rect) -> list[Known]:
            self.asked.append(area)
            found: list[Known] = []
            for top, text in rows.items():
                words = placed(text, left, top)
                inside = [one for one in words if is_across(one[1], area)]
                if inside:
                    found.append(joined(inside))
            return found

        self.memory.look(picture, self.memory.changed(picture), read)
        return sorted(line.text for line in self.memory.lines)


def is_across(word: Rect, area: Rect) -> bool:
    """Whether a word is read in an area: whole from left to right, and most of its height."""
    seen = word.intersect(area)
    return seen is not None and seen.width == word.width and seen.height > 10


def placed(text: str, left: int, top: int) -> list[tuple[str, Rect]]:
    """The words of a text and where each is painted."""
    words: list[tuple[str, Rect]] = []
    for number, word in enumerate(text.split()):
        before = " ".join(text.split()[:number])
        (skip, _), _ = cv2.getTextSize(f"{before} " if before else "", FONT, 0.6, 1)
        (wide, _), _ = cv2.getTextSize(word, FONT, 0.6, 1)
        words.append((word, Rect(left + skip, top + 4, wide, 20)))
    return words


def joined(words: list[tuple[str, Rect]]) -> Known:
    text, rect = words[0]
    marks = spread(words[0], words[0][1].x)
    for word in words[1:]:
        marks += [float(word[1].x - words[0][1].x - 4), *spread(word, words[0][1].x)]
        text, rect = f"{text} {word[0]}", rect.union(word[1])
    return Known(text, rect, tuple(marks))


def spread(word: tuple[str, Rect], left: int) -> list[float]:
    text, rect = word
    return [rect.x - left + (n + 0.5) * rect.width / len(text) for n in range(len(text))]


ROWS = {top: f"Line {top} about orders" for top in range(20, 320, ROW_PX)}


def test_what_stays_is_read_once() -> None:
    reader = Reader()
    reader.look(page(ROWS), ROWS)
    asked = len(reader.asked)

    assert reader.look(page(ROWS), ROWS) == sorted(ROWS.values())
    assert len(reader.asked) == asked


def test_the_encoder_s_error_is_no_change() -> None:
    reader = Reader()
    reader.look(page(ROWS), ROWS)
    asked = len(reader.asked)
    noise = np.random.default_rng(3).integers(-14, 15, SIZE)
    noisy = np.clip(page(ROWS).astype(int) + noise, 0, 255).astype(np.uint8)

    reader.look(noisy, ROWS)

    assert len(reader.asked) == asked


def test_of_a_scrolled_page_only_what_came_in_is_read() -> None:
    reader = Reader()
    reader.look(page(ROWS), ROWS)
    reader.asked.clear()
    scrolled = {top - 2 * ROW_PX: text for top, text in ROWS.items() if top >= 2 * ROW_PX}
    scrolled |= {260: "Something new here", 290: "and one more line"}

    assert reader.look(page(scrolled), scrolled) == sorted(scrolled.values())
    assert all(area.y > 200 for area in reader.asked)


def test_a_window_that_comes_back_is_known() -> None:
    other = {top + 7: f"Other {top} window" for top in ROWS}
    reader = Reader()
    for rows in (ROWS, other):
        reader.look(page(rows), rows)
    reader.asked.clear()

    assert reader.look(page(ROWS), ROWS) == sorted(ROWS.values())
    assert reader.asked == []


def test_of_a_line_that_grows_only_its_end_is_read() -> None:
    reader = Reader()
    rows = {50: "a letter to the supplier and"}
    reader.look(page(rows), rows)
    reader.asked.clear()
    longer = {50: "a letter to the supplier and then"}

    assert reader.look(page(longer), longer) == ["a letter to the supplier and then"]
    assert all(area.x > 100 for area in reader.asked)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("4", "9", 1),
        lambda text: text.replace("o", "c", 1),
        lambda text: text[:-1] + "z",
    ],
)
@pytest.mark.parametrize("ink", [40, 190])
def test_one_letter_for_another_is_read_again(change: Callable[[str], str], ink: int) -> None:
    rows = {50: "pin of the card 4711 now"}
    other = {50: change(rows[50])}
    reader = Reader()
    reader.look(page(rows, ink=ink), rows)

    assert reader.look(page(other, ink=ink), other) == list(other.values())


def test_text_that_fades_in_slowly_is_read() -> None:
    rows = {50: "a secret that fades in"}
    reader = Reader()
    found: list[str] = []
    for ink in range(250, 30, -3):
        found = reader.look(page(rows, ink=ink), rows)

    assert found == list(rows.values())


def test_a_display_of_another_size_begins_anew() -> None:
    reader = Reader()
    reader.look(page(ROWS), ROWS)
    small = {20: "Line 20 about orders"}

    assert reader.look(page(small)[:120, :400], small) == list(small.values())


def test_a_line_that_is_scrolled_half_out_of_the_picture_keeps_its_text() -> None:
    rows = {6: "card 4111 1111 1111 1111", **{top: f"row {top}" for top in range(40, 300, 30)}}
    reader = Reader()
    reader.look(page(rows), rows)
    scrolled = {top - 16: text for top, text in rows.items()}
    unread = {top: text for top, text in scrolled.items() if top > 0}

    assert "card 4111 1111 1111 1111" in reader.look(page(scrolled), unread)
