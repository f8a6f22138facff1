"""What waits until the context has told of every window: pictures, and presses of the pointer."""

# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import xcffib.xproto as xproto

from recorder.capture.context import Answer, FocusFact, SeenFact, StackFact, WindowInfo
from recorder.capture.context_x11 import X11Context
from recorder.capture.screen import open_screen
from recorder.engine_masks import UNSEEN_MAX_NS
from recorder.engine_pictures import Pictures
from recorder.gate import HOLD_NS, Gate
from recorder.gate_decisions import Decision, GapChange, Kind, Publish
from recorder.gate_rules import AppRules
from recorder.gate_sight import EVERY_NS
from recorder.session.decoder import Image
from recorder.session.decoder import Pictures as Decoded
from recorder.session.events import Event, GapEvent, GapReason, Hidden, ScreenEvent
from recorder.session.model import Rect
from recorder.timeline import Timeline
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import PlainClient, Watch, form, plain_client, watching
from tests.mask_windows import PLAIN_RGB, SECRET_RGB, Painted, is_of
from tests.screen_helpers import small_desktop

MS = 1_000_000
PLACE = (50, 50)
BOX = Rect(40, 40, 80, 60)


@pytest.fixture
def bare() -> Iterator[VirtualDesktop]:
    with small_desktop() as desktop:
        yield desktop


def public_gate() -> Gate[str]:
    """A gate over a public place, whose windows are known up to 100 ms."""
    gate: Gate[str] = Gate(AppRules.of(["*"]))
    gate.begin(0)
    window = WindowInfo(1, None, "editor", "Editor", 1, None)
    gate.focus(FocusFact(0, 0, 0, window, Answer.PUBLIC, Answer.NONE))
    gate.saw(100 * MS)
    gate.release(100 * MS)
    return gate


def press(gate: Gate[str], item: str, at_ms: int, pressed: bool = True) -> None:
    gate.put(
        item, at_ms * MS, Kind.POINTER, control=1, pressed=pressed, place=PLACE, acts=pressed
    )  # fmt: skip


def passed(decisions: list[Decision[str]]) -> list[str]:
    return [each.item for each in decisions if isinstance(each, Publish)]


def test_a_press_waits_until_the_windows_of_its_time_are_known() -> None:
    gate = public_gate()
    press(gate, "down", 200)
    press(gate, "up", 230, pressed=False)
    assert passed(gate.release(240 * MS)) == []
    gate.saw(199 * MS)
    assert passed(gate.release(241 * MS)) == []

    gate.saw(200 * MS)
    assert passed(gate.release(242 * MS)) == ["down", "up"]


def test_a_press_into_a_window_that_is_told_of_later_is_hidden_with_its_release() -> None:
    gate = public_gate()
    press(gate, "down", 200)
    gate.mask(205 * MS, [BOX])
    gate.saw(206 * MS)
    press(gate, "up", 230, pressed=False)

    assert passed(gate.release(240 * MS)) == []


def test_a_press_that_was_made_before_a_window_came_is_not_hidden_by_it() -> None:
    gate = public_gate()
    gate.put("key", 195 * MS, Kind.KEY, control=2, pressed=True)
    press(gate, "down", 200)
    gate.saw(201 * MS)
    gate.mask(205 * MS, [BOX])
    gate.focus(FocusFact(0, 300 * MS, 301 * MS, gate._fact.window, Answer.PUBLIC, Answer.NONE))  # pyright: ignore[reportOptionalMemberAccess]

    assert passed(gate.release(302 * MS)) == ["key", "down"]


def test_a_press_of_which_nobody_says_where_it_went_is_hidden_and_a_gap_says_so() -> None:
    gate = public_gate()
    press(gate, "down", 200)
    assert gate.release(200 * MS + HOLD_NS - 1) == []
    begin, end = gate.release(200 * MS + HOLD_NS)
    press(gate, "up", 500, pressed=False)
    press(gate, "later", 600)
    gate.saw(601 * MS)

    assert isinstance(begin, GapChange)
    assert isinstance(end, GapChange)
    assert (begin.begins, begin.hidden, begin.reason) == (True, Hidden.PIXELS, GapReason.UNSEEN)
    assert (end.begins, end.hidden, end.reason) == (False, Hidden.PIXELS, GapReason.UNSEEN)
    assert begin.at_ns <= 200 * MS < end.at_ns
    assert passed(gate.release(602 * MS)) == ["later"]


def test_what_nobody_has_told_by_the_end_is_hidden() -> None:
    gate = public_gate()
    press(gate, "down", 200)

    decisions = gate.finish(210 * MS)
    assert passed(decisions) == []
    gaps = [(each.hidden, each.begins) for each in decisions if isinstance(each, GapChange)]
    assert gaps.count((Hidden.PIXELS, True)) == gaps.count((Hidden.PIXELS, False)) == 1


def test_the_context_is_asked_once_for_all_presses_and_not_too_often() -> None:
    gate = public_gate()
    assert not gate.wants_sight(150 * MS)
    press(gate, "one", 200)
    assert gate.next_ns() == 200 * MS
    assert gate.wants_sight(201 * MS)
    assert not gate.wants_sight(201 * MS)
    assert gate.next_ns() == 200 * MS + HOLD_NS

    press(gate, "two", 210)
    assert not gate.wants_sight(211 * MS)
    gate.saw(205 * MS)
    gate.release(212 * MS)
    assert not gate.wants_sight(212 * MS)
    assert gate.next_ns() == 201 * MS + EVERY_NS
    assert gate.wants_sight(201 * MS + EVERY_NS)


def test_a_key_and_a_move_wait_for_no_windows() -> None:
    gate = public_gate()
    gate.put("move", 200 * MS, Kind.POINTER, place=PLACE)

    assert passed(gate.release(201 * MS)) == ["move"]
    assert not gate.wants_sight(202 * MS)


# The context.


def seen_since(watch: Watch, at_ns: int) -> int | None:
    """Where among the facts it says that it has seen all windows up to a time."""
    for index, fact in enumerate(watch.facts):
        if isinstance(fact, SeenFact) and fact.until_ns >= at_ns:
            return index
    return None


def told(watch: Watch, name: str) -> int | None:
    """Where among the facts a window of this class is told of first."""
    for index, fact in enumerate(watch.facts):
        if isinstance(fact, StackFact) and any(w.window_class == name for w in fact.windows):
            return index
    return None


def is_told_before(watch: Watch, name: str, at_ns: int) -> bool:
    """Whether a window was told of before the context said that it had seen it."""
    seen, when = seen_since(watch, at_ns), told(watch, name)
    return seen is not None and when is not None and when < seen


def test_the_context_has_told_of_a_window_before_it_says_that_it_has_seen(
    bare: VirtualDesktop,
) -> None:
    with watching(bare) as watch, plain_client(bare) as client:
        for number in range(20):
            client.window(10, 10, 50, 50, name=f"W{number}")
            at_ns = time.monotonic_ns()
            watch.context.see()
            wait_until(lambda at_ns=at_ns: seen_since(watch, at_ns) is not None, "the sight")
            assert is_told_before(watch, f"W{number}", at_ns)


def test_the_context_looks_for_windows_also_while_it_waits_for_a_program() -> None:
    with (
        virtual_desktop("800x600") as desktop,
        form(desktop) as child,
        watching(desktop) as watch,
        plain_client(desktop) as client,
    ):
        watch.wait_for(lambda fact: fact.field is Answer.PUBLIC, "the form")
        child.send_signal(signal.SIGSTOP)
        try:
            for number in range(5):
                watch.context.ask()
                client.window(10, 10, 50, 50, name=f"W{number}", popup=True)
                at_ns = time.monotonic_ns()
                watch.context.see()
                wait_until(lambda at_ns=at_ns: seen_since(watch, at_ns) is not None, "the sight")
                assert is_told_before(watch, f"W{number}", at_ns)
        finally:
            child.send_signal(signal.SIGCONT)


@contextmanager
def not_looked_yet(
    desktop: VirtualDesktop,
) -> Iterator[tuple[PlainClient, list[tuple[WindowInfo, ...]]]]:
    """A client whose deeds in the block are over before anybody looks, and what was told then."""
    context = X11Context(desktop.display, titles=False, accessibility=False)
    watch, stacks = Watch(context), list[tuple[WindowInfo, ...]]()
    context.start(watch.facts.append)
    with plain_client(desktop) as client:
        yield client, stacks
        client.settle()
        context.see()
        thread = threading.Thread(target=context.run)
        thread.start()
        wait_until(lambda: seen_since(watch, 0) is not None, "the sight")
    context.stop()
    thread.join(5)
    stacks += [fact.windows for fact in watch.facts if isinstance(fact, StackFact)]


def test_a_window_that_was_destroyed_before_anybody_looked_is_told_of(
    bare: VirtualDesktop,
) -> None:
    with not_looked_yet(bare) as (client, stacks):
        client.x.core.DestroyWindow(client.window(33, 44, 55, 66, popup=True))

    assert [window.bounds for windows in stacks for window in windows] == [Rect(33, 44, 55, 66)]
    assert stacks[-1] == ()


def test_a_window_that_moved_before_anybody_looked_is_told_of_where_it_was_first(
    bare: VirtualDesktop,
) -> None:
    with not_looked_yet(bare) as (client, stacks):
        window = client.window(33, 44, 55, 66, popup=True)
        for x in (100, 200):
            client.x.core.ConfigureWindow(window, xproto.ConfigWindow.X, [x])

    places = [window.bounds.x for windows in stacks for window in windows if window.bounds]
    assert list(dict.fromkeys(places)) == [33, 100, 200]


def test_what_was_asked_before_the_end_is_answered(bare: VirtualDesktop) -> None:
    for _ in range(20):
        with watching(bare) as watch:
            at_ns = time.monotonic_ns()
            watch.context.see()
        assert seen_since(watch, at_ns) is not None


# The pictures.


@contextmanager
def looking(
    desktop: VirtualDesktop, see: Callable[[Pictures], None]
) -> Iterator[tuple[Pictures, Timeline]]:
    """Pictures of a desktop; `see` is asked how far the windows are known."""
    screen, timeline = open_screen(desktop.display, None), Timeline()
    seen = Pictures(screen, timeline, 30, lambda desktop: screen, lambda: see(seen))
    seen.start()
    threads = [threading.Thread(target=work) for work in (seen.look, seen.encode)]
    for thread in threads:
        thread.start()
    try:
        yield seen, timeline
    finally:
        seen.stop()
        for thread in threads:
            thread.join(5)


def images_of(seen: Pictures) -> list[Image]:
    chunks = seen.chunks()
    shown = Decoded(chunks)
    return [shown.frame(index) for chunk in chunks for index, *_ in chunk.frames]


def secret_pixels(images: list[Image]) -> int:
    return sum(int(is_of(image, SECRET_RGB).sum()) for image in images)


def told_of(events: list[Event]) -> list[tuple[str, int]]:
    """Pictures and gaps of windows that were not known in time, in their order, with times."""
    return [
        ("picture" if isinstance(each, ScreenEvent) else f"gap {each.begins}", each.t_ns)
        for each in events
        if isinstance(each, ScreenEvent)
        or (isinstance(each, GapEvent) and each.reason is GapReason.UNSEEN)
    ]


def test_a_picture_waits_as_long_as_the_context_is_late(bare: VirtualDesktop) -> None:
    painted = Painted(bare.display)
    painted.show(painted.window(Rect(0, 0, 300, 300), PLAIN_RGB, "Notes"))
    window = painted.window(BOX, SECRET_RGB, "Safe")
    late = threading.Event()

    def see(seen: Pictures) -> None:
        if not late.is_set():
            seen.saw(time.monotonic_ns())

    with looking(bare, see) as (seen, _):
        wait_until(lambda: seen.frames == 1, "the first picture")
        late.set()
        painted.show(window)
        # Far longer than pictures wait when all is well, and shorter than they wait at most.
        time.sleep(0.6)
        assert seen.frames == 1
        seen.mask(time.monotonic_ns(), (BOX,))
        late.clear()
        seen.saw(time.monotonic_ns())
        wait_until(lambda: seen.frames > 1, "the picture with the window")
    painted.client.close()

    assert secret_pixels(images_of(seen)) == 0


def test_a_picture_of_which_nobody_says_what_is_in_it_is_hidden_as_a_whole(
    bare: VirtualDesktop,
) -> None:
    painted = Painted(bare.display)
    window = painted.window(BOX, SECRET_RGB, "Safe")
    painted.show(window)
    knows = threading.Event()

    def see(seen: Pictures) -> None:
        if knows.is_set():
            seen.saw(time.monotonic_ns())

    with looking(bare, see) as (seen, timeline):
        began_ns = time.monotonic_ns()
        wait_until(lambda: seen.frames == 1, "the first picture")
        waited_ns = time.monotonic_ns() - began_ns
        seen.mask(time.monotonic_ns(), (BOX,))
        assert seen.losing
        knows.set()
        wait_until(lambda: seen.frames > 1 and not seen.losing, "a picture that is known")
        known = seen.frames
        painted.show(painted.window(Rect(200, 100, 50, 50), PLAIN_RGB, "Notes"))
        wait_until(lambda: seen.frames > known, "the next picture")
    painted.client.close()

    images = images_of(seen)
    assert waited_ns > UNSEEN_MAX_NS * 0.9
    assert secret_pixels(images) == 0
    assert images[0].max() < 40
    assert is_of(images[-1][105:145, 205:245], PLAIN_RGB).all()
    what = [name for name, _ in told_of(timeline.take_all())]
    assert what[:2] == ["gap True", "picture"]
    assert what.count("gap True") == what.count("gap False") == 1
    assert what.index("gap False") < len(what) - 1
