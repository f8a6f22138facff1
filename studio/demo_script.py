"""What the person of the demo does: a task in real programs, with a password that must stay hidden
and secrets that are shown and must be redacted.

The texts that were typed for everybody to see are told, so that the steps can be held to them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.scripted_person import ScriptedPerson
from studio.virtual_desktop import VirtualDesktop, wait_until

if TYPE_CHECKING:
    from recorder.session.model import Rect

TASK = "Write a packing list in the editor and count its lines in the terminal"
PASSWORD = "tulip-Marzipan-4711"
WRITTEN = "Packing list\ntickets\ntwo shirts\ntea"
COMMAND = "seq 1 60; wc -l packing.txt"
HIDDEN_COMMAND = "clear"
CARD = "4111 1111 1111 1111"
MAIL = "kim.lee@example.org"
# In two parts, so that no search for keys takes this file for one that lost a key.
KEY = "AKIA" + "Q3EGRLJ2ZXW5KD7T"
SECRETS = (CARD, MAIL, KEY)
"""What is typed or shown and must be gone from the redacted copy."""
ACCOUNTS = "accounts.txt"
ACCOUNTS_SHOWN = f"customer {MAIL}\nstorage  {KEY}\n"
SHOW_COMMAND = f"cat {ACCOUNTS}"
NOTE = f"# paid with {CARD}"
SEEN = ("Packing list", "tickets", "two shirts", "tea", "three", SHOW_COMMAND, NOTE, COMMAND)
"""What the typing steps must say, in this order."""

KEY_PAUSE_S = 0.06
REST_S = 0.8
BACKGROUND = "#33475b"
FONT = ("-fa", "DejaVu Sans Mono", "-fs", "12")
TERMINAL, SAFE = (120, 660), (1080, 660)
# Mousepad's title, menu and half a line; root is warned in one more bar.
FIRST_LINE_PX = 54 + (26 if hasattr(os, "geteuid") and os.geteuid() == 0 else 0)
LINE_PX = 18
LETTER_PX = 9
ASK = "import getpass; getpass.getpass('Password of the safe: '); input('The safe is open.')"


@dataclass(frozen=True, slots=True)
class Steering:
    """How the person reaches the recording that runs."""

    mark: Callable[[str], object]
    pause: Callable[[], object]
    resume: Callable[[], object]


def set_the_table(desktop: VirtualDesktop) -> None:
    """Open the programs of the demo and wait until they stand."""
    home = str(desktop.home)
    paint = ("xsetroot", "-solid", BACKGROUND)
    subprocess.run(paint, env=dict(desktop.env), check=False)
    # The editor's title would name a folder that exists only for the demo.
    settings = desktop.home / ".config/glib-2.0/settings/keyfile"
    settings.parent.mkdir(parents=True)
    settings.write_text("[org/xfce/mousepad/preferences/window]\npath-in-title=false\n")
    env = dict(desktop.env) | {"GSETTINGS_BACKEND": "keyfile"}
    (desktop.home / ACCOUNTS).write_text(ACCOUNTS_SHOWN)
    desktop.start("mousepad", "packing.txt", cwd=home, env=env)
    for title, place, *program in (
        ("Terminal", TERMINAL, "bash", "--norc"),
        ("Safe", SAFE, sys.executable, "-c", ASK),
    ):
        geometry = f"72x16+{place[0]}+{place[1]}"
        desktop.start(
            "xterm", *FONT, "-title", title, "-geometry", geometry, "-e", *program, cwd=home
        )
    wait_until(lambda: len(_windows(desktop)) >= 3, "the windows of the demo")


def perform(desktop: VirtualDesktop, steering: Steering) -> None:
    """Do the task."""
    person = ScriptedPerson(desktop.display, pause_s=KEY_PAUSE_S)
    try:
        _write(desktop, person)
        steering.mark("the list is written")
        _open_the_safe(person)
        _look(person, steering)
    finally:
        person.close()


def _write(desktop: VirtualDesktop, person: ScriptedPerson) -> None:
    editor = _windows(desktop)["mousepad"]
    person.click(editor.x + editor.width // 2, editor.y + editor.height // 2)
    person.rest(REST_S)
    person.type(WRITTEN)
    person.rest(REST_S)
    third = editor.y + FIRST_LINE_PX + 2 * LINE_PX
    person.click(editor.x + 2 * LETTER_PX, third, count=2)
    person.rest(REST_S)
    person.type("three")
    person.rest(REST_S)
    person.drag(editor.x + 3, third, editor.x + 6 * LETTER_PX, third)
    person.rest(REST_S)
    person.chord("ctrl", "s")
    person.rest(REST_S)


def _open_the_safe(person: ScriptedPerson) -> None:
    person.click(SAFE[0] + 300, SAFE[1] + 150)
    person.rest(REST_S)
    person.type(PASSWORD + "\n")
    person.rest(REST_S)


def _look(person: ScriptedPerson, steering: Steering) -> None:
    person.click(TERMINAL[0] + 300, TERMINAL[1] + 150)
    person.rest(REST_S)
    steering.pause()
    person.type(HIDDEN_COMMAND + "\n")
    steering.resume()
    for line in (SHOW_COMMAND, NOTE):
        person.rest(REST_S)
        person.type(line + "\n")
    person.rest(REST_S)
    person.type(COMMAND + "\n")
    person.rest(REST_S)
    person.scroll("up", 3)
    person.rest(REST_S)


def _windows(desktop: VirtualDesktop) -> dict[str, Rect]:
    """The places of the windows that stand, by program; several of one program are numbered."""
    from recorder.capture.windows_x11 import X11Windows

    windows = X11Windows(desktop.display, titles=False)
    try:
        places: dict[str, Rect] = {}
        for each in windows.stack():
            if each.bounds is not None and each.app is not None:
                name = each.app if each.app not in places else f"{each.app} {len(places)}"
                places[name] = each.bounds
        return places
    finally:
        windows.close()
