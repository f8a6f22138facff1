"""Which window is active, what lies above what, and whose each window is, on a real X server."""
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import os
import struct
import threading
from collections.abc import Iterator

import pytest
import xcffib.composite
import xcffib.record
import xcffib.shape
import xcffib.xproto as xproto

from recorder.capture.context import Answer, WindowInfo, open_context
from recorder.capture.input_x11 import ENABLE_CONTEXT, _opcode
from recorder.capture.wire_x11 import HEADER, REPLY, Wire
from recorder.errors import CaptureError
from recorder.gate_rules import AppRules, masks
from recorder.session.model import Rect
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import PlainClient, Watch, plain_client, program, watching
from tests.input_helpers import plain_server

WHOLE = (0, 0, 1280, 720)
GET_PROPERTY = struct.Struct("=BBHIIIII")
FUTURE_CLIENTS = 2


@pytest.fixture(scope="module")
def bare() -> Iterator[VirtualDesktop]:
    """A server without a window manager."""
    with plain_server() as desktop:
        yield desktop


@pytest.fixture(scope="module")
def managed() -> Iterator[VirtualDesktop]:
    """A server with one."""
    with virtual_desktop("1280x720", accessibility=False) as desktop:
        yield desktop


@pytest.fixture
def client(bare: VirtualDesktop) -> Iterator[PlainClient]:
    with plain_client(bare) as client:
        yield client


@pytest.fixture
def watch(bare: VirtualDesktop) -> Iterator[Watch]:
    with watching(bare) as watch:
        yield watch


def names(watch: Watch) -> list[str | None]:
    return [window.window_class for window in watch.stack().windows]


def top(watch: Watch) -> WindowInfo:
    return watch.stack().windows[-1]


def test_the_active_window_is_told_with_program_class_process_title_and_place(
    managed: VirtualDesktop,
) -> None:
    xterm = ("xterm", "-geometry", "80x24+100+100", "-T", "a title", "-e", "cat")
    with watching(managed) as watch, program(managed, *xterm) as child:
        window = watch.wait_for_app("XTerm").window

    assert window is not None
    assert (window.app, window.title, window.pid) == ("xterm", "a title", child.pid)
    assert window.bounds is not None
    assert window.bounds.x >= 100
    assert window.bounds.y > 100
    assert window.bounds.width > 400


def test_a_new_title_is_told_without_a_new_epoch(managed: VirtualDesktop) -> None:
    with watching(managed) as watch, plain_client(managed) as client:
        window = client.window(100, 100, 300, 200, name="plain")
        before = watch.wait_for_app("plain")
        client.set(window, xproto.Atom.WM_NAME, b"another title")

        def told() -> bool:
            last = watch.focuses()[-1].window
            return last is not None and last.title == "another title"

        wait_until(told, "the new title")
        assert watch.focuses()[-1].epoch == before.epoch


def test_a_window_that_comes_to_the_front_is_a_new_epoch(managed: VirtualDesktop) -> None:
    with watching(managed) as watch, plain_client(managed) as client:
        client.window(100, 100, 300, 200, name="first")
        first = watch.wait_for_app("first")
        client.window(500, 100, 300, 200, name="second")
        second = watch.wait_for_app("second")

    opened = next(fact for fact in watch.focuses() if fact.epoch == second.epoch)
    assert second.epoch > first.epoch
    assert Answer.PENDING in (opened.field, opened.echo)
    assert opened.window == second.window


def test_titles_are_not_read_unless_they_were_granted(bare: VirtualDesktop) -> None:
    with plain_client(bare) as client:
        window = client.window(100, 100, 300, 200, name="plain")
        client.set(window, xproto.Atom.WM_NAME, b"a secret title")
        client.focus(window)
        name = b"_NET_WM_NAME"
        titles = {
            xproto.Atom.WM_NAME,
            client.x.core.InternAtom(False, len(name), name).reply().atom,
        }

        granted, _ = properties_read(bare, titles=True)
        refused, told = properties_read(bare, titles=False)

    assert titles & granted
    assert refused
    assert not titles & refused
    assert told is not None
    assert told.window_class == "plain"
    assert told.title is None


def test_the_stack_is_told_from_the_lowest_to_the_highest(
    watch: Watch, client: PlainClient
) -> None:
    low = client.window(0, 0, 300, 200, name="low")
    client.window(100, 100, 300, 200, name="high")
    wait_until(lambda: names(watch) == ["low", "high"], "both windows")

    client.x.core.ConfigureWindow(low, xproto.ConfigWindow.StackMode, [xproto.StackMode.Above])
    client.settle()
    wait_until(lambda: names(watch) == ["high", "low"], "the new order")

    client.x.core.UnmapWindow(low)
    client.settle()
    wait_until(lambda: names(watch) == ["high"], "only one window")


def test_a_forbidden_window_is_masked_where_no_allowed_one_covers_it(
    watch: Watch, client: PlainClient
) -> None:
    client.window(0, 0, 300, 200, name="forbidden")
    moved = client.window(200, 0, 300, 200, name="allowed")
    rules = AppRules.of(["allowed"])
    wait_until(lambda: names(watch) == ["forbidden", "allowed"], "both windows")

    assert masks(watch.stack().windows, rules) == ((Rect(0, 0, 200, 200)),)

    client.x.core.ConfigureWindow(moved, xproto.ConfigWindow.X, [100])
    client.settle()
    wait_until(lambda: masks(watch.stack().windows, rules) == (Rect(0, 0, 100, 200),), "the move")


def test_a_frame_is_told_as_the_program_inside_it(managed: VirtualDesktop) -> None:
    with watching(managed) as watch, plain_client(managed) as client:
        client.window(100, 100, 300, 200, name="plain")
        wait_until(lambda: names(watch) == ["plain"], "the frame")
        frame = top(watch)

    assert frame.pid == os.getpid()
    assert not frame.override_redirect
    assert frame.bounds is not None
    assert frame.bounds.height > 200


def test_a_frame_is_told_anew_when_its_window_is_marked(managed: VirtualDesktop) -> None:
    with watching(managed) as watch, plain_client(managed) as client:
        frame = client.window(100, 100, 300, 200, name="frame", popup=True)
        inner = client.window(0, 0, 300, 200, name="inner", parent=frame)
        wait_until(lambda: names(watch) == ["frame"], "the frame")

        client.set(inner, client.atom("WM_STATE"), b"normal")
        wait_until(lambda: names(watch) == ["inner"], "the window in it")


def test_a_window_with_a_shape_lets_what_is_below_shine_through(
    watch: Watch, client: PlainClient
) -> None:
    window = client.window(0, 0, 300, 200, name="plain")
    wait_until(lambda: names(watch) == ["plain"], "the window")
    assert top(watch).opaque

    hole = xproto.RECTANGLE.synthetic(0, 0, 10, 10)
    shape = client.x(xcffib.shape.key)
    shape.Rectangles(xcffib.shape.SO.Subtract, xcffib.shape.SK.Bounding, 0, window, 0, 0, 1, [hole])
    client.settle()
    wait_until(lambda: not top(watch).opaque, "the hole")


def test_what_shines_through_depends_on_the_compositor(watch: Watch, client: PlainClient) -> None:
    window = client.window(0, 0, 300, 200, name="plain")
    client.set(window, client.atom("_NET_WM_WINDOW_OPACITY"), b"\0\0\0\x80")
    wait_until(lambda: names(watch) == ["plain"], "the window")
    assert top(watch).opaque

    compositor = client.atom("_NET_WM_CM_S0")
    client.x.core.SetSelectionOwner(window, compositor, xproto.Time.CurrentTime)
    client.settle()
    wait_until(lambda: not top(watch).opaque, "the compositor")

    client.set(window, client.atom("_NET_WM_WINDOW_OPACITY"), b"\xff\xff\xff\xff")
    wait_until(lambda: top(watch).opaque, "the full opacity")


def test_the_surface_of_a_compositor_is_no_window(watch: Watch, client: PlainClient) -> None:
    composite = client.x(xcffib.composite.key)
    composite.QueryVersion(0, 4).reply()
    overlay = composite.GetOverlayWindow(client.screen.root).reply().overlay_win
    client.window(0, 0, 300, 200, name="plain")

    wait_until(lambda: "plain" in names(watch), "the window")
    assert overlay not in [window.id for window in watch.stack().windows]
    composite.ReleaseOverlayWindow(client.screen.root)
    client.settle()


@pytest.mark.parametrize("input_only", [False, True])
def test_a_window_over_the_whole_screen_takes_the_keys(
    watch: Watch, client: PlainClient, input_only: bool
) -> None:
    client.focus(client.window(0, 0, 300, 200, name="plain"))
    watch.wait_for_app("plain")

    cover = client.window(*WHOLE, name="locker", popup=True, input_only=input_only)
    watch.wait_for_app("locker")

    client.x.core.DestroyWindow(cover)
    client.settle()
    watch.wait_for_app("plain")


def test_a_popup_of_another_program_takes_the_keys_while_it_grabs_the_keyboard(
    bare: VirtualDesktop, watch: Watch, client: PlainClient
) -> None:
    with program(bare, "xterm", "-e", "cat"):
        wait_until(lambda: "XTerm" in names(watch), "the terminal")
        client.focus(top(watch).id)
        watch.wait_for_app("XTerm")
        client.window(0, 0, 300, 20, name="launcher", popup=True)
        assert watch.answer().window is not None
        watch.wait_for_app("XTerm")

        mode = xproto.GrabMode.Async
        root, now = client.screen.root, xproto.Time.CurrentTime
        client.x.core.GrabKeyboard(False, root, now, mode, mode).reply()
        watch.wait_for_app("launcher")

        client.x.core.UngrabKeyboard(now)
        client.settle()
        watch.wait_for_app("XTerm")


def test_no_active_window_is_told_as_none(watch: Watch) -> None:
    fact = watch.answer()

    assert fact.window is None
    assert (fact.field, fact.echo) == (Answer.UNKNOWN, Answer.UNKNOWN)


def test_a_display_that_is_not_there_is_refused() -> None:
    context = open_context(":4711", titles=False, accessibility=False)

    with pytest.raises(CaptureError):
        context.start(lambda fact: None)


def test_the_end_of_the_server_ends_the_context_with_an_error() -> None:
    ended: list[CaptureError] = []
    with plain_server() as desktop:
        context = open_context(desktop.display, titles=False, accessibility=False)
        context.start(lambda fact: None)

        def run() -> None:
            try:
                context.run()
            except CaptureError as error:
                ended.append(error)

        thread = threading.Thread(target=run)
        thread.start()
    thread.join(5)

    assert ended


def properties_read(desktop: VirtualDesktop, *, titles: bool) -> tuple[set[int], WindowInfo | None]:
    """The properties that a context asks the server for, seen by the server itself."""
    with plain_client(desktop) as spy, plain_client(desktop) as control:
        record = control.x(xcffib.record.key)
        record.QueryVersion(1, 13).reply()
        context = control.x.generate_id()
        code = xcffib.record.Range8.synthetic(20, 20)
        nothing = xcffib.record.Range8.synthetic(0, 0)
        no_extension = xcffib.record.ExtRange.synthetic(
            nothing, xcffib.record.Range16.synthetic(0, 0)
        )
        wanted = xcffib.record.Range.synthetic(
            code, nothing, no_extension, no_extension, nothing, nothing, nothing, False, False
        )
        record.CreateContext(context, 0, 1, 1, [FUTURE_CLIENTS], [wanted], is_checked=True).check()
        opcode = _opcode(spy.x, "RECORD")
        wire = Wire(spy.x)
        wire.send(struct.pack("=BBHI", opcode, ENABLE_CONTEXT, 2, context))
        wait_until(wire.read, "the recording of requests")

        with watching(desktop, titles=titles) as watch:
            window = watch.answer().window
        control.settle()
        read: set[int] = set()
        for message in wire.read():
            if message[0] == REPLY:
                read |= {entry[4] for entry in GET_PROPERTY.iter_unpack(message[HEADER:])}
    return read, window
