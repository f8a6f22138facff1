"""What a person chose to have recorded, and the words the engine is started with. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from recorder.capture.screen import whole_desktop
from recorder.consent.campaign import PERSONAL_ID
from recorder.session.model import Desktop, Rect


class AreaKind(StrEnum):
    """The ways to say which part of the desktop is recorded."""

    EVERYTHING = "everything"
    MONITOR = "monitor"
    REGION = "region"
    WINDOW = "window"


@dataclass(frozen=True, slots=True)
class Area:
    """Which part of the desktop. `region` is kept while another kind is chosen, so that nothing
    that was dragged is lost; `window` is the window's id."""

    kind: AreaKind = AreaKind.EVERYTHING
    monitor: int = 0
    region: Rect | None = None
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Everything a recording is started with. `campaign_file` is None for *Personal*, `hotkeys`
    are those that differ from the usual, as `verb=chord`."""

    task: str = ""
    campaign_id: str = PERSONAL_ID
    campaign_file: Path | None = None
    area: Area = Area()
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    never_sites: tuple[str, ...] = ()
    hotkeys: tuple[str, ...] = ()


def rectangle_of(area: Area, desktop: Desktop, windows: dict[int, Rect]) -> Rect | None:
    """The part of the desktop that an area means now; None when it is not there."""
    whole = whole_desktop(desktop)
    match area.kind:
        case AreaKind.EVERYTHING:
            return whole
        case AreaKind.MONITOR:
            found = (each.bounds for each in desktop.displays if each.id == area.monitor)
            return next(found, None)
        case AreaKind.REGION:
            return area.region.intersect(whole) if area.region else None
        case AreaKind.WINDOW:
            bounds = windows.get(area.window) if area.window is not None else None
            return bounds.intersect(whole) if bounds else None


def engine_words(choice: Choice, captured: Rect | None) -> list[str]:
    """The arguments of `candor` that record a choice. `captured` is its rectangle, or None where
    the desktop is not known and the engine shall take all of it."""
    words = ["record", "--pipe", "--task", choice.task]
    if choice.campaign_file is not None:
        words += ["--campaign", str(choice.campaign_file)]
    if choice.area.kind is AreaKind.MONITOR:
        words += ["--monitor", str(choice.area.monitor)]
    elif choice.area.kind is not AreaKind.EVERYTHING and captured is not None:
        box = f"{captured.x},{captured.y},{captured.width},{captured.height}"
        words += ["--region", box]
    listed = (
        ("--only", choice.only),
        ("--never", choice.never),
        ("--never-site", choice.never_sites),
        ("--hotkey", choice.hotkeys),
    )
    for option, names in listed:
        for name in names:
            words += [option, name]
    return words
