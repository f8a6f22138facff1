"""What a recording is made of: what was asked for, and the parts that this desktop gives for it.

Everything that can refuse does so here, before a journal exists.
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from recorder.capture import platform as desktop_kind
from recorder.capture.context import Context, open_context
from recorder.capture.hotkeys import Chord, Hotkeys, Verb, default_chords, open_hotkeys
from recorder.capture.input import InputSource, Keyboard, open_input, open_keyboard
from recorder.capture.screen import (
    Pace,
    Screen,
    choose_rectangle,
    open_screen,
    read_desktop,
    whole_desktop,
)
from recorder.consent.campaign import ANY_APP, BUILT_IN, SignedCampaign
from recorder.consent.receipt import ConsentReceipt
from recorder.consent.register import Register
from recorder.errors import CaptureError, StorageError, WrongUse
from recorder.gate_rules import AppRules
from recorder.gate_sites import SiteRules
from recorder.session.journal import new_session_id
from recorder.session.model import Desktop, Rect, Scope, SessionMeta
from recorder.vault.home import Home
from recorder.vault.recording_key import RecordingKey, load_recording_key

FREE_BYTES_MIN = 64 << 20
"""Less than this on the disk and a recording does not begin, or ends."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked to have recorded. `only` and `never` narrow what consent allows.

    `own_pids` are processes whose windows belong to Candor, besides the engine itself.
    """

    task: str
    campaign: SignedCampaign = BUILT_IN
    monitor: int | None = None
    region: Rect | None = None
    fps: int = 30
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    never_sites: tuple[str, ...] = ()
    own_pids: tuple[int, ...] = ()
    chords: dict[Verb, Chord] = field(default_factory=default_chords)


@dataclass(frozen=True, slots=True)
class Permit:
    """The right to record: a receipt that holds now, and the key that signs under it."""

    home: Home
    register: Register
    receipt: ConsentReceipt
    key: RecordingKey

    def recheck(self) -> None:
        """Ask again whether consent still holds.

        Raises:
            ConsentError: it was withdrawn or has expired.
        """
        self.register.recheck(self.receipt)


@dataclass(frozen=True, slots=True)
class Parts:
    """The open sources of one recording; None for what was not granted. Nothing is started."""

    desktop: Desktop
    captured: Rect
    screen: Screen | None
    source: InputSource | None
    keyboard: Keyboard | None
    context: Context
    hotkeys: Hotkeys
    rules: AppRules


def get_permit(home: Home, campaign: SignedCampaign) -> Permit:
    """Find the consent that holds now for a campaign.

    Raises:
        ConsentError: there is none, it has expired, was withdrawn, or was given to other terms.
        Locked, Damaged: the identity or the recording key is missing or was altered.
    """
    register = Register(home)
    key = load_recording_key(home)
    receipt = register.current(campaign.terms.id, campaign.terms.version)
    return Permit(home, register, receipt, key)


def open_parts(wish: Wish, receipt: ConsentReceipt, display: str | None = None) -> Parts:
    """Open what the receipt grants, on this desktop.

    Raises:
        CaptureError: this desktop cannot be recorded, with the reason.
        WrongUse: there is no such monitor, the region is off the screen, or the pace impossible.
    """
    if display is None and (reason := desktop_kind.refusal()):
        raise CaptureError(reason)
    Pace(wish.fps)
    desktop = read_desktop(display)
    captured = choose_rectangle(desktop, monitor=wish.monitor, region=wish.region)
    scopes = receipt.scopes
    keys, mouse = Scope.KEYSTROKES in scopes, Scope.MOUSE in scopes
    return Parts(
        desktop=desktop,
        captured=captured,
        screen=open_screen(display, captured) if Scope.SCREEN in scopes else None,
        source=open_input(keys=keys, mouse=mouse, display=display) if keys or mouse else None,
        keyboard=open_keyboard(display) if keys else None,
        context=open_context(
            display,
            titles=Scope.WINDOW_TITLES in scopes,
            accessibility=Scope.ACCESSIBILITY in scopes,
        ),
        hotkeys=open_hotkeys(wish.chords, display),
        rules=rules_of(receipt, wish),
    )


def rules_of(receipt: ConsentReceipt, wish: Wish) -> AppRules:
    """Which programs may be recorded: what was agreed to, narrowed by what the worker asked for."""
    return AppRules.of(
        _narrowed(receipt.apps_allowed, wish.only),
        (*receipt.apps_never, *wish.never),
        receipt.apps_without_accessibility,
        (os.getpid(), *wish.own_pids),
        SiteRules.of(receipt.sites_allowed, (*receipt.sites_never, *wish.never_sites)),
    )


def described(
    wish: Wish, parts: Parts, receipt: ConsentReceipt, started_at: datetime
) -> SessionMeta:
    """The description of a session that begins now."""
    return SessionMeta(
        session=new_session_id(),
        task=wish.task,
        started_at=started_at.astimezone(UTC).isoformat(timespec="microseconds"),
        desktop=parts.desktop,
        captured=parts.captured,
        fps=wish.fps,
        scopes=tuple(sorted(receipt.scopes)),
        campaign=receipt.campaign_id,
        platform=f"{platform.system()} {platform.machine()} {desktop_kind.session_kind()}",
        program=f"candor {_version()}",
    )


def check_disk(home: Home, free: Callable[[Home], int] | None = None) -> int:
    """The free bytes where sessions are written.

    Raises:
        StorageError: too few to record, or the disk cannot be asked.
    """
    left = (free or free_bytes)(home)
    if left < FREE_BYTES_MIN:
        raise StorageError(
            f"The disk has {left >> 20} MB left and a recording needs {FREE_BYTES_MIN >> 20}; "
            "what was written is kept. Make room and record again."
        )
    return left


def free_bytes(home: Home) -> int:
    """How many bytes the disk of the data folder has left.

    Raises:
        StorageError: it cannot be asked.
    """
    try:
        return shutil.disk_usage(home.sessions).free
    except OSError as error:
        raise StorageError(f"The disk cannot be asked for its space: {error.strerror}.") from error


def same_place(captured: Rect, before: Desktop, after: Desktop) -> Rect | None:
    """What to record when the displays changed: the whole desktop again if it was the whole one,
    the same rectangle if it still lies on the desktop, else nothing."""
    if captured == whole_desktop(before):
        return whole_desktop(after)
    try:
        return choose_rectangle(after, region=captured)
    except WrongUse:
        return None


def _narrowed(allowed: Iterable[str], only: tuple[str, ...]) -> Iterable[str]:
    if not only:
        return allowed
    known = {name.casefold() for name in allowed}
    return [name for name in only if ANY_APP in known or name.casefold() in known]


def _version() -> str:
    try:
        return version("candor")
    except PackageNotFoundError:
        return "from a checkout"
