"""The person's settings: what differs from the table, in one file, in force at once.

A file that cannot be read is kept aside and said so; the defaults are used meanwhile. Where the
window lies is kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Signal

from recorder.errors import StorageError
from recorder.vault.home import read_bounded, write_whole
from studio.gui.jobs import Jobs, Progress
from studio.gui.settings_table import SETTINGS, Setting
from studio.gui.words import tr

FILE = "settings.json"
_SHORTCUTS = "shortcuts"
_SIZE_MAX = 256 * 1024

T = TypeVar("T", bool, int, str, tuple[str, ...])


class Settings(QObject):
    """What the person chose. Read with `get(THEME)`, change with `choose(THEME, "dark")`."""

    changed = Signal(str)
    """A setting changed: its key."""

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / FILE
        self._jobs = jobs
        self._stored: dict[str, object] = {}
        self._unsaved = False
        self.problem: str | None = None
        """What was wrong with the file, as a sentence for the person, or None."""

    def load(self) -> None:
        """Read the file, if there is one. A broken one is put aside."""
        try:
            raw = read_bounded(self._path, _SIZE_MAX)
            stored = {} if raw is None else json.loads(raw)
            if not isinstance(stored, dict):
                raise ValueError("not a table")
        except (StorageError, ValueError):
            self._put_aside()
            return
        self._stored = stored

    def get(self, setting: Setting[T]) -> T:
        """The value in force."""
        value = self._stored.get(setting.key, setting.default)
        if isinstance(setting.default, tuple) and isinstance(value, list):
            value = tuple(value)
        return cast(T, value) if setting.accepts(value) else setting.default

    def choose(self, setting: Setting[T], value: T) -> None:
        """Put a value into force and store it."""
        assert setting.accepts(value), f"{setting.key} cannot hold this"
        if value == self.get(setting):
            return
        self._store(setting.key, value, setting.default)
        self.changed.emit(setting.key)

    def reset(self) -> None:
        """Put every default of the table back into force; shortcuts stay."""
        for setting in SETTINGS:
            if self._stored.pop(setting.key, None) is not None:
                self.changed.emit(setting.key)
        self._save()

    def shortcuts(self) -> dict[str, str]:
        """The keys that differ from the table of actions."""
        chosen = self._stored.get(_SHORTCUTS)
        if not isinstance(chosen, dict):
            return {}
        return {key: keys for key, keys in chosen.items() if isinstance(keys, str)}

    def choose_shortcuts(self, chosen: Mapping[str, str]) -> None:
        """Store the keys that differ from the table of actions."""
        self._store(_SHORTCUTS, dict(chosen), {})
        self.changed.emit(_SHORTCUTS)

    def flush(self) -> None:
        """Write what is not written yet, before the window closes.

        Raises:
            StorageError: the disk refused.
        """
        if self._unsaved:
            self._unsaved = False
            write_whole(self._path, self._encoded())

    def _store(self, key: str, value: object, default: object) -> None:
        if value == default:
            self._stored.pop(key, None)
        else:
            self._stored[key] = list(value) if isinstance(value, tuple) else value
        self._save()

    def _save(self) -> None:
        self._unsaved = True
        content = self._encoded()

        def write(_progress: Progress) -> bytes:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self._path, content)
            return content

        self._jobs.run(
            tr("Save the settings"), write, self._saved, lane="settings", replaces=True, quiet=True
        )

    def _saved(self, content: bytes) -> None:
        self._unsaved = content != self._encoded()

    def _encoded(self) -> bytes:
        return json.dumps(self._stored, indent=2, sort_keys=True).encode() + b"\n"

    def _put_aside(self) -> None:
        aside = self._path.with_name("settings.broken.json")
        try:
            self._path.replace(aside)
        except OSError:
            self.problem = tr("The settings could not be read. The defaults are used.")
            return
        self.problem = tr(
            "The settings could not be read. They are kept as {name}; the defaults are used."
        ).format(name=aside.name)
