"""The formats of an export by name: those built in, and those that other packages bring.

Nothing is loaded before it is asked for. A plug-in is an entry point of the group
`candor.exporters` whose object is a `Format`; what it does wrong is said with its name.
"""

from __future__ import annotations

import importlib
from importlib.metadata import EntryPoint, entry_points

from recorder.errors import CandorError, WrongUse
from replay.export.model import Format

GROUP = "candor.exporters"
BUILT_IN = {
    "agentnet": "replay.export.agentnet:AGENTNET",
    "anthropic": "replay.export.chat:ANTHROPIC",
    "html": "replay.export.html:HTML",
    "jsonl": "replay.export.jsonl:JSONL",
    "lerobot": "replay.export.lerobot:LEROBOT",
    "messages": "replay.export.trainers:MESSAGES",
    "openai": "replay.export.chat:OPENAI",
    "osworld": "replay.export.osworld:OSWORLD",
    "owamcap": "replay.export.owamcap:OWAMCAP",
    "parquet": "replay.export.parquet:PARQUET",
    "qwen-vl": "replay.export.trainers:QWEN_VL",
    "sharegpt": "replay.export.trainers:SHAREGPT",
    "uitars": "replay.export.trainers:UITARS",
    "webdataset": "replay.export.webdataset:WEBDATASET",
}
_MEMBERS = ("name", "title", "variants", "sees", "packs", "data", "says", "open", "check")


class BadPlugin(CandorError):
    """An exporter of another package cannot be used."""


def format_names() -> list[str]:
    """The names of all formats. A plug-in cannot take the name of a built-in one."""
    return sorted({*BUILT_IN, *(point.name for point in _points())})


def find_format(name: str) -> Format:
    """The format of a name.

    Raises:
        WrongUse: there is none.
        BadPlugin: the package that brings it is broken.
    """
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    for point in _points():
        if point.name == name:
            return _loaded(point)
    raise WrongUse(f"There is no format {name!r}; `candor formats` lists them.")


def _points() -> list[EntryPoint]:
    return [point for point in entry_points(group=GROUP) if point.name not in BUILT_IN]


def _loaded(point: EntryPoint) -> Format:
    try:
        found = point.load()
    except Exception as error:
        raise BadPlugin(_culprit(point, f"{type(error).__name__}: {error}")) from error
    lacking = [member for member in _MEMBERS if not hasattr(found, member)]
    if lacking:
        raise BadPlugin(_culprit(point, f"it lacks {', '.join(lacking)}"))
    return found


def _culprit(point: EntryPoint, cause: str) -> str:
    return f"The exporter '{point.name}' ({point.value}) cannot be used: {cause}."
