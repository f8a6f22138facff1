"""Does the terminal in focus show what is typed? Asked of the kernel: the echo of its ttys.

A program that asks for a password turns the echo of its tty off and reads whole lines. Linux
only; it reads `/proc` and opens ttys, and never reads from them.
"""

from __future__ import annotations

import os
import termios
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recorder.capture.context import Answer, WindowInfo

TERMINALS = frozenset({
    "xterm", "uxterm", "rxvt", "urxvt", "kitty", "alacritty", "foot", "st", "st-256color",
    "konsole", "yakuake", "terminator", "tilix", "guake", "tilda", "terminology", "qterminal",
    "lxterminal", "sakura", "roxterm", "wezterm", "wezterm-gui", "ghostty", "gnome-terminal",
    "gnome-terminal-server", "kgx", "ptyxis", "xfce4-terminal", "mate-terminal",
    "deepin-terminal", "cool-retro-term", "contour", "rio", "mlterm", "eterm", "aterm",
})  # fmt: skip
# What is typed into these goes to a tty that cannot be asked from here.
RELAYS = frozenset({
    "ssh", "tmux", "screen", "mosh-client", "telnet", "rlogin", "docker", "podman", "kubectl",
    "machinectl", "nsenter", "lxc", "virsh", "minicom", "picocom", "dtach", "abduco", "zellij",
})  # fmt: skip
# These may ask with dots for letters, which looks to the tty like an editor.
ASKERS = frozenset({
    "sudo", "doas", "pinentry-curses", "pinentry-tty", "systemd-ask-pas",
})  # fmt: skip
# These read key by key without an echo and show themselves what is typed. Any other program that
# does so may be asking for a password.
SHELLS = frozenset({
    "sh", "dash", "bash", "zsh", "fish", "ksh", "mksh", "tcsh", "csh", "elvish", "nu", "xonsh",
})  # fmt: skip
READERS = frozenset({
    "vi", "vim", "vim.basic", "vim.tiny", "vim.gtk3", "nvim", "nano", "emacs", "emacs-nox",
    "micro", "hx", "joe", "jed", "kak", "less", "more", "most", "man", "pager", "view", "top",
    "htop", "btop", "watch", "mc", "ranger", "nnn", "ncdu", "tig", "psql", "sqlite3", "mysql",
    "gdb", "lldb",
})  # fmt: skip
PTS_MAJORS = range(136, 144)
PROCESSES_MAX = 500


@dataclass(frozen=True, slots=True)
class Process:
    """What `/proc` says of a process; `tty` is None without a pseudo-terminal."""

    pid: int
    name: str
    tty: int | None
    in_foreground: bool


def ask_terminal(window: WindowInfo) -> Answer:
    """Whether the terminal program of this window shows what is typed; NONE if it is none."""
    if window.pid is None:
        return Answer.UNKNOWN if _is_named_terminal(window) else Answer.NONE
    own = read_process(window.pid)
    children = list(descendants(window.pid))
    others = [child for child in children if child.tty is not None and own and child.tty != own.tty]
    if not others:
        # A program that holds the master of a tty is a terminal, whatever its name.
        is_terminal = _is_named_terminal(window) or _holds_master(window.pid)
        return Answer.UNKNOWN if is_terminal else Answer.NONE
    answers = {
        _ask_tty(tty, others) for tty in {child.tty for child in others if child.tty is not None}
    }
    for answer in (Answer.SECRET, Answer.UNKNOWN):
        if answer in answers:
            return answer
    # Of a program that is more than a terminal the ttys say nothing good about its other fields.
    return Answer.PUBLIC if _is_named_terminal(window) else Answer.NONE


def read_process(pid: int) -> Process | None:
    """The state of a process, or None if there is none such."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes().decode(errors="replace")
    except OSError:
        return None
    # The name is in parentheses and may hold any character, parentheses included.
    name, _, rest = stat.partition("(")[2].rpartition(")")
    _state, _parent, group, _session, tty_text, foreground = rest.split()[:6]
    number = int(tty_text)
    major, minor = (number >> 8) & 0xFFF, (number & 0xFF) | ((number >> 12) & 0xFFF00)
    tty = (major - PTS_MAJORS.start) * 256 + minor if major in PTS_MAJORS else None
    return Process(pid, name, tty, group == foreground)


def descendants(pid: int) -> Iterator[Process]:
    """All processes below this one, at most `PROCESSES_MAX`."""
    waiting, seen = _children_of(pid), 0
    while waiting and seen < PROCESSES_MAX:
        child, seen = waiting.pop(), seen + 1
        if process := read_process(child):
            yield process
        waiting += _children_of(child)


def _children_of(pid: int) -> list[int]:
    children: list[int] = []
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            children += map(int, Path(f"/proc/{pid}/task/{thread}/children").read_bytes().split())
    except OSError:
        return children
    return children


def _ask_tty(tty: int, processes: list[Process]) -> Answer:
    try:
        # Without O_NOCTTY it could become our own terminal; closed at once, because an open
        # slave keeps the terminal from seeing the end of its program.
        fd = os.open(f"/dev/pts/{tty}", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return Answer.UNKNOWN
    try:
        modes = termios.tcgetattr(fd)[3]
    except (OSError, termios.error):
        return Answer.UNKNOWN
    finally:
        os.close(fd)
    in_front = [p for p in processes if p.tty == tty and p.in_foreground]
    names = {p.name.partition(":")[0] for p in in_front}
    if not modes & termios.ECHO:
        dotted = any(p.name in ASKERS and not _children_of(p.pid) for p in in_front)
        if modes & termios.ICANON or dotted:
            return Answer.SECRET
        if not any(p.name in READERS or _is_prompt(p) for p in in_front):
            return Answer.UNKNOWN
    return Answer.UNKNOWN if names & RELAYS or not in_front else Answer.PUBLIC


def _is_prompt(process: Process) -> bool:
    """Whether it is a shell that reads commands; one that runs a script may ask for a secret."""
    if process.name not in SHELLS:
        return False
    try:
        arguments = Path(f"/proc/{process.pid}/cmdline").read_bytes().split(b"\0")[1:-1]
    except OSError:
        return False
    return all(argument.startswith(b"-") for argument in arguments)


def _is_named_terminal(window: WindowInfo) -> bool:
    names = {name.casefold() for name in (window.app, window.window_class) if name}
    return bool(names & TERMINALS)


def _holds_master(pid: int) -> bool:
    """Whether a process holds /dev/ptmx open; False where that cannot be seen."""
    try:
        fds = os.listdir(f"/proc/{pid}/fd")
    except OSError:
        return False
    for fd in fds:
        try:
            if os.readlink(f"/proc/{pid}/fd/{fd}").endswith("/ptmx"):
                return True
        except OSError:
            continue
    return False
