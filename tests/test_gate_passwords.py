"""Passwords typed at once into real programs: in no event, in no file, and not left in memory."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest

from recorder.errors import CaptureError
from recorder.session.events import KeyEvent
from recorder.session.reader import Session
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests import browser_programs as browsers
from tests.context_helpers import form, program
from tests.engine_helpers import Running, new_files, of, recording, typed
from tests.engine_memory import Dump, can_trace, caught_at_exit
from tests.session_helpers import make_worker

# Keys wait 250 ms at most for their verdict; beside other tests a busy machine hides some.
pytestmark = pytest.mark.alone

BEFORE, TRIES = "note", 200
LETTERS = "bcdfghjklmpqrsuvwxyz"
PASSWORD_FIELD = "password field"
EVDEV_OFFSET = 8
CODES = ("utf-8", "utf-16-le", "utf-32-le")
GTK_FORM = Path(__file__).parent / "gtk_form.py"
SYSTEM_PYTHON = "/usr/bin/python3"
# Asks for a password as soon as it was given a line, and tells only how many it has got.
ASKER = """
import getpass, sys
while True:
    input()
    getpass.getpass()
    open(sys.argv[1], "a").write("x")
"""


@dataclass(frozen=True)
class Typing:
    """A desktop with somebody who types into a program, and the secret to type there."""

    desktop: VirtualDesktop
    person: ScriptedPerson
    folder: Path
    secret: str

    def at_once(self, *acts: Callable[[], None]) -> None:
        for act in acts:
            act()


Program = Callable[[Typing], AbstractContextManager[Popen[bytes]]]


def qt(typing: Typing) -> AbstractContextManager[Popen[bytes]]:
    return form(typing.desktop)


def gtk(typing: Typing) -> AbstractContextManager[Popen[bytes]]:
    can = subprocess.run(
        [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('Gtk', '3.0')"],
        capture_output=True, check=False,
    ) if Path(SYSTEM_PYTHON).exists() else None  # fmt: skip
    if can is None or can.returncode:
        pytest.skip("unverified: the GTK bindings are not installed (python3-gi, gir1.2-gtk-3.0)")
    return program(typing.desktop, SYSTEM_PYTHON, str(GTK_FORM))


def chromium(typing: Typing) -> AbstractContextManager[Popen[bytes]]:
    return browsers.chromium(typing.desktop, typing.folder)


def firefox(typing: Typing) -> AbstractContextManager[Popen[bytes]]:
    return browsers.firefox(typing.desktop, typing.folder)


def xterm(typing: Typing) -> AbstractContextManager[Popen[bytes]]:
    taken = str(typing.folder / "taken")
    return program(typing.desktop, "xterm", "-e", sys.executable, "-c", ASKER, taken)


@pytest.fixture
def typing(tmp_path: Path) -> Iterator[Typing]:
    with virtual_desktop("1024x768") as desktop:
        person = ScriptedPerson(desktop.display, pause_s=0)
        yield Typing(desktop, person, tmp_path, "".join(random.sample(LETTERS, 9)))
        person.close()


def into_a_field(typing: Typing, running: Running, number: int) -> None:
    del number
    person = typing.person
    person.chord("Tab")
    person.type(typing.secret)
    wait_until(lambda: running.status().hiding == PASSWORD_FIELD, "the password field")
    person.chord("shift", "Tab")


def at_a_prompt(typing: Typing, running: Running, number: int) -> None:
    del running
    taken = typing.folder / "taken"

    def is_taken() -> bool:
        return taken.exists() and taken.stat().st_size > number

    typing.person.type(f"\n{typing.secret}\n")
    try:
        wait_until(is_taken, "the password", 0.3)
    except CaptureError:
        typing.person.type("\n")  # The prompt came after all of it.
        wait_until(is_taken, "the password")


@pytest.mark.parametrize("start", [qt, gtk, xterm])
def test_a_password_typed_at_once_is_in_no_event_no_file_and_no_memory(
    typing: Typing, start: Program
) -> None:
    assert_kept(typing, start, tries=3)


@pytest.mark.prove
@pytest.mark.parametrize("start", [qt, gtk, xterm, chromium, firefox])
def test_two_hundred_passwords_typed_at_once_are_nowhere(typing: Typing, start: Program) -> None:
    assert_kept(typing, start, tries=TRIES)


def assert_kept(typing: Typing, start: Program, tries: int) -> None:
    since = time.time() - 1
    act = at_a_prompt if start is xterm else into_a_field
    with start(typing), recording(typing.desktop, make_worker(typing.folder / "worker")) as running:
        type_plainly(typing, running)
        for number in range(tries):
            settle(typing, running)
            act(typing, running, number)
        type_plainly(typing, running)
        running.written()
        while_recording = files_with(typing, since)
        session, dump = ended(running)
        words = running.words()

    assert_not_in_events(session, typing.secret)
    assert not while_recording
    assert not files_with(typing, since)
    assert typing.secret not in words
    if dump is not None:
        assert_not_in_memory(dump, typing)


def files_with(typing: Typing, since: float) -> list[Path]:
    """The files that hold the secret, where a recording on this desktop can write to."""
    places = [typing.folder, typing.desktop.home.parent, Path("/dev/shm"), Path("/var/tmp")]
    found: list[Path] = []
    for path in new_files(places, since):
        with suppress(OSError):  # It is gone, or another program's socket.
            if any(typing.secret.encode(code) in path.read_bytes() for code in CODES):
                found.append(path)
    return found


def settle(typing: Typing, running: Running) -> None:
    """Wait until nothing is hidden. A busy program is asked again while somebody types only."""
    for _ in range(10):
        try:
            wait_until(lambda: running.status().hiding is None, "that nothing is hidden", 3)
        except CaptureError:
            typing.person.chord("shift")
        else:
            return
    pytest.fail(f"still hidden: {running.status().hiding}")


def type_plainly(typing: Typing, running: Running) -> None:
    """Something that is not secret, in the same place, which is recorded."""
    settle(typing, running)
    running.written(0.1)  # The gate keeps a margin around what it hid.
    before = running.status().events
    typing.person.type(BEFORE)
    wait_until(lambda: running.status().events >= before + 2 * len(BEFORE), "what was typed")
    running.written(0.4)


def ended(running: Running) -> tuple[Session, Dump | None]:
    if not can_trace():
        return running.end(), None
    with caught_at_exit(running.process.pid) as dump:
        running.ask("stop")
    return running.read(), dump


def assert_not_in_events(session: Session, secret: str) -> None:
    keys = of(session, KeyEvent)
    assert typed(session) == BEFORE * 2
    assert not {key.symbol for key in keys} & set(secret)
    assert not any(set(key.text or "") & set(secret) for key in keys)


def assert_not_in_memory(dump: Dump, typing: Typing) -> None:
    secret = typing.secret
    assert dump.regions
    for code in CODES:
        assert not dump.holds(secret.encode(code)), code
    codes = [typing.person._find(ord(letter))[0] for letter in secret]
    found = {
        "keycodes": dump.sequences(codes),
        "evdev codes": dump.sequences([code - EVDEV_OFFSET for code in codes]),
        "letters": dump.sequences([ord(letter) for letter in secret]),
    }
    assert not any(found.values()), found
