"""Boxes over the picture, the lane, and what a hand does: drawn, moved, held in time, removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotate.redact.frames import shown_frames
from annotate.redact.plan import Keep, Keyframe, Region, Span, WholeStep
from recorder.session.model import Rect
from replay import player as heads
from replay.action_types import Type
from studio.gui.redaction.boxes import Grip, grip_at, place_at, placed, pulled, spanned
from studio.gui.redaction.reach import Reach, same_stretch
from tests.redact_sessions import SIZE, written
from tests.redaction_desk import AtPanel, panel_over, plain_desk
from tests.session_helpers import make_worker

WITHIN = Rect(0, 0, 100, 60)
BOX = Rect(20, 10, 30, 20)
KEY = Qt.Key


@pytest.fixture
def at(candor_home: Path, qtbot: QtBot) -> Iterator[AtPanel]:
    with panel_over(candor_home, qtbot) as made:
        made.show()
        yield made


def regions(at: AtPanel) -> list[Region]:
    return [each for each in at.desk.content.redactions if isinstance(each, Region)]


def pixel(at: AtPanel, x: int, y: int) -> QPoint:
    """Where a pixel of the desktop lies in the picture."""
    return at.picture.box_of(Rect(x, y, 1, 1)).center().toPoint()


def draw(at: AtPanel, rect: Rect) -> None:
    layer = at.panel.layer
    at.panel.draw_box()
    begin = pixel(at, rect.x, rect.y)
    end = pixel(at, rect.x + rect.width, rect.y + rect.height)
    QTest.mousePress(layer, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(layer, (begin + end) / 2)
    QTest.mouseMove(layer, end)
    QTest.mouseRelease(layer, Qt.MouseButton.LeftButton, pos=end)


@pytest.mark.parametrize(
    ("grip", "expected"),
    [
        ("move", Rect(25, 13, 30, 20)),
        ("nw", Rect(25, 13, 25, 17)),
        ("se", Rect(20, 10, 35, 23)),
        ("e", Rect(20, 10, 35, 20)),
        ("n", Rect(20, 13, 30, 17)),
    ],
)
def test_a_box_is_moved_or_resized_by_what_is_held(grip: Grip, expected: Rect) -> None:
    assert pulled(BOX, grip, 5, 3, WITHIN) == expected


@pytest.mark.parametrize("grip", ["move", "n", "s", "w", "e", "nw", "ne", "sw", "se"])
@pytest.mark.parametrize("way", [-999, -40, 40, 999])
def test_a_box_stays_inside_the_picture_and_keeps_an_area(grip: Grip, way: int) -> None:
    made = pulled(BOX, grip, way, way, WITHIN)

    assert made.width > 0
    assert made.height > 0
    assert made.intersect(WITHIN) == made


def test_a_point_holds_corner_side_or_all_of_a_box() -> None:
    assert grip_at(BOX, 20, 10, 2) == "nw"
    assert grip_at(BOX, 51, 20, 2) == "e"
    assert grip_at(BOX, 35, 20, 2) == "move"
    assert grip_at(BOX, 60, 20, 2) is None


def test_what_is_too_small_or_outside_is_no_box() -> None:
    assert spanned(10, 10, 11, 40, WITHIN) is None
    assert spanned(-50, -50, -10, -10, WITHIN) is None
    assert spanned(50, 40, 10, 20, WITHIN) == Rect(10, 20, 40, 20)


def test_a_moving_box_is_moved_as_a_whole() -> None:
    frames = (Keyframe(0, 20, 10), Keyframe(50, 40, 10), Keyframe(80, None, None))
    region = Region("a", BOX, 0, 100, keyframes=frames)
    moved = placed(region, Rect(45, 15, 30, 20), 60)

    assert place_at(moved, 60) == Rect(45, 15, 30, 20)
    assert place_at(moved, 10) == Rect(25, 15, 30, 20)
    assert place_at(moved, 90) is None


def test_a_box_holds_from_when_the_picture_looked_so_until_it_changes(tmp_path: Path) -> None:
    worker = make_worker(tmp_path)
    session = written(worker, plain_desk())
    times = [shown.t_ns for shown in shown_frames(session.chunks, session.duration_ns)]
    row_0, row_2 = Rect(0, 8, SIZE[0], 26), Rect(0, 64, SIZE[0], 26)

    def stretch(rect: Rect, t_ns: int) -> tuple[int, int]:
        frames = shown_frames(session.chunks, session.duration_ns)
        return same_stretch(frames, rect, (0, 0), t_ns, session.duration_ns + 1)

    assert len(times) == 2
    assert stretch(row_2, times[0]) == (times[0], times[1])
    assert stretch(row_2, times[1]) == (times[1], session.duration_ns + 1)
    assert stretch(row_0, times[1])[0] == times[0]


def test_a_drawn_box_becomes_a_redaction_that_can_be_undone(at: AtPanel) -> None:
    draw(at, Rect(40, 20, 100, 40))
    at.until(lambda: regions(at))
    (made,) = regions(at)

    assert abs(made.rect.x - 40) <= 2
    assert abs(made.rect.width - 100) <= 4
    assert made.from_ns <= at.desk.t_ns < made.until_ns
    at.rest()
    at.desk.undo()
    at.until(lambda: not regions(at))


def test_a_box_is_drawn_moved_resized_and_removed_by_keys_alone(at: AtPanel) -> None:
    layer = at.panel.layer
    at.panel.draw_box()
    QTest.keyClick(layer, KEY.Key_Return)
    at.until(lambda: regions(at))
    at.rest()
    before = regions(at)[0].rect
    QTest.keyClick(layer, KEY.Key_Tab)
    assert layer.chosen_id == regions(at)[0].id

    QTest.keyClick(layer, KEY.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at.until(lambda: regions(at)[0].rect.x == before.x + 10)
    QTest.keyClick(layer, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    at.until(lambda: regions(at)[0].rect.height == before.height + 1)
    QTest.keyClick(layer, KEY.Key_Delete)
    at.until(lambda: not regions(at))


def test_a_box_is_moved_by_the_mouse(at: AtPanel) -> None:
    at.panel.hand.reach = Reach.SESSION
    at.panel.hand.draw(Rect(60, 40, 80, 40))
    at.until(lambda: regions(at))
    layer = at.panel.layer
    begin, end = pixel(at, 100, 60), pixel(at, 130, 80)
    QTest.mousePress(layer, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(layer, (begin + end) / 2)
    QTest.mouseMove(layer, end)
    QTest.mouseRelease(layer, Qt.MouseButton.LeftButton, pos=end)

    at.until(lambda: abs(regions(at)[0].rect.x - 90) <= 3)
    assert regions(at)[0].rect.width == 80


def test_escape_leaves_drawing_without_a_box(at: AtPanel) -> None:
    at.panel.draw_box()
    QTest.keyClick(at.panel.layer, KEY.Key_Escape)
    at.rest()

    assert not at.panel.layer.draws
    assert not regions(at)


def test_what_cannot_be_followed_stays_covered_in_the_whole_session(at: AtPanel) -> None:
    problems: list[object] = []
    at.context.frame.problem.connect(problems.append)
    at.panel.hand.reach = Reach.FOLLOW
    at.panel.hand.draw(Rect(300, 140, 60, 30))

    at.until(lambda: regions(at) and problems)
    made = regions(at)[0]
    assert (made.from_ns, made.until_ns) == (0, at.desk.player.head.duration_ns + 1)


def test_the_selection_of_the_timeline_is_cut_or_kept_as_a_gap(at: AtPanel) -> None:
    player = at.desk.player
    at.panel.cut(Keep.GAP)
    assert not at.desk.is_saving
    head = heads.set_out(heads.seek(heads.set_in(heads.seek(player.head, 10)), 500_000_000))
    player.use(head)
    at.panel.cut(Keep.GAP)
    at.until(lambda: at.desk.content.redactions)

    (span,) = at.desk.content.redactions
    assert isinstance(span, Span)
    assert (span.from_ns, span.until_ns, span.keep) == (head.in_ns, head.out_ns, Keep.GAP)


def test_whole_steps_are_redacted_as_one_edit(at: AtPanel) -> None:
    typed = [step for step in at.desk.steps if isinstance(step.action, Type)]
    at.desk.select([step.id for step in at.desk.steps[:2]])
    at.panel.redact_steps()
    at.until(lambda: at.desk.content.redactions)
    at.rest()

    assert typed
    assert all(isinstance(each, WholeStep) for each in at.desk.content.redactions)
    at.desk.undo()
    at.until(lambda: not at.desk.content.redactions)


def test_the_lane_shows_what_is_hidden_when_and_leads_there(at: AtPanel) -> None:
    lane, chosen = at.panel.lane, []
    lane.resize(700, lane.height())
    at.desk.player.use(heads.seek(at.desk.player.head, 0))
    region = Region("a" * 16, Rect(1, 1, 50, 50), 400_000_000, 900_000_000)
    at.panel.hand.add(region)
    at.until(lambda: at.desk.content.redactions)
    at.timeline.show_head(at.desk.player.head, None)
    lane.chosen.connect(chosen.append)
    QTest.keyClick(lane, KEY.Key_Right)

    at.until(lambda: at.desk.t_ns == region.from_ns)
    assert chosen == [region.id]
    x = at.timeline.x_of(600_000_000)
    QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=QPointF(x, 12).toPoint())
    assert chosen == [region.id, region.id]
    assert at.panel.layer.chosen_id == region.id
    assert [each.id for each in at.panel.list.selected()] == [region.id]


def test_delete_in_the_list_removes_what_is_selected(at: AtPanel) -> None:
    region = Region("a" * 16, Rect(1, 1, 50, 50), 0, 900_000_000)
    for each in (region, msgspec.structs.replace(region, id="b" * 16)):
        at.panel.hand.add(each)
    at.until(lambda: len(at.desk.content.redactions) == 2)
    at.panel.list.selectAll()
    QTest.keyClick(at.panel.list, KEY.Key_Delete)

    at.until(lambda: not at.desk.content.redactions)
