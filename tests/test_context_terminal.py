"""Does a terminal show what is typed? Real programs in a real xterm."""

from __future__ import annotations

import os
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recorder.capture.context import Answer, WindowInfo
from recorder.capture.terminal import ask_terminal, descendants
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import program

RAW = "import sys, tty; tty.setraw(0); sys.stdin.read()"
GETPASS = "import getpass; getpass.getpass()"
SILENT_LOOP = "stty -icanon -echo; read secret"


@pytest.fixture(scope="module")
def bare() -> Iterator[VirtualDesktop]:
    with virtual_desktop("800x600", window_manager=False, accessibility=False) as desktop:
        yield desktop


@contextmanager
def terminal(
    desktop: VirtualDesktop, *command: str, window_class: str = "XTerm"
) -> Iterator[WindowInfo]:
    """A terminal that runs a command, as the context would tell of its window."""
    with program(desktop, "xterm", "-e", *command) as child:
        yield WindowInfo(1, None, None, window_class, child.pid, None)


def wait_for(window: WindowInfo, answer: Answer) -> None:
    wait_until(lambda: ask_terminal(window) is answer, f"the answer {answer}", 10)


def runs(window: WindowInfo, name: str) -> bool:
    """Whether a program of this name has the tty of the terminal."""
    assert window.pid is not None
    return any(
        process.name == name and process.in_foreground for process in descendants(window.pid)
    )


def is_raw(window: WindowInfo) -> bool:
    """Whether the program in the terminal reads key by key."""
    assert window.pid is not None
    ttys = {process.tty for process in descendants(window.pid)} - {None}
    if not ttys:
        return False
    fd = os.open(f"/dev/pts/{ttys.pop()}", os.O_RDONLY | os.O_NOCTTY)
    try:
        return not termios.tcgetattr(fd)[3] & (termios.ICANON | termios.ECHO)
    finally:
        os.close(fd)


def test_a_program_that_echoes_is_public(bare: VirtualDesktop) -> None:
    with terminal(bare, "cat") as window:
        wait_for(window, Answer.PUBLIC)


@pytest.mark.parametrize("command", [("bash", "--norc"), ("less", __file__)])
def test_a_shell_or_a_pager_that_reads_key_by_key_is_public(
    bare: VirtualDesktop, command: tuple[str, ...]
) -> None:
    with terminal(bare, *command) as window:
        wait_until(lambda: is_raw(window), "the prompt")
        assert ask_terminal(window) is Answer.PUBLIC


@pytest.mark.parametrize("command", [(sys.executable, "-c", GETPASS), ("bash", "-c", "read -s x")])
def test_a_program_that_reads_a_line_without_an_echo_is_secret(
    bare: VirtualDesktop, command: tuple[str, ...]
) -> None:
    with terminal(bare, *command) as window:
        wait_for(window, Answer.SECRET)


@pytest.mark.parametrize("command", [(sys.executable, "-c", RAW), ("bash", "-c", SILENT_LOOP)])
def test_any_other_program_that_reads_key_by_key_is_unknown(
    bare: VirtualDesktop, command: tuple[str, ...]
) -> None:
    with terminal(bare, *command) as window:
        wait_until(lambda: is_raw(window), "the raw mode")
        assert ask_terminal(window) is Answer.UNKNOWN


def test_a_relay_to_another_machine_is_unknown(bare: VirtualDesktop, tmp_path: Path) -> None:
    relay = tmp_path / "ssh"
    relay.symlink_to("/usr/bin/cat")

    with terminal(bare, str(relay)) as window:
        wait_until(lambda: runs(window, "ssh"), "the relay")
        assert ask_terminal(window) is Answer.UNKNOWN


def test_a_password_prompt_below_another_program_is_found(bare: VirtualDesktop) -> None:
    with terminal(bare, "bash", "--norc", "-c", f"{sys.executable} -c '{GETPASS}'; true") as window:
        wait_for(window, Answer.SECRET)


def test_a_program_that_only_contains_a_terminal_is_never_public(bare: VirtualDesktop) -> None:
    with terminal(bare, "cat", window_class="SomeEditor") as window:
        wait_until(lambda: runs(window, "cat"), "the program in it")
        assert ask_terminal(window) is Answer.NONE
    with terminal(bare, sys.executable, "-c", GETPASS, window_class="SomeEditor") as window:
        wait_for(window, Answer.SECRET)


def test_a_program_without_a_tty_is_no_terminal(bare: VirtualDesktop) -> None:
    with program(bare, "sleep", "60") as child:
        window = WindowInfo(1, None, "sleep", None, child.pid, None)
        assert ask_terminal(window) is Answer.NONE


def test_a_terminal_whose_process_is_not_known_is_unknown() -> None:
    assert ask_terminal(WindowInfo(1, None, None, "XTerm", None, None)) is Answer.UNKNOWN
