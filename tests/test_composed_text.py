"""Text that an input method composed, by a real one: GTK's transliteration in a real editor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recorder.session.events import ComposedEvent, KeyEvent
from recorder.session.model import Scope
from recorder.session.reader import Session
from replay.actions import reduce
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.checkout import ROOT
from tests.context_helpers import form, program, watching
from tests.engine_helpers import Running, of, recording
from tests.replay_script import brief
from tests.session_helpers import make_worker

# A program is waited for 250 ms at most; beside other tests a busy machine gives no answer.
pytestmark = pytest.mark.alone

METHOD = "cyrillic_translit"
PAUSE_S = 0.2


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[VirtualDesktop]:
    with virtual_desktop("1280x720") as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop


@pytest.fixture
def person(desktop: VirtualDesktop) -> Iterator[ScriptedPerson]:
    person = ScriptedPerson(desktop.display, pause_s=PAUSE_S)
    yield person
    person.close()


@contextmanager
def record(
    desktop: VirtualDesktop,
    person: ScriptedPerson,
    folder: Path,
    scopes: frozenset[Scope] = frozenset(Scope),
    app: str = "Mousepad",
) -> Iterator[Running]:
    """A recording whose environment says that an input method is in use, of a program that has
    the focus."""
    with watching(desktop) as watch:
        watch.wait_for_app(app)
        watch.wait_for(lambda fact: "public" in (fact.field, fact.echo), "the focus")
    worker = make_worker(folder, scopes)
    env = dict(desktop.env) | {
        "CANDOR_HOME": str(worker.home.root),
        "PYTHONPATH": str(ROOT),
        "GTK_IM_MODULE": METHOD,
    }
    with recording(desktop, worker, env=env) as running:

        def is_shown() -> bool:
            if hidden := running.status().hiding:
                # Somebody who types has a program asked again that did not answer.
                person.chord("shift")
            return not hidden

        wait_until(is_shown, "that nothing is hidden")
        running.written(0.5)
        yield running


def steps(session: Session) -> list[str]:
    return [brief(found.action) for found in reduce(session.events).found]


def composed(session: Session) -> list[str]:
    return [event.text for event in of(session, ComposedEvent)]


def test_what_an_input_method_made_of_the_keys_is_the_text_of_the_step(
    desktop: VirtualDesktop, person: ScriptedPerson, tmp_path: Path
) -> None:
    with (
        program(desktop, "mousepad", GTK_IM_MODULE=METHOD),
        record(desktop, person, tmp_path) as running,
    ):
        person.type("privet")
        person.chord("Return")
        person.type("shchuka i ")
        running.written(0.5)
        session = running.end()

    pressed = [key for key in of(session, KeyEvent) if key.pressed]
    assert {key.text for key in pressed if len(key.symbol) == 1} == {None}
    assert steps(session) == ["type 'привет'", "key enter", "type 'щука и '"]
    assert composed(session) == ["привет", "щука и "]


def test_only_what_was_typed_is_read_and_nothing_that_was_pasted_or_there_before(
    desktop: VirtualDesktop, person: ScriptedPerson, tmp_path: Path
) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Dear reader\n")
    editor = program(desktop, "mousepad", str(text), GTK_IM_MODULE=METHOD)
    with editor, record(desktop, person, tmp_path) as running:
        person.chord("ctrl", "a")
        person.chord("ctrl", "c")
        person.chord("End")
        person.type("net ")
        person.chord("ctrl", "v")
        person.type("da")
        person.chord("Left")
        running.written(0.5)
        session = running.end()

    assert composed(session) == ["нет ", "да"]
    assert [step for step in steps(session) if "type" in step] == ["type 'нет '", "type 'да'"]


def test_letters_that_may_still_hang_in_the_input_method_leave_the_text_unknown(
    desktop: VirtualDesktop, person: ScriptedPerson, tmp_path: Path
) -> None:
    with (
        program(desktop, "mousepad", GTK_IM_MODULE=METHOD),
        record(desktop, person, tmp_path) as running,
    ):
        person.type("prive")
        running.written(0.5)
        session = running.end()

    assert steps(session) == ["type None"]
    assert composed(session) == []


def test_a_program_that_tells_no_text_leaves_it_unknown(
    desktop: VirtualDesktop, person: ScriptedPerson, tmp_path: Path
) -> None:
    with program(desktop, "xterm"), record(desktop, person, tmp_path, app="XTerm") as running:
        person.type("echo ")
        person.chord("Left")
        running.written(0.5)
        session = running.end()

    assert steps(session) == ["type None", "key left"]


def test_a_password_field_is_not_read_and_no_name_has_to_be_granted(
    desktop: VirtualDesktop, person: ScriptedPerson, tmp_path: Path
) -> None:
    scopes = frozenset(Scope) - {Scope.ACCESSIBILITY}
    with form(desktop), record(desktop, person, tmp_path, scopes, "qt-form") as running:
        person.type("open ")
        person.chord("Tab")
        wait_until(lambda: "password field" in str(running.status().hiding), "the password field")
        person.type("secret ")
        person.chord("Left")
        running.written(0.5)
        session = running.end()

    assert composed(session) == ["open "]
    assert steps(session)[0] == "type 'open '"


def test_what_is_forgotten_is_not_composed_either(
    desktop: VirtualDesktop, person: ScriptedPerson, tmp_path: Path
) -> None:
    with (
        program(desktop, "mousepad", GTK_IM_MODULE=METHOD),
        record(desktop, person, tmp_path) as running,
    ):
        person.type("tayna ")
        running.ask("forget", seconds=60)
        person.chord("Return")
        person.type("da ")
        running.written(0.5)
        session = running.end()

    assert composed(session) == ["да "]
