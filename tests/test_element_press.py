"""The element that a press went to: its role, name and place, with the press and with its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from recorder.capture.accessibility_x11 import find_bus
from recorder.capture.element_x11 import X11Elements
from recorder.session.events import ButtonEvent, ElementEvent, KeyEvent, Target
from recorder.session.model import Rect, Scope
from recorder.session.reader import Session
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.context_helpers import form, program, watching
from tests.engine_helpers import Running, of, recording
from tests.session_helpers import make_worker

# An answer is waited for 20 ms at most; beside other tests a busy machine gives none.
pytestmark = pytest.mark.alone

LAG_MAX_NS = 250_000_000
PATIENT_S = 1.0
TRIES = 4


@pytest.fixture
def desktop() -> Iterator[VirtualDesktop]:
    with virtual_desktop("1280x720") as desktop:
        yield desktop


@pytest.fixture
def person(desktop: VirtualDesktop) -> Iterator[ScriptedPerson]:
    person = ScriptedPerson(desktop.display, pause_s=0.05)
    yield person
    person.close()


def bounds_of(desktop: VirtualDesktop, app: str, monkeypatch: pytest.MonkeyPatch) -> Rect:
    """Where the active window is, when its program has told of its focus."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    with watching(desktop) as watch:
        watch.wait_for_app(app)
        fact = watch.wait_for(lambda fact: fact.place is not None, "the focus")
    assert fact.window is not None
    assert fact.window.bounds is not None
    return fact.window.bounds


def record(
    desktop: VirtualDesktop, folder: Path, scopes: frozenset[Scope] = frozenset(Scope)
) -> AbstractContextManager[Running]:
    return recording(desktop, make_worker(folder, scopes))


def pressed_on(session: Session, target: Target) -> list[ElementEvent]:
    """The elements, each of which belongs to one press that is in the session."""
    kind = ButtonEvent if target is Target.POINTER else KeyEvent
    presses = {event.t_ns for event in of(session, kind) if event.pressed}
    found = [event for event in of(session, ElementEvent) if event.target is target]
    for element in found:
        assert element.t_ns - element.lag_ns in presses
        assert 0 <= element.lag_ns < LAG_MAX_NS
    return found


def test_what_lies_under_the_pointer_in_a_gtk_program_is_named(
    desktop: VirtualDesktop, person: ScriptedPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    with program(desktop, "mousepad") as child:
        bounds = bounds_of(desktop, "Mousepad", monkeypatch)
        address = find_bus(None)
        assert address is not None
        elements = X11Elements(address, lambda place: False)
        x, y = bounds.x + 18, bounds.y + 12

        def found(x: int, y: int, *, popup: bool = False) -> tuple[str, str | None] | None:
            element = elements.at(child.pid, x, y, popup=popup, within_s=PATIENT_S)
            assert element is None or element.bounds is None or element.bounds.contains(x, y)
            return None if element is None else (element.role, element.name)

        assert found(bounds.x + 300, bounds.y + 300) == ("text", None)
        assert found(x, y) == ("menu", "File")
        person.click(x, y)
        item = (x + 22, y + 28)
        wait_until(lambda: found(*item, popup=True) == ("menu item", "New"), "the open menu")
        person.chord("Escape")
        wait_until(lambda: found(*item, popup=True) is None, "the closed menu")
        elements.close()


def test_an_entry_of_a_menu_is_found_without_knowing_what_opened_it(
    desktop: VirtualDesktop, person: ScriptedPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    with program(desktop, "mousepad") as child:
        bounds = bounds_of(desktop, "Mousepad", monkeypatch)
        address = find_bus(None)
        assert address is not None
        elements = X11Elements(address, lambda place: False)
        person.click(bounds.x + 60, bounds.y + 12)

        def named() -> str | None:
            point = (bounds.x + 80, bounds.y + 40)
            element = elements.at(child.pid, *point, popup=True, within_s=PATIENT_S)
            return None if element is None else element.name

        wait_until(lambda: named() == "Undo", "the entry")
        elements.close()


def test_clicks_and_keys_in_a_qt_form_name_what_they_went_to_but_no_password_field(
    desktop: VirtualDesktop,
    person: ScriptedPerson,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with form(desktop, "with-button"):
        bounds = bounds_of(desktop, "qt-form", monkeypatch)
        with record(desktop, tmp_path) as running:
            running.settle()
            for _ in range(TRIES):
                person.type("ab")
                person.click(bounds.x + 50, bounds.y + bounds.height - 20)
                person.click(bounds.x + 50, bounds.y + 25)
            person.click(bounds.x + 50, bounds.y + 60)
            wait_until(lambda: running.status().hiding == "password field", "the password field")
            person.type("secret")
            session = running.end()

    clicked = pressed_on(session, Target.POINTER)
    button, field = ("push button", "Send"), ("text", "Customer")
    assert {(each.role, each.name) for each in clicked} == {button, field}
    typed_into = pressed_on(session, Target.FOCUS)
    assert {(each.role, each.name) for each in typed_into} == {field}
    places = {each.bounds for each in [*clicked, *typed_into] if each.name == "Customer"}
    assert len(places) == 1


def test_without_the_scope_no_name_is_asked_for(
    desktop: VirtualDesktop,
    person: ScriptedPerson,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = frozenset(Scope) - {Scope.ACCESSIBILITY}
    with form(desktop, "with-button"):
        bounds = bounds_of(desktop, "qt-form", monkeypatch)
        with record(desktop, tmp_path, others) as running:
            running.settle()
            person.click(bounds.x + 50, bounds.y + bounds.height - 20)
            running.written(0.5)
            session = running.end()

    assert of(session, ButtonEvent)
    assert not of(session, ElementEvent)
