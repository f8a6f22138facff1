"""Is the screen locked? The saver of a real X server, and services of the test on a real bus."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest
from jeepney.io.blocking import open_dbus_connection

from recorder.capture.bus import BusGone, NoAnswer
from recorder.capture.lock import LOGIN, LOGIN_SESSION, PROPERTIES, LoginSession
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import Answers, Service, announce, saver, service, watching
from tests.input_helpers import plain_server

SESSION_PATH = "/org/freedesktop/login1/session/_31"


@pytest.fixture(scope="module")
def bare() -> Iterator[VirtualDesktop]:
    with plain_server() as desktop:
        yield desktop


@pytest.fixture
def session_bus(bare: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> str:
    address = bare.env["DBUS_SESSION_BUS_ADDRESS"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    return address


def xset(desktop: VirtualDesktop, *words: str) -> None:
    subprocess.run(["xset", "-display", desktop.display, *words], check=True)


def test_the_saver_of_the_server_locks_and_opens(bare: VirtualDesktop) -> None:
    with watching(bare) as watch:
        assert not watch.locked()

        xset(bare, "s", "activate")
        wait_until(watch.locked, "the lock")

        xset(bare, "s", "reset")
        wait_until(lambda: not watch.locked(), "the end of the lock")


def test_a_screen_that_is_blank_already_is_locked_from_the_start(bare: VirtualDesktop) -> None:
    xset(bare, "s", "activate")
    with watching(bare) as watch:
        assert watch.locked()
    xset(bare, "s", "reset")


def test_a_virtual_desktop_at_which_nobody_sits_never_goes_blank(bare: VirtualDesktop) -> None:
    said = subprocess.run(
        ["xset", "-display", bare.display, "q"], check=True, capture_output=True, text=True
    ).stdout
    # The server's own limit is 600 s, after which nothing of a shared desktop is recorded.
    assert re.findall(r"timeout:\s+(\d+)", said) == ["0"]


def test_a_server_without_a_saver_leaves_the_other_witnesses() -> None:
    options = ("-extension", "MIT-SCREEN-SAVER")
    with (
        virtual_desktop(
            "800x600", window_manager=False, accessibility=False, server_options=options
        ) as desktop,
        watching(desktop) as watch,
    ):
        assert not watch.locked()
        assert "X screen saver" not in watch.context.report()["lock"]
        assert watch.answer().window is None


def test_a_saver_on_the_session_bus_locks_and_opens(bare: VirtualDesktop, session_bus: str) -> None:
    with saver(session_bus, locked=False) as screen_saver, watching(bare) as watch:
        assert not watch.locked()

        announce(screen_saver, True)
        wait_until(watch.locked, "the lock")

        announce(screen_saver, False)
        wait_until(lambda: not watch.locked(), "the end of the lock")


def test_a_saver_that_is_active_already_locks_from_the_start(
    bare: VirtualDesktop, session_bus: str
) -> None:
    with saver(session_bus, locked=True), watching(bare) as watch:
        assert watch.locked()


def test_a_saver_that_ends_locks_no_longer(bare: VirtualDesktop, session_bus: str) -> None:
    with watching(bare) as watch:
        with open_dbus_connection(session_bus) as connection:
            announce(Service(connection), True)
            wait_until(watch.locked, "the lock")
        wait_until(lambda: not watch.locked(), "the end of the lock")


def test_a_bus_that_ends_while_locked_keeps_the_screen_locked(
    bare: VirtualDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as bus:
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with watching(bare) as watch:
            with open_dbus_connection(address) as connection:
                announce(Service(connection), True)
                wait_until(watch.locked, "the lock")
                bus.kill()
            wait_until(lambda: "session bus" not in watch.context.report()["lock"], "its end")

            assert watch.answer().window is None
            assert watch.locked()


def test_logind_is_believed_when_it_locks_the_session(session_bus: str) -> None:
    answers: Answers = {"GetSessionByPID": ("o", (SESSION_PATH,)), "Get": ("v", (("b", False),))}
    with service(session_bus, LOGIN, answers) as logind:
        session = LoginSession(session_bus)
        assert not session.active

        logind.say(LOGIN_SESSION, SESSION_PATH, "Lock", "")
        wait_until(lambda: session.read() or session.active, "the lock")

        hint = {"LockedHint": ("b", False)}
        logind.say(
            PROPERTIES, SESSION_PATH, "PropertiesChanged", "sa{sv}as", LOGIN_SESSION, hint, []
        )
        wait_until(lambda: session.read() or not session.active, "the end of the lock")
        session.close()


def test_without_a_session_of_its_own_the_one_of_the_person_is_asked(session_bus: str) -> None:
    display = ("v", (("(so)", ("1", SESSION_PATH)),))
    answers: Answers = {"GetUserByPID": ("o", ("/a/person",)), "Get": display}
    with service(session_bus, LOGIN, answers) as logind:
        session = LoginSession(session_bus)
        logind.say(LOGIN_SESSION, SESSION_PATH, "Lock", "")
        wait_until(lambda: session.read() or session.active, "the lock")
        session.close()


def test_a_bus_without_logind_is_no_witness(session_bus: str) -> None:
    with pytest.raises(NoAnswer):
        LoginSession(session_bus)
    with pytest.raises(BusGone):
        LoginSession("unix:path=/nowhere")
