"""Programs that hang or are slow, and a desktop that never rests: nobody else waits for them."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney import new_method_return as answer_to
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from recorder.capture.accessibility_x11 import find_bus
from recorder.capture.atspi import ACTIVE, FOCUSED, ROOT, SHOWING
from recorder.capture.context import Answer
from recorder.capture.search_x11 import AGAIN_MAX_NS, AGAIN_NS, Again
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import Watch, announce, form, plain_client, program, saver, watching

APPLICATION, FRAME, PANEL, TEXT = 75, 23, 39, 61
DEPTH = 14
ASKS_LATER = "import getpass, time; time.sleep(1); getpass.getpass()"


@pytest.fixture(scope="module")
def shared() -> Iterator[VirtualDesktop]:
    with virtual_desktop("1280x720") as desktop:
        yield desktop


@pytest.fixture
def on_its_bus(shared: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> str:
    address = shared.env["DBUS_SESSION_BUS_ADDRESS"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    return address


@pytest.fixture
def watch(shared: VirtualDesktop, on_its_bus: str) -> Iterator[Watch]:
    del on_its_bus
    with watching(shared) as watch:
        yield watch


def wait_for_form(watch: Watch, answer: Answer = Answer.PUBLIC) -> None:
    watch.wait_for(lambda fact: fact.field is answer, f"the form, {answer}")


def test_a_lock_is_told_while_a_program_is_waited_for(
    shared: VirtualDesktop, on_its_bus: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        saver(on_its_bus, locked=False) as screen_saver,
        watching(shared) as watch,
        form(shared) as child,
    ):
        wait_for_form(watch)
        # Long enough to see what is told meanwhile.
        monkeypatch.setattr("recorder.capture.accessibility_x11.FOCUS_S", 15)
        child.send_signal(signal.SIGSTOP)
        try:
            asked_ns = time.monotonic_ns()
            watch.context.ask()
            wait_until(lambda: not watch.context._question.is_set(), "the question")
            announce(screen_saver, True)
            wait_until(watch.locked, "the lock")
            assert watch.focuses()[-1].asked_ns < asked_ns
        finally:
            child.send_signal(signal.SIGCONT)


def test_programs_that_never_answer_hold_up_no_other(shared: VirtualDesktop, watch: Watch) -> None:
    with form(shared) as first, form(shared) as second:
        wait_for_form(watch)
        for child in (first, second):
            child.send_signal(signal.SIGSTOP)
        try:
            with form(shared) as third:
                watch.wait_for(
                    lambda fact: (
                        fact.window is not None
                        and fact.window.pid == third.pid
                        and fact.field is Answer.PUBLIC
                    ),
                    "the third form",
                )
        finally:
            for child in (first, second):
                child.send_signal(signal.SIGCONT)


def test_a_program_that_hung_is_known_again_without_being_asked(
    shared: VirtualDesktop, watch: Watch
) -> None:
    with form(shared) as child:
        wait_for_form(watch)
        child.send_signal(signal.SIGSTOP)
        try:
            assert watch.answer().field is Answer.UNKNOWN
        finally:
            child.send_signal(signal.SIGCONT)
        wait_until(lambda: watch.focuses()[-1].field is Answer.PUBLIC, "the form")


def test_the_focus_of_a_slow_program_is_found_bit_by_bit(
    shared: VirtualDesktop, watch: Watch
) -> None:
    with slow_program(), plain_client(shared) as client:
        client.window(100, 100, 300, 200, name="plain")
        wait_until(lambda: watch.focuses()[-1].field is Answer.PUBLIC, "the focus")
        place = watch.focuses()[-1].place
        assert place is not None
        assert place.path == f"/{DEPTH}"


def test_a_terminal_is_asked_again_although_the_desktop_never_rests(
    shared: VirtualDesktop, watch: Watch
) -> None:
    with program(shared, "xterm", "-e", sys.executable, "-c", ASKS_LATER):
        watch.wait_for(lambda fact: fact.echo is Answer.PUBLIC, "the terminal")

        def is_secret() -> bool:
            watch.context.see()
            return watch.focuses()[-1].echo is Answer.SECRET

        wait_until(is_secret, "the prompt")


def test_a_program_is_asked_again_ever_later_and_at_times_that_tell_nothing() -> None:
    again, waits, now_ns = Again(), list[int](), 7
    for _ in range(8):
        again.put_off(now_ns)
        assert again.due_ns % AGAIN_NS == 0
        waits.append(again.due_ns - now_ns)
        now_ns = again.due_ns
    assert waits[0] <= AGAIN_NS
    assert waits == sorted(waits)
    assert waits[-1] == AGAIN_MAX_NS


# A program of this process that takes its time for each answer.


@contextmanager
def slow_program() -> Iterator[None]:
    """Its objects lie in each other, and the innermost has the focus."""
    address = find_bus(None)
    assert address is not None
    connection = open_dbus_connection(address)
    thread = threading.Thread(target=serve, args=(connection,))
    thread.start()
    try:
        yield
    finally:
        with open_dbus_connection(address) as other:
            other.send(new_method_call(DBusAddress("/", connection.unique_name), "Quit"))
            thread.join(5)
        connection.close()


def serve(connection: DBusConnection) -> None:
    while True:
        message = connection.receive()
        member = message.header.fields.get(HeaderFields.member)
        if message.header.message_type is not MessageType.method_call:
            continue
        if member == "Quit":
            return
        time.sleep(0.01)
        connection.send(answer_to(message, *said(connection.unique_name, message)))


def said(name: str, message: Message) -> tuple[str, tuple[object, ...]]:
    path = message.header.fields[HeaderFields.path]
    level = 0 if path == ROOT else int(path[1:])
    match message.header.fields[HeaderFields.member]:
        case "GetRole":
            return "u", ({0: APPLICATION, 1: FRAME, DEPTH: TEXT}.get(level, PANEL),)
        case "GetState":
            states = 1 << ACTIVE | 1 << SHOWING | (1 << FOCUSED if level == DEPTH else 0)
            return "au", ([states, 0],)
        case "GetChildren":
            return "a(so)", ([(name, f"/{level + 1}")] if level < DEPTH else [],)
        case "GetAttributes":
            return "a{ss}", ({},)
        case "GetRelationSet":
            return "a(ua(so))", ([],)
        case _:
            count = message.body[1] == "ChildCount"
            return "v", (("i", int(level < DEPTH)) if count else ("s", ""),)
