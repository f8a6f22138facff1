"""The element that a press went to: its role, name and place, with the press and with its time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.redact.burn import burnt_events, orders_of
from annotate.redact.plan import Everywhere, Plan
from recorder.capture.accessibility_x11 import find_bus
from recorder.capture.context import Element
from recorder.capture.element_x11 import X11Elements
from recorder.errors import CaptureError
from recorder.session.events import ButtonEvent, ElementEvent, KeyEvent, Target
from recorder.session.model import Rect, Scope
from recorder.session.reader import Session
from replay.steps import trajectory_of
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


def sentences(session: Session) -> list[str]:
    found = [step.sentence for step in trajectory_of(session).steps]
    return [sentence for sentence in found if sentence.endswith("in mousepad")]


def entry_of(elements: X11Elements, pid: int, bounds: Rect, name: str) -> tuple[int, int]:
    """Where an entry of the open menu of a window lies."""
    x = bounds.x + 40
    for y in range(bounds.y + 30, bounds.y + 330, 8):
        found = elements.at(pid, x, y, popup=True, within_s=PATIENT_S)
        if found is not None and found.name == name and found.bounds is not None:
            return x, found.bounds.y + found.bounds.height // 2
    raise CaptureError(f"The menu has no entry {name}.")


def test_a_step_in_mousepad_says_what_was_clicked_and_its_name_can_be_redacted(
    desktop: VirtualDesktop,
    person: ScriptedPerson,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("")
    worker = make_worker(tmp_path / "home")
    with program(desktop, "mousepad", str(note)) as child:
        bounds = bounds_of(desktop, "Mousepad", monkeypatch)
        address = find_bus(None)
        assert address is not None
        elements = X11Elements(address, lambda place: False)
        menu = (bounds.x + 18, bounds.y + 12)
        person.click(*menu)
        below = (bounds.x + 40, bounds.y + 40)

        def opened() -> Element | None:
            return elements.at(child.pid, *below, popup=True, within_s=PATIENT_S)

        wait_until(lambda: opened() is not None, "the menu")
        save = entry_of(elements, child.pid, bounds, "Save")
        person.chord("Escape")
        wait_until(lambda: opened() is None, "the closed menu")
        with recording(desktop, worker) as running:
            running.settle()
            for turn in range(TRIES):
                person.type("tea")
                person.click(*menu)
                wait_until(lambda: opened() is not None, "the menu")
                person.click(*save)
                wait_until(lambda turn=turn: note.read_text() == "tea" * (turn + 1), "the file")
            session = running.end()
        elements.close()

    assert ("menu item", "Save") in {(each.role, each.name) for each in of(session, ElementEvent)}
    # An open menu has the keys, so what was held down beside the click may be unknown.
    assert any(each.startswith("Click “Save”") for each in sentences(session))
    plan = Plan(session.id, (Everywhere("r1", "Save", "name"),))
    without = replace(session, events=tuple(burnt_events(session, orders_of(plan, session))))
    assert "[name]" in {each.name for each in of(without, ElementEvent)}
    assert any(each.startswith("Click “[name]”") for each in sentences(without))
    assert not [each for each in sentences(without) if "Save" in each]


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
