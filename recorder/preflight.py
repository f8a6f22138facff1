"""What works on this machine and what does not, found out by trying, with what to do about it.

`candor doctor` prints it and the window shows it as lights. Nothing is recorded and nothing kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

import msgspec

from recorder.capture import platform as desktop_kind
from recorder.errors import CandorError, Locked
from recorder.vault.home import Home

log = logging.getLogger("recorder")

MB = 1 << 20
LOST_BROWSER = "its windows are painted over and nothing typed there is recorded"
LOST_PROGRAM = "nothing typed there is recorded, and what is clicked has no name"
SPEAKING_CHROMIUM = "Start it with --force-renderer-accessibility."
SPEAKING_FIREFOX = (
    "Start it with GNOME_ACCESSIBILITY=1 in its environment, and leave "
    "accessibility.force_disabled in about:config below 1."
)


class State(StrEnum):
    """How a check came out. A warning means that recording works, with less."""

    FINE = "fine"
    WARNING = "warning"
    PROBLEM = "problem"


class Check(msgspec.Struct, frozen=True):
    """One thing that was tried: its name, how it came out, and a sentence."""

    name: str
    state: State
    says: str

    @property
    def good(self) -> bool:
        return self.state is not State.PROBLEM


def checks(home: Home, hotkeys: Iterable[str] = ()) -> Iterator[Check]:
    """Try everything that a recording needs, one after the other, on the desktop of `DISPLAY`.

    `hotkeys` are those that differ from the usual, as `verb=chord`.
    """
    yield _tried("desktop", _desktop)
    if desktop_kind.refusal() is None:
        yield _tried("screen", _screen)
        yield _tried("input", _input)
        yield _tried("keyboard layout", _keyboard)
        yield from _context()
        yield from _browsers()
        yield from hotkey_checks(hotkeys)
    yield _tried("video encoder", _encoder)
    yield _tried("disk", lambda: _disk(home))
    yield _tried("keyring", _keyring)
    yield _tried("identity", lambda: _identity(home))
    yield _tried("consent", lambda: _consent(home))


def _tried(name: str, attempt: Callable[[], Check | str]) -> Check:
    try:
        result = attempt()
    except CandorError as error:
        return Check(name, State.PROBLEM, str(error))
    except Exception as error:  # a doctor that dies of what it looks for helps nobody
        log.debug("the check of %s failed", name, exc_info=True)
        return Check(name, State.PROBLEM, f"It could not be tried ({type(error).__name__}).")
    return result if isinstance(result, Check) else Check(name, State.FINE, result)


def _desktop() -> Check | str:
    if reason := desktop_kind.refusal():
        return Check("desktop", State.PROBLEM, reason)
    return f"This is a desktop of the kind {desktop_kind.session_kind()}."


def _screen() -> str:
    from recorder.capture.screen import open_screen, read_desktop

    desktop = read_desktop(None)
    screen = open_screen(None, None)
    try:
        screen.start()
        screen.tick(())
    finally:
        screen.stop()
    monitors = ", ".join(
        f"{each.id}: {each.width}x{each.height} at {each.x},{each.y}" for each in desktop.displays
    )
    size = f"{desktop.width}x{desktop.height}"
    if not monitors:
        return f"{size} pixels; monitors are not told apart."
    return f"{size} pixels; monitors {monitors}."


def _input() -> str:
    from recorder.capture.input import open_input

    source = open_input(keys=True, mouse=True)
    source.start(lambda raw: None)
    source.stop()
    source.run()
    return "Keys, buttons and moves arrive with the times of the system."


def _keyboard() -> str:
    from recorder.capture.input import open_keyboard

    open_keyboard().close()
    return "The layout can be read."


def _context() -> Iterator[Check]:
    from recorder.capture.context import open_context

    context = open_context(titles=False, accessibility=False)
    try:
        context.start(lambda fact: None)
        report = context.report()
    except CandorError as error:
        yield Check("context", State.PROBLEM, str(error))
        return
    finally:
        context.stop()
        context.run()
    for witness, says in report.items():
        missing = "not " in says or "cannot" in says or says.startswith("no ")
        yield Check(witness, State.WARNING if missing else State.FINE, says)


def _browsers() -> Iterator[Check]:
    """One check for each browser that runs, and for each program that is made of one."""
    if desktop_kind.session_kind() != "x11":
        return
    from recorder.capture.browsers_x11 import running_browsers

    try:
        browsers = running_browsers(None)
    except CandorError as error:
        yield Check("browsers", State.WARNING, str(error))
        return
    for each in browsers:
        how = SPEAKING_CHROMIUM if each.is_chromium else SPEAKING_FIREFOX
        lost = LOST_BROWSER if each.is_browser else LOST_PROGRAM
        if each.tells:
            yield Check(each.app, State.FINE, "It says over accessibility what it shows.")
        else:
            yield Check(each.app, State.WARNING, f"It does not say what it shows, so {lost}. {how}")


def hotkey_checks(chosen: Iterable[str] = ()) -> Iterator[Check]:
    """Claim the hotkeys for a moment: one check for each verb, `hotkey pause` and so on."""
    from recorder.capture.hotkeys import chosen_chords, open_hotkeys

    try:
        hotkeys = open_hotkeys(chosen_chords(chosen))
        try:
            statuses = hotkeys.start(lambda verb, at_ns: None)
        finally:
            hotkeys.stop()
    except CandorError as error:
        yield Check("hotkeys", State.WARNING, str(error))
        return
    for status in statuses:
        state = State.FINE if status.problem is None else State.WARNING
        says = status.problem or f"{status.chord} works in every window."
        yield Check(f"hotkey {status.verb.value}", state, says)


def _encoder() -> str:
    import time

    from recorder.media.encoder import Encoder
    from recorder.media.slots import Picture
    from recorder.session.model import Rect

    encoder = Encoder(Rect(0, 0, 64, 64))
    encoder.encode(Picture(64, 64), 0, time.monotonic_ns())
    return "H.264 can be encoded (libx264)."


def _disk(home: Home) -> str:
    from recorder.engine_parts import check_disk

    return f"{check_disk(home.ensure()) // MB} MB are free."


def _keyring() -> Check | str:
    from recorder.vault.unlock import desktop_keyring

    try:
        desktop_keyring().get_password("candor", "doctor")
    # Each desktop's keyring raises its own kinds of errors.
    except Exception:
        log.debug("the keyring did not answer", exc_info=True)
        return Check(
            "keyring", State.WARNING, "The desktop's keyring does not answer; use a passphrase."
        )
    return "The desktop's keyring answers."


def _identity(home: Home) -> Check | str:
    from recorder.vault.identity import load_public

    try:
        worker = load_public(home).worker
    except Locked as error:
        return Check("identity", State.WARNING, str(error))
    if not home.vault.exists():
        return Check(
            "identity",
            State.PROBLEM,
            "The vault is gone: restore it with candor identity new --recover.",
        )
    return f"You are {worker}."


def _consent(home: Home) -> Check | str:
    from recorder.consent.register import Register

    try:
        entries = Register(home).entries()
    except Locked:
        entries = ()
    held = [each.receipt for each in entries if each.state == "given" and each.receipt]
    if not held:
        return Check(
            "consent",
            State.WARNING,
            "No consent is given, so nothing can be recorded; see: candor consent give --help.",
        )
    names = ", ".join(sorted({receipt.campaign_title for receipt in held}))
    return f"You agreed to {names}."
