"""What the tests of input share: a plain X server, a source in a thread, raw keys through XTEST."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import xcffib

from recorder.capture.input import Held, RawInput, RawKind, open_input
from recorder.capture.input_x11 import X11Input
from studio.scripted_person import KEY_PRESS, KEY_RELEASE, ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until

SHIFT, ALT_GR, CAPS_LOCK = 50, 108, 66  # keycodes of a PC keyboard in X


@dataclass
class Recording:
    """A source that runs, and what it has delivered."""

    source: X11Input
    person: ScriptedPerson
    raw: list[RawInput] = field(default_factory=list)
    held: Held = field(default_factory=Held)

    @property
    def inputs(self) -> list[RawInput]:
        """All but the notices of a new layout, which servers send for each new device."""
        return [one for one in self.raw if one.kind != RawKind.LAYOUT]

    def settle(self) -> None:
        """Wait until the server has taken in all that the person did."""
        with suppress(xcffib.ConnectionException):
            self.person._x.core.GetInputFocus().reply()

    def wait_for(self, count: int) -> list[RawInput]:
        wait_until(lambda: len(self.inputs) >= count, f"{count} inputs", 10)
        return self.inputs


@contextmanager
def plain_server() -> Iterator[VirtualDesktop]:
    """An X server without a window manager: quiet, and quick to start."""
    with virtual_desktop("1280x720", window_manager=False, accessibility=False) as desktop:
        yield desktop


@contextmanager
def recording(
    desktop: VirtualDesktop, *, keys: bool = True, mouse: bool = True
) -> Iterator[Recording]:
    """Record the input of a desktop until the block ends."""
    source = open_input(keys=keys, mouse=mouse, display=desktop.display)
    assert isinstance(source, X11Input)
    person = ScriptedPerson(desktop.display, pause_s=0)
    taken = Recording(source, person)
    taken.held = source.start(taken.raw.append)
    with running(source):
        yield taken
        taken.settle()
    person.close()


@contextmanager
def running(part: object) -> Iterator[None]:
    """Run `part.run` in a thread and stop it with the block."""
    thread = threading.Thread(target=part.run)  # pyright: ignore[reportAttributeAccessIssue]
    thread.start()
    try:
        yield
    finally:
        part.stop()  # pyright: ignore[reportAttributeAccessIssue]
        thread.join(5)


def press(person: ScriptedPerson, *codes: int) -> None:
    """Press keycodes in order and release them in reverse."""
    for code in codes:
        person._send(KEY_PRESS, code)
    for code in reversed(codes):
        person._send(KEY_RELEASE, code)


def set_layout(desktop: VirtualDesktop, *options: str) -> None:
    subprocess.run(["setxkbmap", "-display", desktop.display, *options], check=True)


def server_pid(person: ScriptedPerson) -> int:
    """Who is at the other end of the person's connection."""
    with socket.socket(fileno=os.dup(person._x.get_file_descriptor())) as end:
        answer = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return int(struct.unpack("3i", answer)[0])
