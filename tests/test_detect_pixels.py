"""What the detectors propose to hide on painted screens."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from annotate.detect.lines import LineReader
from annotate.detect.ocr import read_lines, read_text
from annotate.detect.scan import Panel
from annotate.detect.texts import text_detectors
from recorder.session.model import Rect
from tests.detect_screens import FONTS, THEMES, Shown, is_covered, painted

pytest.importorskip("rapidocr")

PROPOSED_MIN = 0.9
SIZES = (12, 14, 16, 20)


def proposed(
    seed: int, width: int, height: int, font: str, size_px: int, theme: str
) -> list[tuple[Shown, bool]]:
    picture, shown = painted(seed, width, height, font, size_px, theme)
    reader = LineReader(Panel(text_detectors(("Acme Works",))).find)
    rects = [line.rect for line in reader.lines(picture, [Rect(0, 0, width, height)])]
    return [(one, is_covered(one, rects)) for one in shown]


def test_a_picture_is_read_in_memory() -> None:
    picture, _ = painted(1, 400, 60, FONTS[0], 16, "light")

    lines = read_text(np.ascontiguousarray(picture[:, :, ::-1]))

    assert lines
    assert all(line.rect.intersect(Rect(0, 0, 400, 60)) == line.rect for line in lines)
    assert lines[0].text not in repr(lines[0])


def test_an_empty_picture_has_no_text() -> None:
    assert read_text(np.zeros((0, 5, 3), np.uint8)) == ()
    assert read_text(np.full((9, 7, 3), 255, np.uint8)) == ()
    assert read_lines((np.zeros((5, 0, 3), np.uint8),)) == (("", 0.0),)


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_secrets_on_a_small_screen_are_proposed(theme: str) -> None:
    results = proposed(3, 800, 300, FONTS[0], 16, theme)

    assert len(results) >= 3
    assert sum(hit for _, hit in results) >= len(results) - 1, results


@pytest.mark.prove
@pytest.mark.timeout(1200)
def test_nine_of_ten_secrets_on_whole_screens_are_proposed() -> None:
    results: list[tuple[Shown, bool]] = []
    looks = itertools.product(FONTS, SIZES, sorted(THEMES))
    for seed, (font, size_px, theme) in enumerate(looks):
        results += proposed(seed, 1920, 1080, font, size_px, theme)

    missed = [one.positive.text for one, hit in results if not hit]

    assert len(missed) <= (1 - PROPOSED_MIN) * len(results), missed
