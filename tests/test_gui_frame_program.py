# pyright: reportAttributeAccessIssue=false
"""The program itself, on a real desktop: one window per data folder, and sentences where none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import xcffib
import xcffib.xproto

from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.checkout import ROOT

_NAMES = ("_NET_WM_NAME", "WM_NAME")
COMMAND = (sys.executable, str(ROOT / "main.py"), "studio")


class Windows:
    """What the window manager says about windows, asked of the X server."""

    def __init__(self, display: str) -> None:
        self._x = xcffib.connect(display=display)
        self._root = self._x.get_setup().roots[0].root

    def close(self) -> None:
        self._x.disconnect()

    def active(self) -> str:
        """The title of the window that has the focus, or an empty text."""
        window = self._numbers(self._root, "_NET_ACTIVE_WINDOW")
        return self._title(window[0]) if window and window[0] else ""

    def titles(self) -> list[str]:
        return [self._title(each) for each in self._numbers(self._root, "_NET_CLIENT_LIST")]

    def _numbers(self, window: int, name: str) -> list[int]:
        return list(self._property(window, name).to_atoms())

    def _title(self, window: int) -> str:
        """Empty for a window that has gone meanwhile."""
        try:
            named = [bytes(self._property(window, name).buf()) for name in _NAMES]
        except xcffib.xproto.WindowError:
            return ""
        return next((name.decode(errors="replace") for name in named if name), "")

    def _property(self, window: int, name: str) -> xcffib.List:
        atom = self._x.core.InternAtom(False, len(name), name).reply().atom
        kind = xcffib.xproto.GetPropertyType.Any
        return self._x.core.GetProperty(False, window, atom, kind, 0, 1024).reply().value


@pytest.fixture
def windows(session_desktop: VirtualDesktop):
    made = Windows(session_desktop.display)
    yield made
    made.close()


@pytest.fixture
def start(session_desktop: VirtualDesktop, tmp_path: Path):
    """Starts the program on a data folder of this test; what still runs is ended."""
    children: list[subprocess.Popen[bytes]] = []

    def run(**more: str) -> subprocess.Popen[bytes]:
        env = dict(session_desktop.env) | {"CANDOR_HOME": str(tmp_path / "candor")} | more
        child = subprocess.Popen(COMMAND, env=env, stderr=subprocess.PIPE)
        children.append(child)
        return child

    yield run
    for child in children:
        child.kill()
        child.communicate()


def shown(windows: Windows) -> Callable[[], bool]:
    return lambda: "Candor" in windows.titles()


def test_a_second_start_brings_the_first_window_forward(
    session_desktop: VirtualDesktop, windows: Windows, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    first = start()
    wait_until(shown(windows), "the window")
    other = session_desktop.start("xterm", "-title", "in front", "-geometry", "80x24+300+200")
    wait_until(lambda: windows.active() == "in front", "the other program")

    second = start()

    assert second.wait(20) == 0
    wait_until(lambda: windows.active() != "in front", "the window to come forward")
    assert first.poll() is None
    assert windows.titles().count("Candor") == 1
    other.terminate()


def test_after_a_killed_window_the_next_one_opens(
    windows: Windows, start: Callable[..., subprocess.Popen[bytes]]
) -> None:
    first = start()
    wait_until(shown(windows), "the window")
    first.send_signal(signal.SIGKILL)
    first.wait(20)
    wait_until(lambda: not shown(windows)(), "the killed window to go")

    second = start()

    wait_until(shown(windows), "the next window")
    assert second.poll() is None


def test_a_window_ends_with_nothing_left_behind(
    windows: Windows, start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    child = start()
    wait_until(shown(windows), "the window")

    child.send_signal(signal.SIGTERM)

    assert child.wait(20) == 0
    assert not (tmp_path / "candor" / "run" / "studio").exists()


def test_the_socket_is_for_its_owner_alone(
    windows: Windows, start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    start()
    wait_until(shown(windows), "the window")

    folder = tmp_path / "candor" / "run"
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "studio").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("display", ["", ":987"], ids=["none", "not there"])
def test_without_a_desktop_it_is_a_sentence(
    start: Callable[..., subprocess.Popen[bytes]], display: str
) -> None:
    child = start(DISPLAY=display)

    _, said = child.communicate(timeout=20)

    assert child.returncode == 1
    assert b"no desktop here" in said
    assert len(said.splitlines()) == 1


OPENED = """
import sys, threading
from recorder.vault.home import Home

SLOW = {"av", "cv2", "jeepney", "keyring", "numpy", "sqlite_utils", "PySide6.QtPrintSupport"}

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in SLOW and threading.current_thread() is threading.main_thread():
            print("the window waited for", name)

sys.meta_path.insert(0, Watch())
from studio.gui import app

studio = app.Studio(app.make_context(app.make_app(), Home.default().ensure()))
studio.window.show_place("record")
studio.window.close_for_good()
studio.close()
print("closed")
"""


def test_opening_the_window_waits_for_no_slow_library(tmp_path: Path) -> None:
    env = {**os.environ, "CANDOR_HOME": str(tmp_path / "candor"), "PYTHONPATH": str(ROOT)}

    done = subprocess.run([sys.executable, "-c", OPENED], env=env, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert done.stdout == "closed\n"
