"""What is chosen before a recording: areas, dragged regions, places of the small windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtWidgets import QApplication

from recorder.capture.hotkeys import DEFAULT_CHORDS, Verb
from recorder.errors import WrongUse
from recorder.session.events import GapReason
from recorder.session.model import Desktop, Display, Rect
from studio.gui.jobs import Jobs
from studio.gui.player.timeline_painter import GAP_WORDS
from studio.gui.record.choice import Area, AreaKind, Choice, engine_words, rectangle_of
from studio.gui.record.geometry import on_screen, place_beside, scaled
from studio.gui.record.hotkeys import (
    HOTKEYS,
    HotkeyLine,
    chord_of,
    chosen_words,
    common_chord,
    hotkeys_sentence,
    keys_of,
    lines_before,
    words_with,
)
from studio.gui.record.region import SIDE_MIN_PX, Grip, dragged, fitted, grip_at, spanned
from studio.gui.record.sayings import (
    HIDING_SIGNS,
    NEVER_LIVE,
    TOLD_ELSEWHERE,
    chord_text,
    clock_text,
)
from studio.gui.settings import Settings
from tests.catalogue import catalogue, forms

DESKTOP = Desktop(300, 100, (Display(0, 0, 0, 200, 100), Display(1, 200, 0, 100, 100)))
WHOLE = Rect(0, 0, 300, 100)
SCREENS = [QRect(0, 0, 1280, 800), QRect(1280, 0, 1920, 1080)]

numbers = st.integers(-400, 400)
regions = st.builds(Rect, numbers, numbers, st.integers(0, 400), st.integers(0, 400))


@pytest.fixture
def settings(qapp: QApplication, tmp_path: Path) -> Iterator[Settings]:
    jobs = Jobs()
    yield Settings(tmp_path, jobs)
    jobs.close()


def test_everything_is_the_whole_desktop() -> None:
    assert rectangle_of(Area(), DESKTOP, {}) == WHOLE


def test_a_monitor_that_is_gone_is_nothing() -> None:
    assert rectangle_of(Area(AreaKind.MONITOR, monitor=1), DESKTOP, {}) == Rect(200, 0, 100, 100)
    assert rectangle_of(Area(AreaKind.MONITOR, monitor=2), DESKTOP, {}) is None


def test_a_window_is_what_of_it_lies_on_the_desktop() -> None:
    area = Area(AreaKind.WINDOW, window=7)

    assert rectangle_of(area, DESKTOP, {7: Rect(-20, 50, 60, 90)}) == Rect(0, 50, 40, 50)
    assert rectangle_of(area, DESKTOP, {7: Rect(400, 0, 60, 90)}) is None
    assert rectangle_of(area, DESKTOP, {}) is None


def test_the_engine_is_told_no_more_than_was_chosen() -> None:
    assert engine_words(Choice("a task"), WHOLE) == ["record", "--pipe", "--task", "a task"]


def test_the_engine_is_told_all_that_was_chosen() -> None:
    area = Area(AreaKind.REGION, region=Rect(1, 2, 40, 50))
    file = Path("team.campaign")

    words = engine_words(
        Choice("t", "team", file, area, only=("a", "b"), never=("c",), never_sites=("d.e",)),
        Rect(1, 2, 40, 50),
    )

    assert words[4:] == [
        *("--campaign", "team.campaign", "--region", "1,2,40,50"),
        *("--only", "a", "--only", "b", "--never", "c", "--never-site", "d.e"),
    ]


def test_a_monitor_is_named_by_its_number() -> None:
    words = engine_words(Choice("t", area=Area(AreaKind.MONITOR, monitor=1)), Rect(200, 0, 9, 9))

    assert words[4:] == ["--monitor", "1"]


@given(regions, st.sampled_from(list(Grip)), numbers, numbers)
def test_a_dragged_region_stays_on_the_desktop(region: Rect, grip: Grip, dx: int, dy: int) -> None:
    moved = dragged(fitted(region, WHOLE), grip, dx, dy, WHOLE)

    assert WHOLE.intersect(moved) == moved
    assert min(moved.width, moved.height) >= SIDE_MIN_PX


@given(st.tuples(numbers, numbers, numbers, numbers))
def test_a_drawn_region_lies_on_the_desktop(corners: tuple[int, int, int, int]) -> None:
    drawn = spanned(*corners, WHOLE)

    assert WHOLE.intersect(drawn) == drawn


def test_an_edge_that_is_not_held_stays() -> None:
    region = Rect(50, 20, 100, 50)

    assert dragged(region, Grip.LEFT, 10, 99, WHOLE) == Rect(60, 20, 90, 50)
    assert dragged(region, Grip.BOTTOM_RIGHT, 10, 5, WHOLE) == Rect(50, 20, 110, 55)
    assert dragged(region, Grip.INSIDE, -10, 5, WHOLE) == Rect(40, 25, 100, 50)


@pytest.mark.parametrize(
    ("at", "grip"),
    [
        ((10, 10), Grip.TOP_LEFT),
        ((110, 60), Grip.BOTTOM_RIGHT),
        ((60, 11), Grip.TOP),
        ((60, 35), Grip.INSIDE),
        ((200, 35), Grip.NONE),
    ],
)
def test_a_region_is_held_where_it_is_touched(at: tuple[int, int], grip: Grip) -> None:
    assert grip_at(QRectF(10, 10, 100, 50), QPointF(*at)) is grip


def test_a_bar_that_was_left_on_a_screen_that_is_gone_comes_back() -> None:
    size = QSize(600, 80)

    assert on_screen(QRect(QPoint(3000, 500), size), SCREENS[:1]) == QPoint(680, 500)
    assert on_screen(QRect(QPoint(50, 60), size), SCREENS[:1]) == QPoint(50, 60)
    assert on_screen(QRect(QPoint(50, 60), size), []) == QPoint(50, 60)


@given(regions, st.sampled_from([1.0, 1.25, 1.5, 2.0]), st.integers(-2000, 2000))
def test_what_lies_around_a_region_is_never_in_it_at_any_scale(
    region: Rect, ratio: float, corner: int
) -> None:
    origin = QPoint(corner, 0)
    box = scaled(region, origin, ratio)

    assert (box.x() - corner) * ratio <= region.x - corner
    assert box.y() * ratio <= region.y
    assert (box.x() + box.width() - corner) * ratio >= region.x + region.width - corner
    assert (box.y() + box.height()) * ratio >= region.y + region.height


def test_a_bar_keeps_off_what_is_recorded_if_there_is_room() -> None:
    size, region = QSize(600, 80), QRect(100, 0, 900, 400)

    beside = place_beside(size, region, SCREENS[:1])
    over = place_beside(size, SCREENS[0], SCREENS[:1])
    elsewhere = place_beside(size, SCREENS[0], SCREENS)

    assert not QRect(beside, size).intersects(region)
    assert QRect(over, size).intersects(SCREENS[0])
    assert SCREENS[1].contains(QRect(elsewhere, size))


def test_a_hotkey_that_does_not_work_gives_its_reason() -> None:
    works = HotkeyLine.of("pause", "ctrl+alt+shift+p")
    taken = HotkeyLine.of("stop", "Another program holds ctrl+alt+shift+s.")

    assert works.works
    assert not taken.works
    assert "Another program" in hotkeys_sentence([works, taken])
    assert common_chord([works, taken]) == "Ctrl+Alt+Shift and the letter"
    assert common_chord([taken]) == "No hotkey works here; use this bar."


def test_hotkeys_that_all_work_are_said_to_work_everywhere(settings: Settings) -> None:
    lines = lines_before(settings, {})

    assert hotkeys_sentence(lines).startswith("Hotkeys work in every window")
    assert {each.verb for each in lines} == {"pause", "mark", "forget", "stop", "discard"}


def test_another_hotkey_is_kept_as_the_engine_is_told_it(settings: Settings) -> None:
    settings.choose(HOTKEYS, words_with(settings, Verb.PAUSE, "ctrl+alt+f9"))

    assert chosen_words(settings) == ("pause=ctrl+alt+f9",)
    assert engine_words(Choice("t", hotkeys=chosen_words(settings)), WHOLE)[4:] == [
        *("--hotkey", "pause=ctrl+alt+f9"),
    ]
    lines = {each.verb: each.chord for each in lines_before(settings, {})}
    assert lines["pause"] == "ctrl+alt+f9"
    assert lines["stop"] == DEFAULT_CHORDS[Verb.STOP]
    assert words_with(settings, Verb.PAUSE, DEFAULT_CHORDS[Verb.PAUSE]) == ()


def test_a_hotkey_of_another_verb_is_refused(settings: Settings) -> None:
    with pytest.raises(WrongUse, match="two verbs"):
        words_with(settings, Verb.PAUSE, DEFAULT_CHORDS[Verb.STOP])
    with pytest.raises(WrongUse, match="needs ctrl, alt or super"):
        words_with(settings, Verb.PAUSE, "f9")


def test_kept_hotkeys_that_do_not_go_together_are_the_usual_ones(settings: Settings) -> None:
    settings.choose(HOTKEYS, (f"pause={DEFAULT_CHORDS[Verb.STOP]}",))

    assert chosen_words(settings) == ()


@pytest.mark.parametrize(
    ("keys", "chord"),
    [
        ("Ctrl+Alt+Shift+P", "ctrl+alt+shift+p"),
        ("Meta+F9", "super+f9"),
        ("Ctrl+Del", "ctrl+delete"),
    ],
)
def test_a_chord_is_read_from_keys_and_written_as_keys(keys: str, chord: str) -> None:
    assert chord_of(keys) == chord
    assert keys_of(chord) == keys


@pytest.mark.parametrize("reason", GapReason)
def test_every_reason_of_a_gap_has_its_words(reason: GapReason) -> None:
    assert (reason in HIDING_SIGNS) != (reason in TOLD_ELSEWHERE | NEVER_LIVE)
    assert reason in GAP_WORDS
    german = forms(catalogue("record", "de")) | forms(catalogue("sessions", "de"))
    assert german[GAP_WORDS[reason]] != (GAP_WORDS[reason],)
    if reason in HIDING_SIGNS:
        assert german[HIDING_SIGNS[reason]] != (HIDING_SIGNS[reason],)


def test_lengths_and_chords_read_as_people_write_them() -> None:
    assert [clock_text(each) for each in (0, 59.9, 247, 3847)] == [
        "0:00",
        "0:59",
        "4:07",
        "1:04:07",
    ]
    assert chord_text("ctrl+alt+shift+p") == "Ctrl+Alt+Shift+P"
