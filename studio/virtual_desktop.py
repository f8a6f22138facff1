# pyright: reportAttributeAccessIssue=false
"""A desktop of its own: X server, window manager, D-Bus session, accessibility bus, home folder.

`candor demo`, the tests and the benchmarks run here, so that they never touch the desktop, the
home or the identity of the person at the machine. Everything ends with the `with` block.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from recorder.errors import CaptureError

PACKAGES = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "dbus-daemon": "dbus",
    "xterm": "xterm",
    "mousepad": "mousepad",
}
A11Y_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
START_TIMEOUT_S = 20.0


@dataclass(slots=True)
class VirtualDesktop:
    """A running virtual desktop. `env` is the environment for programs that shall live in it."""

    display: str
    home: Path
    env: Mapping[str, str]
    _children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *command: str, **popen: object) -> subprocess.Popen[bytes]:
        """Start a program in this desktop; it is ended with the desktop."""
        options: dict[str, object] = {
            "env": dict(self.env),
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "start_new_session": True,
        } | popen
        child = subprocess.Popen(command, **options)  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType]
        self._children.append(child)  # pyright: ignore[reportUnknownArgumentType]
        return child  # pyright: ignore[reportUnknownVariableType]

    def stop_all(self) -> None:
        for child in reversed(self._children):
            end_group(child)
        self._children.clear()


def missing_packages() -> list[str]:
    """The Debian packages that a virtual desktop needs and that are not here."""
    missing = [package for tool, package in PACKAGES.items() if shutil.which(tool) is None]
    if not any(Path(launcher).exists() for launcher in A11Y_LAUNCHERS):
        missing.append("at-spi2-core")
    return missing


@contextmanager
def virtual_desktop(
    size: str = "1920x1080",
    *,
    window_manager: bool = True,
    accessibility: bool = True,
    server_options: Sequence[str] = (),
) -> Iterator[VirtualDesktop]:
    """Start a desktop of `size` and end it, with all its programs, when the block ends.

    Raises:
        CaptureError: a program that it needs is missing or did not start.
    """
    if missing := missing_packages():
        raise CaptureError(
            "A virtual desktop cannot start here; install these Debian packages: "
            + ", ".join(missing)
            + "."
        )
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="candor-desktop-")))
        display = _start_server(stack, size, server_options)
        env = _clean_environment(display, root)
        env["DBUS_SESSION_BUS_ADDRESS"] = _start_bus(stack, env)
        desktop = VirtualDesktop(display, root / "home", env)
        stack.callback(desktop.stop_all)
        if accessibility:
            launcher = next(path for path in A11Y_LAUNCHERS if Path(path).exists())
            desktop.start(launcher, "--launch-immediately", "--a11y=1")
        if window_manager:
            desktop.start("openbox")
            _wait_for_window_manager(display)
        yield desktop


def wait_until(condition: object, what: str, timeout_s: float = START_TIMEOUT_S) -> None:
    """Wait for `condition()` to be true.

    Raises:
        CaptureError: it did not become true in time.
    """
    end = time.monotonic() + timeout_s
    while not condition():  # pyright: ignore[reportCallIssue]
        if time.monotonic() > end:
            raise CaptureError(f"Waited {timeout_s:g} s in vain: {what}.")
        time.sleep(0.01)


def end_group(child: subprocess.Popen[bytes], grace_s: float = 3.0) -> None:
    """End a child and its process group: first politely, then for certain."""
    for sig in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, sig)
        except (ProcessLookupError, PermissionError):
            break
        try:
            child.wait(grace_s)
        except subprocess.TimeoutExpired:
            continue
        break
    child.wait()


def _start_server(stack: ExitStack, size: str, options: Sequence[str]) -> str:
    read_fd, write_fd = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(write_fd), "-screen", "0", f"{size}x24"),
            # Nobody sits here, so it would count as idle, go blank, and be taken for locked.
            *("-nolisten", "tcp", "-noreset", "-dpi", "96", "-s", "0", *options),
        ],
        pass_fds=(write_fd,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    stack.callback(end_group, server)
    os.close(write_fd)
    with os.fdopen(read_fd) as answer:
        number = answer.readline().strip()
    if not number:
        raise CaptureError("The virtual X server (Xvfb) did not start.")
    return f":{number}"


def _clean_environment(display: str, root: Path) -> dict[str, str]:
    home, runtime = root / "home", root / "run"
    for folder in (home, runtime):
        folder.mkdir(mode=0o700)
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "CANDOR_DEBUG")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env.setdefault("LANG", "C.UTF-8")
    return env | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "TMPDIR": str(runtime),
        "DISPLAY": display,
        "CANDOR_HOME": str(home / "candor"),
        "GTK_MODULES": "gail:atk-bridge",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
        "GSETTINGS_BACKEND": "memory",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def _start_bus(stack: ExitStack, env: Mapping[str, str]) -> str:
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    stack.callback(end_group, bus)
    assert bus.stdout is not None
    address = bus.stdout.readline().decode().strip()
    bus.stdout.close()
    if not address:
        raise CaptureError("The D-Bus session of the virtual desktop did not start.")
    return address


def _wait_for_window_manager(display: str) -> None:
    """Wait until it takes care of windows: while it starts it may lose one for ever."""
    import xcffib
    from xcffib import xproto

    connection = xcffib.connect(display=display)
    screen, window = connection.get_setup().roots[0], connection.generate_id()
    connection.core.CreateWindow(
        0, window, screen.root, 0, 0, 1, 1, 0, xproto.WindowClass.InputOutput, 0, 0, []
    )

    def count(window: int, name: str) -> int:
        atom = connection.core.InternAtom(False, len(name), name).reply().atom
        any_type = xproto.GetPropertyType.Any
        answer = connection.core.GetProperty(False, window, atom, any_type, 0, 1).reply()
        return int(answer.value_len)

    def managed() -> bool:
        if count(screen.root, "_NET_SUPPORTING_WM_CHECK"):
            connection.core.MapWindow(window)
        return count(window, "WM_STATE") > 0

    try:
        wait_until(managed, "the window manager")
        connection.core.DestroyWindow(window)
        wait_until(lambda: not count(screen.root, "_NET_CLIENT_LIST"), "the window manager")
    finally:
        connection.disconnect()
