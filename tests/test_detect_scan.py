"""A session looked through: every carrier, what moves on the screen, what could not run."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from annotate.detect import lines as line_module
from annotate.detect.lines import LineReader
from annotate.detect.model import (
    Answer,
    Finding,
    Kind,
    Marker,
    Pixels,
    Ready,
    Sighting,
    Task,
    TypedText,
    Unavailable,
    WindowTitle,
)
from annotate.detect.ocr import MarkedText
from annotate.detect.proposals import proposals
from annotate.detect.regions import TILE_PX, changed_areas
from annotate.detect.scan import Panel, scan_session
from annotate.detect.screen import ScreenScanner
from annotate.detect.texts import text_detectors
from annotate.redact.plan import Region, Text
from recorder.session import events as ev
from recorder.session.model import Rect
from tests.export_sessions import Made

WIDTH, HEIGHT = 640, 320
SECOND = 1_000_000_000
MAIL = "anna@example.org"


def frame() -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH, 3), 255, np.uint8)


def with_bar(x: int, y: int, shade: int = 0) -> NDArray[np.uint8]:
    """A picture in which a striped bar stands for a line of text."""
    picture = frame()
    picture[y : y + 12, x : x + 120 : 2] = shade
    return picture


@pytest.fixture
def bars_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is replaced, not the walk: each bar is a line whose text is its shade."""

    def find_lines(rgb: NDArray[np.uint8]) -> tuple[Rect, ...]:
        ys, xs = np.nonzero(rgb[:, :, 0] < 200)
        if not len(ys):
            return ()
        left, top = int(xs.min()), int(ys.min())
        return (Rect(left, top, int(xs.max()) - left + 1, int(ys.max()) - top + 1),)

    def read_line(crop: NDArray[np.uint8]) -> MarkedText:
        return MarkedText(f"{MAIL} {crop.min()}", 1.0, ())

    monkeypatch.setattr(line_module.ocr, "find_lines", find_lines)
    monkeypatch.setattr(line_module.ocr, "read_line", read_line)


def finds_mail(text: str) -> tuple[Finding, ...]:
    at = text.find(MAIL)
    return () if at < 0 else (Finding(Kind.EMAIL, at, at + len(MAIL), "test", 0.9),)


def walk(pictures: list[NDArray[np.uint8]], step_ns: int = SECOND) -> tuple[Sighting, ...]:
    scanner = ScreenScanner(LineReader(finds_mail), Rect(100, 50, WIDTH, HEIGHT))
    for index, picture in enumerate(pictures):
        screen = ev.ScreenEvent(index, index * step_ns, index, Rect(100, 50, WIDTH, HEIGHT), 0)
        scanner.take(screen, picture)
    return scanner.finish()


def spans(sightings: tuple[Sighting, ...]) -> list[tuple[int, int]]:
    return sorted(
        (one.place.first, one.place.last) for one in sightings if isinstance(one.place, Pixels)
    )


@pytest.mark.usefixtures("bars_are_text")
def test_a_line_that_stays_is_one_finding_from_first_to_last() -> None:
    sightings = walk(
        [frame(), with_bar(40, 40), with_bar(40, 40), with_bar(40, 40), frame(), frame()]
    )

    (one,) = sightings
    assert isinstance(one.place, Pixels)
    assert one.place.first <= 1
    assert one.place.last >= 3
    assert Rect(140, 90, 119, 12).intersect(one.place.rect) == Rect(140, 90, 119, 12)


@pytest.mark.usefixtures("bars_are_text")
def test_a_line_shown_for_one_frame_is_found() -> None:
    assert walk([frame(), with_bar(40, 40), frame()])


@pytest.mark.usefixtures("bars_are_text")
def test_what_moved_is_covered_on_its_way() -> None:
    sightings = walk([with_bar(40, 40), with_bar(80, 90), with_bar(120, 140)])

    for index, (x, y) in enumerate(((40, 40), (80, 90), (120, 140))):
        place = Rect(100 + x, 50 + y, 119, 12)
        assert any(
            isinstance(one.place, Pixels)
            and one.place.first <= index <= one.place.last
            and place.intersect(one.place.rect) == place
            for one in sightings
        ), index


@pytest.mark.usefixtures("bars_are_text")
def test_quick_changes_hide_every_frame_in_which_the_line_stood() -> None:
    pictures = [with_bar(40, 40, shade=n) for n in range(0, 150, 30)]

    sightings = walk(pictures, step_ns=50_000_000)

    covered = {n for first, last in spans(sightings) for n in range(first, last + 1)}
    assert covered >= set(range(len(pictures)))


@pytest.mark.usefixtures("bars_are_text")
def test_the_same_pixels_are_read_once() -> None:
    reader = LineReader(finds_mail)
    for _ in range(3):
        reader.lines(with_bar(40, 40), [Rect(0, 0, WIDTH, HEIGHT)])

    assert (reader.read, reader.known) == (1, 2)


def test_only_tiles_that_differ_are_changed() -> None:
    areas = changed_areas(frame(), with_bar(160, 160), Rect(0, 0, WIDTH, HEIGHT))

    assert len(areas) == 1
    assert areas[0].x % TILE_PX == 0
    assert Rect(160, 160, 119, 12).intersect(areas[0]) == Rect(160, 160, 119, 12)
    assert changed_areas(frame(), frame(), Rect(0, 0, WIDTH, HEIGHT)) == ()
    assert changed_areas(None, frame(), Rect(900, 0, 5, 5)) == ()


def made_session() -> Made:
    def typed(text: str, seq: int) -> Iterator[ev.Event]:
        for at, letter in enumerate(text):
            t_ns = seq * SECOND + at * 20_000_000
            yield ev.KeyEvent(seq + 2 * at, t_ns, True, 30, letter, letter)
            yield ev.KeyEvent(seq + 2 * at + 1, t_ns + 9_000_000, False, 30, letter, letter)

    events = (
        ev.WindowEvent(1, 0, f"{MAIL} - Mail", "mail", "mail", 1, None),
        *typed("password: Hunter-22", 10),
        ev.WindowEvent(100, 90 * SECOND, f"{MAIL} - Mail", "mail", "mail", 1, None),
        ev.MarkEvent(101, 91 * SECOND, "call +49 30 901820"),
    )
    return Made(events, task="Write to Acme Works")


def test_every_carrier_of_text_is_looked_at() -> None:
    scan = scan_session(made_session(), None, detectors=text_detectors(("Acme Works",)))

    found = {(type(one.place), one.finding.kind): one for one in scan.sightings}
    assert found[WindowTitle, Kind.EMAIL].place == WindowTitle((1, 100))
    assert found[TypedText, Kind.PASSWORD].secret == "Hunter-22"
    assert (Marker, Kind.PHONE) in found
    assert (Task, Kind.WORD) in found


def test_a_detector_that_fails_is_named_and_the_others_go_on() -> None:
    class Broken:
        name = "broken"

        def find(self, text: str) -> Answer:
            raise RecursionError(text)

    scan = scan_session(made_session(), None, detectors=(Broken(), *text_detectors(())))

    failed = {state.name: state.unavailable for state in scan.unavailable}
    assert failed["broken"] == "It ended with RecursionError."
    assert "names" in failed
    assert scan.sightings


def test_a_detector_beyond_its_time_is_unavailable() -> None:
    ticks = iter(range(0, 1000, 7))
    panel = Panel(text_detectors(())[:1], budget_s=10, clock=lambda: next(ticks))

    panel.find("one")
    panel.find("two")

    (state,) = panel.states()
    assert state.unavailable is not None
    assert state.looked_at == 2


def test_found_nothing_is_not_could_not_run() -> None:
    scan = scan_session(Made((), task="Write"), None, detectors=text_detectors(()))

    states = {state.name: state for state in scan.states}
    assert states["people"].unavailable is None
    assert states["people"].findings == 0
    assert states["names"].unavailable is not None


def test_pictures_that_were_not_looked_at_are_named() -> None:
    screen = ev.ScreenEvent(1, 0, 0, Rect(0, 0, 9, 9), 0)

    scan = scan_session(Made((screen,)), None, detectors=text_detectors(()))

    assert "screen" in {state.name for state in scan.unavailable}


def test_pictures_that_cannot_be_read_are_named() -> None:
    class NoFrames:
        def frame(self, index: int) -> NDArray[np.uint8]:
            from recorder.errors import Damaged

            raise Damaged("The frame cannot be decoded.")

    screen = ev.ScreenEvent(1, 0, 0, Rect(0, 0, 9, 9), 0)
    scan = scan_session(Made((screen,)), NoFrames(), detectors=text_detectors(()))

    why = {state.name: state.unavailable for state in scan.unavailable}
    assert why["screen"] == "The frame cannot be decoded."


@pytest.mark.usefixtures("bars_are_text")
def test_a_scan_can_be_stopped_by_any_error() -> None:
    from recorder.errors import CandorError

    class Enough(CandorError):
        pass

    class Blank:
        def frame(self, index: int) -> NDArray[np.uint8]:
            return frame()

    told: list[float] = []

    def check() -> None:
        if told:
            raise Enough

    screens = tuple(ev.ScreenEvent(n, n, n, Rect(0, 0, WIDTH, HEIGHT), 0) for n in range(5))
    with pytest.raises(Enough):
        scan_session(
            Made(screens, task=""), Blank(), detectors=(), progress=told.append, check=check
        )
    assert told == [0.2]


def test_findings_become_one_proposal_each() -> None:
    finding = Finding(Kind.EMAIL, 0, len(MAIL), "people", 0.9)
    screens = [ev.ScreenEvent(n, n * SECOND, n * 10, Rect(0, 0, 9, 9), 0) for n in range(4)]
    line = Pixels(10, 20, Rect(50, 60, 100, 14))
    sightings = [
        Sighting(Task(), finding, MAIL),
        Sighting(Marker(7), finding, MAIL),
        Sighting(line, finding, f"{MAIL} 4111 1111 1111 1111"),
        Sighting(line, Finding(Kind.CARD, 17, 36, "people"), f"{MAIL} 4111 1111 1111 1111"),
    ]

    text, region = proposals(sightings, screens, 9 * SECOND)

    assert isinstance(text, Text)
    assert (text.text, text.kind, text.origin) == (MAIL, "email", "people")
    assert isinstance(region, Region)
    assert (region.from_ns, region.until_ns) == (SECOND, 3 * SECOND)
    assert line.rect.intersect(region.rect) == line.rect
    assert MAIL not in text.reason + region.reason


def test_a_detector_that_answers_unavailable_is_not_asked_again() -> None:
    asked: list[str] = []

    class Out:
        name = "out"

        def find(self, text: str) -> Answer:
            asked.append(text)
            return Unavailable("out", "It is not here.")

    panel = Panel((Out(),))
    panel.find("a")
    panel.find("b")

    assert asked == ["a"]
    assert panel.find("c") == Ready(()).findings


@pytest.mark.usefixtures("bars_are_text")
def test_a_line_that_the_encoder_changed_a_little_is_known_and_another_is_not() -> None:
    reader = LineReader(finds_mail)
    noise = np.random.default_rng(1).integers(0, 12, (HEIGHT, WIDTH, 3), np.uint8)
    place = [Rect(0, 0, WIDTH, HEIGHT)]
    other = with_bar(40, 40)
    other[44:46, 101] = 0

    reader.lines(with_bar(40, 40), place)
    reader.lines(np.clip(with_bar(40, 40), 12, 243) + noise, place)
    reader.lines(other, place)

    assert (reader.read, reader.known) == (2, 1)
