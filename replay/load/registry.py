"""The foreign formats that can be imported, and which of them lies at a path."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from recorder.errors import FormatError, WrongUse
from replay.load.foreign import Loader
from replay.load.source import Source

BUILT_IN = {
    "agentnet": ("replay.load.ducktrack", "AgentNet"),
    "ducktrack": ("replay.load.ducktrack", "DuckTrack"),
    "openadapt": ("replay.load.openadapt", "OpenAdapt"),
    "osworld": ("replay.load.osworld", "OSWorld"),
    "owamcap": ("replay.load.owamcap", "OWAMcap"),
    "pctracker": ("replay.load.pctracker", "PCTracker"),
}


@dataclass(frozen=True, slots=True)
class Readable:
    """What can be said of a format without reading anything."""

    name: str
    title: str
    cannot: tuple[str, ...]


def loader(name: str) -> Loader:
    """The loader of a format.

    Raises:
        WrongUse: there is none.
    """
    if name not in BUILT_IN:
        raise WrongUse(f"“{name}” cannot be imported; there are: {', '.join(BUILT_IN)}.")
    module, kind = BUILT_IN[name]
    return getattr(importlib.import_module(module), kind)()


def find_loader(source: Source) -> Loader:
    """The loader that fits what lies there.

    Raises:
        WrongUse: it looks like several formats.
        FormatError: it looks like none.
    """
    found = [each for each in map(loader, BUILT_IN) if each.fits(source)]
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise WrongUse(f"This may be any of {names}; say which with --format.")
    if not found:
        raise FormatError("This looks like no recording that can be imported; see: candor formats.")
    return found[0]


def readable() -> tuple[Readable, ...]:
    """All formats that can be imported."""
    found = map(loader, BUILT_IN)
    return tuple(Readable(each.name, each.title, each.cannot) for each in found)
