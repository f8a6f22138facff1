"""What the tests of the context share: a context that runs, plain X windows, programs to watch."""
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen

import xcffib
import xcffib.xproto as xproto
from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from recorder.capture.context import Answer, Fact, FocusFact, LockFact, StackFact, open_context
from recorder.capture.context_x11 import X11Context
from studio.virtual_desktop import VirtualDesktop, end_group, wait_until

SAVER, SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"

QT_FORM = Path(__file__).parent / "qt_form.py"
Answers = Mapping[str, tuple[str, tuple[object, ...]]]
ANSWERED = frozenset(Answer) - {Answer.PENDING}


@dataclass
class Watch:
    """A context that runs, and the facts it has told."""

    context: X11Context
    facts: list[Fact] = field(default_factory=list)

    def focuses(self) -> list[FocusFact]:
        return [fact for fact in self.facts if isinstance(fact, FocusFact)]

    def stack(self) -> StackFact:
        return [fact for fact in self.facts if isinstance(fact, StackFact)][-1]

    def locked(self) -> bool:
        return [fact.locked for fact in self.facts if isinstance(fact, LockFact)][-1]

    def answer(self) -> FocusFact:
        """Ask, and wait for an answer to this question."""
        asked_ns = time.monotonic_ns()
        self.context.ask()

        def answered() -> bool:
            last = self.focuses()[-1]
            return last.asked_ns >= asked_ns and last.field in ANSWERED

        wait_until(answered, "an answer of the context", 5)
        return self.focuses()[-1]

    def wait_for(self, fits: Callable[[FocusFact], bool], what: str) -> FocusFact:
        """Ask until an answer fits."""
        wait_until(lambda: fits(self.answer()), what)
        return self.focuses()[-1]

    def wait_for_app(self, name: str) -> FocusFact:
        """Wait until a window of this class has the focus and the context knows all about it."""
        return self.wait_for(
            lambda fact: fact.window is not None and fact.window.window_class == name, name
        )


@contextmanager
def watching(desktop: VirtualDesktop, *, titles: bool = True) -> Iterator[Watch]:
    """Watch a desktop until the block ends."""
    context = open_context(desktop.display, titles=titles, accessibility=False)
    assert isinstance(context, X11Context)
    watch = Watch(context)
    context.start(watch.facts.append)
    thread = threading.Thread(target=context.run)
    thread.start()
    try:
        yield watch
    finally:
        context.stop()
        thread.join(5)


@contextmanager
def program(desktop: VirtualDesktop, *command: str, **env: str) -> Iterator[Popen[bytes]]:
    """A program that runs until the block ends."""
    child = desktop.start(*command, env=dict(desktop.env) | env)
    try:
        yield child
    finally:
        end_group(child)


@contextmanager
def form(desktop: VirtualDesktop, *words: str) -> Iterator[Popen[bytes]]:
    """The Qt form: a plain field with the focus, and a password field after it."""
    with program(desktop, sys.executable, str(QT_FORM), *words, QT_QPA_PLATFORM="xcb") as child:
        yield child


class PlainClient:
    """An X client that makes bare windows of any kind."""

    def __init__(self, display: str) -> None:
        self.x = xcffib.connect(display=display)
        self.screen = self.x.get_setup().roots[0]

    def window(
        self,
        x: int,
        y: int,
        width: int,
        height: int,
        *,
        name: str = "",
        popup: bool = False,
        input_only: bool = False,
        parent: int | None = None,
    ) -> int:
        """Map a window of this class name; a popup is one that no window manager touches."""
        window = self.x.generate_id()
        kind = xproto.WindowClass.InputOnly if input_only else xproto.WindowClass.InputOutput
        depth = 0 if input_only else self.screen.root_depth
        self.x.core.CreateWindow(
            depth, window, parent or self.screen.root, x, y, width, height, 0, kind, 0,
            xproto.CW.OverrideRedirect, [int(popup)],
        )  # fmt: skip
        if name:
            self.set(window, xproto.Atom.WM_CLASS, f"{name}\0{name}\0".encode())
        self.x.core.MapWindow(window)
        self.settle()
        return window

    def set(self, window: int, atom: int, text: bytes) -> None:
        string = xproto.Atom.STRING
        replace = xproto.PropMode.Replace
        self.x.core.ChangeProperty(replace, window, atom, string, 8, len(text), text)
        self.settle()

    def atom(self, name: str) -> int:
        return self.x.core.InternAtom(False, len(name), name).reply().atom

    def focus(self, window: int) -> None:
        self.x.core.SetInputFocus(xproto.InputFocus.PointerRoot, window, xproto.Time.CurrentTime)
        self.settle()

    def settle(self) -> None:
        """Wait until the server has done all that was asked."""
        self.x.core.GetInputFocus().reply()

    def close(self) -> None:
        self.x.disconnect()


@contextmanager
def plain_client(desktop: VirtualDesktop) -> Iterator[PlainClient]:
    client = PlainClient(desktop.display)
    try:
        yield client
    finally:
        client.close()


@dataclass
class Service:
    """A service on a bus that gives fixed answers and sends signals."""

    connection: DBusConnection

    def say(self, interface: str, path: str, member: str, signature: str, *body: object) -> None:
        where = DBusAddress(path, interface=interface)
        self.connection.send(new_signal(where, member, signature or None, body))


@contextmanager
def service(address: str, name: str, answers: Answers) -> Iterator[Service]:
    """A service of the test, in a thread of its own, until the block ends."""
    connection = open_dbus_connection(address)
    connection.send_and_get_reply(message_bus.RequestName(name))

    def serve() -> None:
        while True:
            message = connection.receive()
            member = message.header.fields.get(HeaderFields.member)
            if message.header.message_type is not MessageType.method_call:
                continue
            if member == "Quit":
                return
            if member in answers:
                connection.send(new_method_return(message, *answers[member]))
            else:
                connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Service(connection)
    finally:
        with open_dbus_connection(address) as other:
            other.send(new_method_call(DBusAddress("/", name), "Quit"))
            thread.join(5)
        connection.close()


def announce(screen_saver: Service, locked: bool) -> None:
    """Let a screen saver say that the screen is locked, or no longer."""
    screen_saver.say(SAVER, SAVER_PATH, "ActiveChanged", "b", locked)


def saver(address: str, *, locked: bool) -> AbstractContextManager[Service]:
    """A screen saver on a bus."""
    return service(address, SAVER, {"GetActive": ("b", (locked,))})
