"""What all tests share: a clean environment, virtual desktops, a home for Candor, leak checks.

No test sees the desktop, the session bus or the data folder of the person at the machine.
"""

from __future__ import annotations

import fcntl
import logging
import os
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from studio.virtual_desktop import VirtualDesktop, virtual_desktop

if TYPE_CHECKING:
    from tests.postgres_server import Server

DESKTOP_FIXTURES = {"desktop", "session_desktop"}
QT_FIXTURES = {"qapp", "qtbot", "qtmodeltester"}
PASSPHRASE = "correct horse battery staple"
PROVE_TIMEOUT_S = 1800
THREAD_GRACE_S = 2.0
OF_THE_PERSON = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS")

hypothesis.settings.register_profile("house", deadline=None, print_blob=True)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Cut the ties to the desktop at which the tests were started."""
    for name in OF_THE_PERSON:
        os.environ.pop(name, None)
    for name in [name for name in os.environ if name.startswith("CANDOR_")]:
        del os.environ[name]
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Add the markers that the fixtures of a test imply."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & DESKTOP_FIXTURES:
            item.add_marker(pytest.mark.display)
        if fixtures & QT_FIXTURES:
            item.add_marker(pytest.mark.gui)
        if item.get_closest_marker("prove") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(PROVE_TIMEOUT_S))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let a test marked `alone` run while no other worker runs one."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return (yield)
    # The one folder that all workers of a run share, as pytest-xdist's own recipe has it.
    shared = item.config._tmp_path_factory.getbasetemp().parent
    with _room(shared, alone=item.get_closest_marker("alone") is not None):
        return (yield)


@contextmanager
def _room(folder: Path, *, alone: bool) -> Iterator[None]:
    with open(folder / "door", "w") as door, open(folder / "room", "w") as room:
        # Whoever waits for an empty room holds the door, so that no one slips in before them.
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        if not alone:
            fcntl.flock(door, fcntl.LOCK_UN)
        yield


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    """A virtual desktop for this test alone."""
    with virtual_desktop() as running:
        yield running


@pytest.fixture(scope="session")
def session_desktop() -> Iterator[VirtualDesktop]:
    """A virtual desktop that cheap tests share; a test ends what it starts there."""
    with virtual_desktop() as running:
        yield running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server that tests share; each makes databases of its own there."""
    from tests.postgres_server import postgres_server

    with postgres_server() as running:
        yield running


@pytest.fixture(autouse=True)
def candor_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and an owner-only passphrase file to unlock it with."""
    folder = tmp_path_factory.mktemp("person")
    home, passphrase = folder / "candor", folder / "passphrase"
    passphrase.touch(mode=0o600)
    passphrase.write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("CANDOR_HOME", str(home))
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", str(passphrase))
    return home


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    end = time.monotonic() + THREAD_GRACE_S
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, end - time.monotonic()))
        assert not thread.is_alive(), f"The test left the thread {thread.name} running."


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_warning_is_logged(request: pytest.FixtureRequest) -> Iterator[None]:
    # A test that expects a warning asks for `caplog` and looks at it.
    if "caplog" in request.fixturenames:
        yield
        return
    warnings = _Warnings()
    logging.getLogger().addHandler(warnings)
    yield
    logging.getLogger().removeHandler(warnings)
    assert not warnings.messages, f"Unexpected warnings: {warnings.messages}"
