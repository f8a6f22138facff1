"""`make screenshots`: pictures of every place and dialog, from the real window on a desktop.

    python -m tests.screenshots docs/images [--only WORD] [--size 1920x1080] [--scale 1.5]

The desktop is a virtual one. A scene is a function in a module `tests/scenes_*.py` that brings the
window to a state and returns the widget to picture; `SCENES` there names them. Every picture is
also checked for clipped, overlapping and nameless widgets; if any is found, the exit code is 1.
With `--ask` the name of each scene is printed, and the window stays as it is until a line comes in.
"""

from __future__ import annotations

import argparse
import importlib
import select
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio.virtual_desktop import virtual_desktop
from tests.conftest import PASSPHRASE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from studio.gui.app import Studio
    from studio.gui.context import AppContext
    from studio.gui.main_window import MainWindow

TIMEOUT_S = 30.0
RUN_TIMEOUT_S = 600.0
THEMES = ("light", "dark")

Widget = TypeVar("Widget", bound="QWidget")


@dataclass(slots=True)
class Stage:
    """What a scene acts on: the window, shown. `afterwards` is done once the picture is taken.

    Jobs whose titles are in `going_on` are part of the picture and are not waited for.
    """

    studio: Studio
    afterwards: list[Callable[[], object]] = field(default_factory=list)
    going_on: set[str] = field(default_factory=set)

    @property
    def window(self) -> MainWindow:
        return self.studio.window

    @property
    def context(self) -> AppContext:
        return self.studio.context

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        from PySide6.QtCore import QCoreApplication, QEventLoop

        end = time.monotonic() + TIMEOUT_S
        while not condition():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            assert time.monotonic() < end, "the scene waited in vain"

    def dialog(self, name: str) -> QDialog:
        """The open dialog of this object name, once it is there."""
        from PySide6.QtWidgets import QApplication, QDialog

        found: list[QDialog] = []

        def is_there() -> bool:
            tops = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog)]
            found[:] = [each for each in tops if each.objectName() == name and each.isVisible()]
            return bool(found)

        self.wait(is_there)
        return found[0]

    def settle(self) -> None:
        """Let layouts and quick jobs come to rest."""
        from tests.gui_helpers import settle

        place = self.window.place(self.window.current_place)
        self.wait(lambda: place.is_built)
        self.wait(lambda: {job.title for job in self.context.jobs.active()} <= self.going_on)
        settle()

    def clean_up(self) -> None:
        for act in self.afterwards:
            act()
        self.afterwards.clear()
        self.going_on.clear()
        self.settle()


Scene = Callable[[Stage], "QWidget"]


def scenes() -> dict[str, Scene]:
    """Every scene by its name, in the order of the modules."""
    found: dict[str, Scene] = {}
    for path in sorted(Path(__file__).parent.glob("scenes_*.py")):
        found |= importlib.import_module(f"tests.{path.stem}").SCENES
    return found


def main() -> None:
    """Take the pictures of both themes, each on a fresh desktop with a fresh data folder."""
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.inside:
        sys.exit(_picture_all(options))
    codes = [_on_a_desktop(theme, options) for theme in THEMES]
    sys.exit(max(codes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="scenes whose name holds this word")
    parser.add_argument("--size", default="1280x800", help="the desktop")
    parser.add_argument("--scale", type=float, default=1.0, help="QT_SCALE_FACTOR")
    parser.add_argument("--suffix", default="", help="added to the names of the files")
    parser.add_argument("--language", default="en")
    parser.add_argument("--ask", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _on_a_desktop(theme: str, options: argparse.Namespace) -> int:
    with virtual_desktop(options.size) as desktop:
        passphrase = desktop.home / "passphrase"
        passphrase.touch(mode=0o600)
        passphrase.write_text(PASSPHRASE + "\n")
        env = dict(desktop.env) | {
            "CANDOR_PASSPHRASE_FILE": str(passphrase),
            "QT_SCALE_FACTOR": str(options.scale),
        }
        command = [sys.executable, "-m", "tests.screenshots", str(options.out.absolute())]
        command += ["--inside", theme, "--only", options.only, "--language", options.language]
        command += [f"--suffix={options.suffix}"]
        return subprocess.run(command, env=env, timeout=RUN_TIMEOUT_S).returncode


def _picture_all(options: argparse.Namespace) -> int:
    from recorder.vault.home import Home
    from studio.gui.app import Studio, make_app, make_context
    from studio.gui.settings_table import SHOW_TIPS, THEME
    from studio.gui.words import install_language

    app = make_app()
    context = make_context(app, Home.default().ensure())
    install_language(app, options.language)
    context.settings.choose(THEME, options.inside)
    context.settings.choose(SHOW_TIPS, False)
    studio = Studio(context)
    stage = Stage(studio)
    studio.window.showMaximized()
    studio.window.show_place("consent")
    context.consents.refresh()
    problems: list[str] = []
    for name, scene in scenes().items():
        shown = scene(stage)
        stage.settle()
        problems += _problems(name, shown)
        if options.ask:
            _wait_for_line(stage, name)
        if options.only in name:
            shown.grab().save(str(options.out / f"{name}-{options.inside}{options.suffix}.png"))
        if shown is not studio.window:
            shown.close()
        stage.clean_up()
    studio.window.close_for_good()
    studio.close()
    sys.stderr.write("".join(problems))
    return 1 if problems else 0


def _wait_for_line(stage: Stage, name: str) -> None:
    """Let somebody look at a scene from outside; the window answers meanwhile."""
    sys.stdout.write(f"{name}\n")
    sys.stdout.flush()
    stage.wait(lambda: select.select([sys.stdin], [], [], 0)[0])
    sys.stdin.readline()


def _problems(name: str, shown: QWidget) -> list[str]:
    from tests.gui_helpers import assert_accessible, assert_nothing_clipped

    found: list[str] = []
    for check in (assert_nothing_clipped, assert_accessible):
        try:
            check(shown)
        except AssertionError as error:
            found.append(f"{name}: {error}\n")
    return found


if __name__ == "__main__":
    main()
