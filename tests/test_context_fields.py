"""What kind of field has the focus, asked of real programs over a real accessibility bus."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest

from recorder.capture.accessibility_x11 import REGISTRY_PLACE, find_bus
from recorder.capture.atspi import FOCUSED, PASSWORD_TEXT
from recorder.capture.bus import DBUS, Bus
from recorder.capture.context import Answer, FocusFact
from recorder.capture.search_x11 import TURN_S
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import (
    Answers,
    Service,
    Watch,
    form,
    plain_client,
    program,
    service,
    watching,
)

FORM = "qt-form"
DRAWING_AREA, FRAME, TERMINAL, TEXT, DOCUMENT_WEB = 18, 23, 60, 61, 95


@pytest.fixture(scope="module")
def shared() -> Iterator[VirtualDesktop]:
    with virtual_desktop("1280x720") as desktop:
        yield desktop


@pytest.fixture
def watch(shared: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    live_on(shared, monkeypatch)
    with watching(shared) as watch:
        yield watch


@pytest.fixture
def person(shared: VirtualDesktop) -> Iterator[ScriptedPerson]:
    person = ScriptedPerson(shared.display, pause_s=0.01)
    yield person
    person.close()


def live_on(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the context find the session bus of this desktop, as a recording there would."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])


def a11y_address() -> str:
    address = find_bus(None)
    assert address is not None
    return address


def told_by_hand(role: int, children: int = 0) -> AbstractContextManager[Service]:
    """This process as a program on the bus whose one object has the focus and this role."""
    answers: Answers = {
        "GetRole": ("u", (role,)),
        "GetState": ("au", ([1 << FOCUSED, 0],)),
        "Get": ("v", (("i", children),)),
    }
    return service(a11y_address(), "org.candor.Program", answers)


def tell_focus(program: Service) -> None:
    value = ("i", 0)
    interface = "org.a11y.atspi.Event.Object"
    program.say(interface, "/an/object", "StateChanged", "siiv", "focused", 1, 0, value)


def titled(fact: FocusFact, title: str) -> bool:
    return fact.window is not None and fact.window.title == title


def wait_for_field(watch: Watch, answer: Answer, app: str = FORM) -> None:
    watch.wait_for(
        lambda fact: (
            fact.window is not None and fact.window.window_class == app and fact.field is answer
        ),
        f"{app} is {answer}",
    )


def test_a_text_view_of_gtk_is_public(shared: VirtualDesktop, watch: Watch) -> None:
    with program(shared, "mousepad"):
        wait_for_field(watch, Answer.PUBLIC, "Mousepad")
        assert watch.focuses()[-1].echo is Answer.NONE


def test_a_password_field_of_qt_is_secret_and_the_plain_one_beside_it_public(
    shared: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(shared):
        wait_for_field(watch, Answer.PUBLIC)
        first = watch.focuses()[-1]

        person.chord("Tab")
        wait_for_field(watch, Answer.SECRET)
        assert watch.focuses()[-1].epoch > first.epoch

        person.chord("shift", "Tab")
        wait_for_field(watch, Answer.PUBLIC)


def test_a_move_of_the_focus_is_told_without_being_asked(
    shared: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(shared):
        wait_for_field(watch, Answer.PUBLIC)
        told = len(watch.facts)

        person.chord("Tab")
        wait_until(lambda: watch.focuses()[-1].field is Answer.SECRET, "the password field")

    said = [fact.field for fact in watch.facts[told:] if isinstance(fact, FocusFact)]
    assert said.index(Answer.PENDING) < said.index(Answer.SECRET)


def test_a_field_that_was_there_before_is_found(
    shared: VirtualDesktop, person: ScriptedPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_on(shared, monkeypatch)
    with form(shared):
        with watching(shared) as watch:
            wait_for_field(watch, Answer.PUBLIC)
            person.chord("Tab")
            wait_for_field(watch, Answer.SECRET)
        with watching(shared) as watch:
            assert watch.focuses()[-1].field is Answer.SECRET


def test_a_password_that_is_shown_stays_secret(
    shared: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(shared):
        wait_for_field(watch, Answer.PUBLIC)
        person.chord("Tab")
        wait_for_field(watch, Answer.SECRET)

        person.chord("F9")
        watch.wait_for(lambda fact: titled(fact, "shown"), "the shown password")
        assert watch.answer().field is Answer.SECRET

        person.chord("shift", "Tab")
        wait_for_field(watch, Answer.PUBLIC)
        person.chord("Tab")
        wait_for_field(watch, Answer.SECRET)


def test_a_place_that_a_program_draws_itself_is_not_known(
    shared: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(shared):
        wait_for_field(watch, Answer.PUBLIC)
        person.chord("Tab")
        wait_for_field(watch, Answer.SECRET)
        person.chord("Tab")
        wait_for_field(watch, Answer.NONE)


def test_a_program_without_accessibility_has_nothing_to_say(
    shared: VirtualDesktop, watch: Watch
) -> None:
    with plain_client(shared) as client:
        client.window(100, 100, 300, 200, name="plain")
        wait_for_field(watch, Answer.NONE, "plain")


def test_a_program_that_tells_of_no_focus_is_unknown(shared: VirtualDesktop, watch: Watch) -> None:
    with form(shared, "without-focus"):
        wait_for_field(watch, Answer.UNKNOWN)


@pytest.mark.parametrize(
    ("role", "children", "answer"),
    [
        (PASSWORD_TEXT, 0, Answer.SECRET),
        (TEXT, 0, Answer.PUBLIC),
        (TERMINAL, 0, Answer.PUBLIC),
        (FRAME, 3, Answer.UNKNOWN),
        (DRAWING_AREA, 0, Answer.NONE),
        (DOCUMENT_WEB, 0, Answer.UNKNOWN),
        (DOCUMENT_WEB, 3, Answer.PUBLIC),
    ],
)
def test_the_role_of_the_focus_decides(
    shared: VirtualDesktop, watch: Watch, role: int, children: int, answer: Answer
) -> None:
    with plain_client(shared) as client, told_by_hand(role, children) as program:
        client.window(100, 100, 300, 200, name="plain")
        tell_focus(program)
        wait_for_field(watch, answer, "plain")


def test_a_focus_that_another_program_tells_of_is_not_believed(
    shared: VirtualDesktop, watch: Watch, person: ScriptedPerson
) -> None:
    with form(shared), told_by_hand(TEXT) as program:
        wait_for_field(watch, Answer.PUBLIC)
        person.chord("Tab")
        wait_for_field(watch, Answer.SECRET)

        tell_focus(program)
        assert watch.answer().field is Answer.SECRET


def test_only_focus_and_activation_are_asked_for(watch: Watch) -> None:
    bus = Bus(a11y_address())
    registered = bus.call(REGISTRY_PLACE, "GetRegisteredEvents")[0]
    bus.close()

    assert "answers" in watch.context.report()["accessibility"]
    events = sorted(event for _, event in registered)
    assert events == ["Object:StateChanged:Focused", "Window:Activate:"]


def test_a_program_that_hangs_is_unknown_and_holds_up_nobody(
    shared: VirtualDesktop, watch: Watch
) -> None:
    with form(shared) as child, plain_client(shared) as client:
        wait_for_field(watch, Answer.PUBLIC)
        child.send_signal(signal.SIGSTOP)
        try:
            fact = watch.answer()
            assert fact.field is Answer.UNKNOWN
            assert fact.known_ns - fact.asked_ns < 2 * TURN_S * 1e9

            client.window(100, 100, 300, 200, name="plain")
            wait_for_field(watch, Answer.NONE, "plain")
        finally:
            child.send_signal(signal.SIGCONT)
        wait_for_field(watch, Answer.NONE, "plain")


def test_without_a_bus_no_program_has_anything_to_say() -> None:
    with (
        virtual_desktop("1280x720", accessibility=False) as desktop,
        watching(desktop) as watch,
        form(desktop),
    ):
        wait_for_field(watch, Answer.NONE)
        assert "no bus answers" in watch.context.report()["accessibility"]


def test_a_bus_that_ends_leaves_the_other_witnesses(monkeypatch: pytest.MonkeyPatch) -> None:
    with virtual_desktop("1280x720") as desktop:
        live_on(desktop, monkeypatch)
        with watching(desktop) as watch, form(desktop):
            wait_for_field(watch, Answer.PUBLIC)

            bus = Bus(a11y_address())
            pid = bus.call(DBUS, "GetConnectionUnixProcessID", "s", DBUS[0])[0]
            bus.close()
            os.kill(pid, signal.SIGKILL)
            wait_for_field(watch, Answer.NONE)

            with program(desktop, "xterm", "-e", "cat"):
                wait_for_field(watch, Answer.NONE, "XTerm")
                assert watch.focuses()[-1].echo is Answer.PUBLIC
