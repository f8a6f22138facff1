"""`make screenshots`: pictures of every place and dialog, from the real window on a desktop of its own.

    python -m tests.screenshots docs/images [--only WORD] [--size 1920x1080] [--scale 1.5]

A scene is a function in a module `tests/scenes_*.py` that brings the window to a state and
returns the widget to picture. Without `--size` and `--scale` the pictures are those of the README.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from studio.virtual_desktop import virtual_desktop

PASSPHRASE = "correct horse battery staple"
TIMEOUT_S = 30.0
THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Stage:
    """What a scene acts on. `studio` is a `studio.gui.app.Studio`, shown."""

    studio: object

    @property
    def window(self):
        return self.studio.window

    @property
    def context(self):
        return self.studio.context

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        from PySide6.QtCore import QCoreApplication, QEventLoop

        end = time.monotonic() + TIMEOUT_S
        while not condition():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            assert time.monotonic() < end, "the scene waited in vain"

    def dialog(self, name: str):
        """The open dialog of this object name, once it is there."""
        from PySide6.QtWidgets import QApplication

        def found():
            tops = QApplication.topLevelWidgets()
            return [each for each in tops if each.objectName() == name and each.isVisible()]

        self.wait(found)
        return found()[0]

    def settle(self) -> None:
        """Let layouts and quick jobs come to rest."""
        self.wait(lambda: not self.context.jobs.active())
        from tests.gui_helpers import settle

        settle()


def scenes() -> dict[str, Callable[[Stage], object]]:
    """Every scene by its name, in the order of the modules."""
    found: dict[str, Callable[[Stage], object]] = {}
    for path in sorted(Path(__file__).parent.glob("scenes_*.py")):
        found |= importlib.import_module(f"tests.{path.stem}").SCENES
    return found


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.inside:
        _picture_all(options)
        return
    for theme in THEMES:
        with virtual_desktop(options.size) as desktop:
            _prepare(desktop.home, dict(desktop.env))
            env = dict(desktop.env) | {
                "CANDOR_PASSPHRASE_FILE": str(desktop.home / "passphrase"),
                "QT_SCALE_FACTOR": str(options.scale),
            }
            command = [sys.executable, "-m", "tests.screenshots", str(options.out.absolute())]
            command += ["--inside", theme, "--size", options.size, "--only", options.only]
            command += [f"--suffix={options.suffix}", "--language", options.language]
            subprocess.run(command, env=env, check=True, timeout=600)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="", help="scenes whose name holds this word")
    parser.add_argument("--size", default="1280x800", help="the desktop")
    parser.add_argument("--scale", type=float, default=1.0, help="QT_SCALE_FACTOR")
    parser.add_argument("--suffix", default="", help="added to the names of the files")
    parser.add_argument("--language", default="en")
    parser.add_argument("--inside", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _prepare(home: Path, env: dict[str, str]) -> None:
    """An owner-only passphrase file, so that nothing asks."""
    file = home / "passphrase"
    file.touch(mode=0o600)
    file.write_text(PASSPHRASE + "\n")
    del env


def _picture_all(options: argparse.Namespace) -> None:
    from recorder.vault.home import Home
    from studio.gui.app import Studio, make_app, make_context
    from studio.gui.settings_table import THEME
    from studio.gui.words import install_language

    app = make_app()
    context = make_context(app, Home.default().ensure())
    install_language(app, options.language)
    context.settings.choose(THEME, options.inside)
    studio = Studio(context)
    stage = Stage(studio)
    studio.window.show()
    studio.window.showMaximized()
    studio.window.show_place("record")
    context.consents.refresh()
    problems = 0
    for name, scene in scenes().items():
        shown = scene(stage)
        stage.settle()
        problems += _check(name, shown)
        if options.only in name:
            file = options.out / f"{name}-{options.inside}{options.suffix}.png"
            shown.grab().save(str(file))
        if shown is not studio.window:
            shown.close()
            stage.settle()
    studio.window.close_for_good()
    studio.close()
    sys.exit(1 if problems else 0)


def _check(name: str, shown) -> int:
    from tests.gui_helpers import assert_accessible, assert_nothing_clipped

    found = 0
    for check in (assert_nothing_clipped, assert_accessible):
        try:
            check(shown)
        except AssertionError as error:
            found += 1
            print(f"{name}: {error}", file=sys.stderr)
    return found


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
