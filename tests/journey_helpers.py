"""The real window on a desktop of its own, the person before it, and what can be known of both.

Its keys come from XTEST; what it shows is read over AT-SPI, and what it did from its files.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recorder.capture.windows_x11 import X11Windows
from recorder.control import Request, Status, ask, place_file
from recorder.errors import CaptureError, WrongUse
from recorder.session.model import Rect
from recorder.vault.home import Home
from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, virtual_desktop, wait_until
from tests.checkout import ROOT
from tests.reader import Reader

PASSPHRASE = "correct horse battery staple"
STEP_S = 30.0
TABS_MAX = 60


@dataclass
class Journey:
    """One person at one desktop."""

    desktop: VirtualDesktop
    home: Home
    person: ScriptedPerson
    env: dict[str, str]
    window: subprocess.Popen[bytes] = field(init=False)
    reader: Reader = field(init=False)

    def open_window(self) -> None:
        command = (sys.executable, "-m", "studio", "studio")
        self.window = self.desktop.start(*command, env=self.env, stderr=None)
        self.reader = Reader(self.desktop.env, "candor")
        self.wait_for("Record")

    def until(self, condition: Callable[[], object], what: str) -> None:
        try:
            wait_until(condition, what, STEP_S)
        except CaptureError as error:
            shown = ", ".join(each.name for each in self.reader.shown() if each.name)
            raise AssertionError(f"{error} Shown are: {shown}.") from error

    def wait_for(self, name: str) -> None:
        """Wait until something of this name is shown."""
        self.until(lambda: self.reader.sees(name), f"“{name}” to be shown")

    def wait_for_focus(self, name: str) -> None:
        self.until(lambda: name in self.reader.focused(), f"“{name}” to have the keyboard")

    def tab_to(self, name: str) -> None:
        """Press Tab until the thing of this name has the keyboard."""
        for _ in range(TABS_MAX):
            before = self.reader.focused()
            if name in before:
                return
            self.person.chord("Tab")
            self.until(lambda before=before: self.reader.focused() != before, "the next thing")
        raise AssertionError(f"Tab does not lead to “{name}”.")

    def active(self) -> str | None:
        """The class of the window that gets the keys."""
        with self._windows() as windows:
            found = windows.active()
        return found.window_class if found else None

    def own_windows(self) -> list[Rect]:
        """Where the windows of Candor lie now."""
        with self._windows() as windows:
            stack = windows.stack()
        return [each.bounds for each in stack if each.pid == self.window.pid and each.bounds]

    def status(self) -> Status | None:
        """What the recording that runs says, or None."""
        try:
            return ask(self.home, Request("status"))
        except WrongUse:
            return None

    def wait_for_state(self, state: str) -> None:
        def there() -> bool:
            status = self.status()
            return status is not None and status.state == state

        self.until(there, f"the recording to be {state}")

    def wait_for_events(self, count: int) -> None:
        """Wait for so many events, and until nothing is hidden."""

        def there() -> bool:
            status = self.status()
            return status is not None and status.events >= count and status.hiding is None

        self.until(there, f"{count} events")

    def wait_for_end(self) -> None:
        self.until(lambda: not place_file(self.home).exists(), "the end of the recording")

    def candor(self, *words: str) -> bytes:
        """Run a command, with the passphrase that the window was given."""
        env = self.env | {"CANDOR_PASSPHRASE_FILE": str(self.desktop.home / "passphrase")}
        command = (sys.executable, "-m", "studio", *words)
        return subprocess.run(command, env=env, capture_output=True, check=True, timeout=60).stdout

    def read(self, *words: str) -> Any:
        """What a command prints as JSON."""
        return json.loads(self.candor(*words, "--json"))

    def receipts(self, suffix: str) -> list[Path]:
        return list(self.home.receipts.glob(f"*{suffix}"))

    def choose(self, **settings: object) -> None:
        """Write the file of settings before the window opens."""
        file = self.home.ensure().root / "settings.json"
        file.write_text(json.dumps({f"recording.{key}": value for key, value in settings.items()}))

    @contextmanager
    def _windows(self) -> Iterator[X11Windows]:
        windows = X11Windows(self.desktop.display, titles=False)
        try:
            yield windows
        finally:
            windows.close()


@contextmanager
def journeying(size: str = "1280x800") -> Iterator[Journey]:
    """A desktop with a person and an empty home, until the block ends."""
    with virtual_desktop(size) as desktop:
        passphrase = desktop.home / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE + "\n")
        env = dict(desktop.env) | {"PYTHONPATH": str(ROOT)}
        person = ScriptedPerson(desktop.display)
        made = Journey(desktop, Home(Path(env["CANDOR_HOME"])), person, env)
        try:
            yield made
        finally:
            person.close()
            if hasattr(made, "reader"):
                made.reader.close()
