"""The gate with a real context and real input: passwords typed at once never pass, text does."""

from __future__ import annotations

import queue
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from recorder.capture.context import Answer, Context, Fact, FocusFact, LockFact, open_context
from recorder.capture.input import RawInput, RawKind, open_input
from recorder.errors import CaptureError
from recorder.gate import MARGIN_NS, Gate
from recorder.gate_decisions import GapChange, Kind, Publish
from recorder.gate_rules import AppRules
from recorder.session.events import GapReason
from studio.scripted_person import NAMED_KEYS, ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, wait_until
from tests.context_helpers import form, program
from tests.input_helpers import running

PROMPT = "import getpass; getpass.getpass(); input()"
BEFORE, SECRET, AFTER = "before", "jklvx", "after"
"""The letters of the secret are in no other text, so that each would be seen."""

# Asks for a password as soon as it was given a line, again and again, and keeps what it got.
ASKER = """
import getpass, sys
while True:
    input()
    secret = getpass.getpass()
    open(sys.argv[1], "a").write(secret + "\\n")
"""

TITLE_HEIGHT = 20


@dataclass
class Gated:
    """A gate that a context and an input source feed, as they do in a recording."""

    person: ScriptedPerson
    context: Context
    inbox: queue.SimpleQueue[Fact | RawInput | None] = field(default_factory=queue.SimpleQueue)
    gate: Gate[RawInput] = field(default_factory=lambda: Gate(AppRules.of(["*"])))
    last: FocusFact | None = None
    reason: GapReason | None = None
    pressed: list[int] = field(default_factory=list)

    def run(self) -> None:
        self.gate.begin(time.monotonic_ns())
        while self._step():
            pass

    def stop(self) -> None:
        self.inbox.put(None)

    def types(self, text: str) -> None:
        """Type this and wait until the gate has let it through."""
        self.person.rest(2 * MARGIN_NS / 1e9)  # What is typed sooner after good news is hidden.
        before = len(self.pressed)
        self.person.type(text)
        wait_until(lambda: self.pressed[before:] == self.codes(text), "the typed text", 5)

    def codes(self, text: str) -> list[int]:
        names = {"\n": NAMED_KEYS["Return"]}
        return [self.person._find(names.get(letter) or ord(letter))[0] for letter in text]

    def wait_for(self, *, app: str, field: Answer, echo: Answer) -> None:
        """Wait until the gate is open for this place, or closed, as the answers say."""

        def there() -> bool:
            last = self.last
            return (
                last is not None
                and last.window is not None
                and last.window.window_class == app
                and (last.field, last.echo) == (field, echo)
            )

        wait_until(there, f"{app}: {field}, {echo}")

    def wait_for_reason(self, reason: GapReason | None) -> None:
        wait_until(lambda: self.reason is reason, f"a gap because of {reason}", 5)

    def _step(self) -> bool:
        now_ns, due_ns = time.monotonic_ns(), self.gate.next_ns()
        try:
            wait_s = 0.5 if due_ns is None else max(0.0, (due_ns - now_ns) / 1e9)
            item = self.inbox.get(timeout=wait_s)
        except queue.Empty:
            item = ()
        match item:
            case None:
                return False
            case FocusFact():
                self.last = item
                self.gate.focus(item)
            case LockFact():
                self.gate.lock(item)
            case RawInput() if item.kind in (RawKind.KEY_DOWN, RawKind.KEY_UP):
                down = item.kind is RawKind.KEY_DOWN
                ends_line = down and item.detail == self.codes("\n")[0]
                self.gate.put(
                    item, item.at_ns, Kind.KEY,
                    control=item.detail, pressed=down, ends_line=ends_line,
                )  # fmt: skip
            case _:
                pass
        now_ns = time.monotonic_ns()
        for decision in self.gate.release(now_ns):
            if isinstance(decision, GapChange):
                self.reason = decision.reason if decision.begins else None
            elif isinstance(decision, Publish) and decision.item.kind is RawKind.KEY_DOWN:
                self.pressed.append(decision.item.detail)
        if self.gate.wants_answer(now_ns):
            self.context.ask()
        return True


@contextmanager
def gated(desktop: VirtualDesktop) -> Iterator[Gated]:
    context = open_context(desktop.display, titles=False, accessibility=False)
    source = open_input(keys=True, mouse=False, display=desktop.display)
    person = ScriptedPerson(desktop.display, pause_s=0)
    run = Gated(person, context)
    context.start(run.inbox.put)
    source.start(run.inbox.put)
    with running(context), running(source), running(run):
        yield run
    person.close()


@pytest.fixture
def run(desktop: VirtualDesktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gated]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.env["DBUS_SESSION_BUS_ADDRESS"])
    with gated(desktop) as run:
        yield run


def assert_kept(run: Gated) -> None:
    assert not set(run.codes(SECRET)) & set(run.pressed)


def test_a_password_typed_at_once_into_a_terminal_never_passes(
    desktop: VirtualDesktop, run: Gated
) -> None:
    with program(desktop, "xterm", "-e", sys.executable, "-c", f"input(); {PROMPT}"):
        run.wait_for(app="XTerm", field=Answer.NONE, echo=Answer.PUBLIC)
        run.types(BEFORE)

        run.person.type("\n" + SECRET)
        run.wait_for_reason(GapReason.PASSWORD)
        run.person.type("\n")
        run.wait_for_reason(None)
        assert_kept(run)

        run.types(AFTER)
        assert_kept(run)


def test_a_password_that_a_program_types_at_a_prompt_never_passes(
    desktop: VirtualDesktop, run: Gated, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    later = f"import os, time\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)\n{PROMPT}"
    with program(desktop, "xterm", "-e", sys.executable, "-c", later):
        run.wait_for(app="XTerm", field=Answer.NONE, echo=Answer.PUBLIC)
        run.types(BEFORE)

        go.touch()
        run.wait_for_reason(GapReason.PASSWORD)
        run.person.type(SECRET + "\n")
        run.wait_for_reason(None)
        run.types(AFTER)
        assert_kept(run)


@pytest.mark.parametrize("pause_ms", [0, 1, 5])
def test_a_password_typed_in_the_instant_of_its_prompt_never_passes(
    desktop: VirtualDesktop, run: Gated, tmp_path: Path, pause_ms: int
) -> None:
    assert type_at_the_prompt(desktop, run, tmp_path, pause_ms, tries=3) == 0


@pytest.mark.prove
@pytest.mark.parametrize("pause_ms", [0, 1, 5])
def test_two_hundred_passwords_typed_in_the_instant_of_their_prompts_never_pass(
    desktop: VirtualDesktop, run: Gated, tmp_path: Path, pause_ms: int
) -> None:
    assert type_at_the_prompt(desktop, run, tmp_path, pause_ms, tries=200) == 0


def type_at_the_prompt(
    desktop: VirtualDesktop, run: Gated, folder: Path, pause_ms: int, tries: int
) -> int:
    """How many letters passed that a prompt took without showing them.

    Its last line is typed with it, so that the prompt is over within milliseconds. What is typed
    before it stands is shown by the terminal, and thrown away by the program.
    """
    taken, passed = folder / "taken", 0

    def lines() -> list[str]:
        return taken.read_text().splitlines() if taken.exists() else []

    def rest() -> None:
        wait_until(lambda: run.gate.next_ns() is None, "that no key waits", 5)

    with program(desktop, "xterm", "-e", sys.executable, "-c", ASKER, str(taken)):
        run.wait_for(app="XTerm", field=Answer.NONE, echo=Answer.PUBLIC)
        for number in range(tries):
            run.wait_for_reason(None)
            run.types(BEFORE)
            rest()
            before = len(run.pressed)
            run.person.type("\n")
            run.person.rest(number % 16 / 1000)
            run.person.pause_s = pause_ms / 1000
            run.person.type(SECRET + "\n")
            run.person.pause_s = 0
            try:
                wait_until(lambda number=number: len(lines()) > number, "what was typed", 0.3)
            except CaptureError:
                run.person.type("\n")  # All of it came before the prompt.
                wait_until(lambda number=number: len(lines()) > number, "what was typed", 5)
            rest()
            passed += len(set(run.codes(lines()[number])) & set(run.pressed[before:]))
    return passed


def test_a_password_typed_at_once_after_tab_never_passes(
    desktop: VirtualDesktop, run: Gated
) -> None:
    with form(desktop):
        run.wait_for(app="qt-form", field=Answer.PUBLIC, echo=Answer.NONE)
        run.types(BEFORE)

        run.person.chord("Tab")
        run.person.type(SECRET)
        run.wait_for_reason(GapReason.PASSWORD)
        run.person.chord("shift", "Tab")
        run.wait_for_reason(None)
        assert_kept(run)

        run.types(AFTER)
        assert_kept(run)


def test_a_password_typed_at_once_into_another_window_never_passes(
    desktop: VirtualDesktop, run: Gated
) -> None:
    with form(desktop):
        run.wait_for(app="qt-form", field=Answer.PUBLIC, echo=Answer.NONE)
        run.person.chord("Tab")
        run.wait_for_reason(GapReason.PASSWORD)
        assert run.last is not None
        assert run.last.window is not None
        bounds = run.last.window.bounds
        assert bounds is not None
        with program(desktop, "xterm", "-e", "cat"):
            run.wait_for(app="XTerm", field=Answer.NONE, echo=Answer.PUBLIC)
            run.wait_for_reason(None)
            run.types(BEFORE)

            run.person.click(bounds.x + bounds.width // 2, bounds.y - TITLE_HEIGHT // 2)
            run.person.type(SECRET)
            run.wait_for_reason(GapReason.PASSWORD)
            assert_kept(run)


def test_a_password_typed_while_its_program_hangs_never_passes(
    desktop: VirtualDesktop, run: Gated
) -> None:
    with form(desktop) as child:
        run.wait_for(app="qt-form", field=Answer.PUBLIC, echo=Answer.NONE)
        run.types(BEFORE)
        child.send_signal(signal.SIGSTOP)
        try:
            run.person.chord("Tab")
            run.person.type(SECRET)
            run.wait_for_reason(GapReason.UNKNOWN)
            assert_kept(run)
        finally:
            child.send_signal(signal.SIGCONT)
        run.wait_for_reason(GapReason.PASSWORD)
        assert_kept(run)
