"""A D-Bus connection that never waits long and loses no signal, on a real bus."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator

import pytest
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from recorder.capture.bus import DBUS, Bus, BusGone, Call, Failure, NoAnswer

SILENT = "org.candor.Silent"
NOBODY = ("org.candor.Nobody", "/", "org.candor.Nobody")


@pytest.fixture
def daemon() -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().decode().strip()
        process.kill()


@pytest.fixture
def address(daemon: tuple[subprocess.Popen[bytes], str]) -> str:
    return daemon[1]


@pytest.fixture
def bus(address: str) -> Iterator[Bus]:
    bus = Bus(address)
    yield bus
    bus.close()


def test_a_signal_that_comes_before_an_answer_is_kept(bus: Bus, address: str) -> None:
    bus.subscribe("type='signal',member='NameOwnerChanged'")
    with open_dbus_connection(address) as other:
        assert bus.call(DBUS, "NameHasOwner", "s", other.unique_name) == (True,)

        assert other.unique_name in [said.body[0] for said in bus.signals()]
    assert bus.call(DBUS, "GetId")


def test_who_stays_silent_is_waited_for_only_so_long(bus: Bus, address: str) -> None:
    with open_dbus_connection(address) as other:
        other.send_and_get_reply(message_bus.RequestName(SILENT))
        begin = time.monotonic()
        answers = bus.call_all(
            [Call((SILENT, "/", SILENT), "Speak"), Call(NOBODY, "Speak"), Call(DBUS, "GetId")],
            timeout_s=0.2,
        )

    assert answers[:2] == [Failure.SILENT, Failure.REFUSED]
    assert isinstance(answers[2], tuple)
    assert time.monotonic() - begin < 2


def test_an_answer_that_comes_late_is_not_taken_for_another(
    bus: Bus, daemon: tuple[subprocess.Popen[bytes], str]
) -> None:
    daemon[0].send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(NoAnswer):
            bus.call(DBUS, "GetId", timeout_s=0.05)
    finally:
        daemon[0].send_signal(signal.SIGCONT)

    assert bus.call(DBUS, "NameHasOwner", "s", "org.candor.Nobody") == (False,)


def test_the_end_of_the_bus_is_told(
    bus: Bus, daemon: tuple[subprocess.Popen[bytes], str], address: str
) -> None:
    daemon[0].kill()
    daemon[0].wait()

    with pytest.raises(BusGone):
        bus.signals()
    with pytest.raises(BusGone):
        bus.call(DBUS, "GetId")
    with pytest.raises(BusGone):
        Bus(address)


def test_a_bus_that_nobody_names_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)

    with pytest.raises(BusGone):
        Bus("SESSION")
