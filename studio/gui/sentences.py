"""The sentences of the parts below the window, in the window's language.

An error carries one English sentence, which the command line prints as it is. Here stand those that
people meet in the window, with numbers for what is filled in. A sentence that is not here is shown
in English.
"""

from __future__ import annotations

import re
from functools import cache

from studio.gui.sentences_custody import CUSTODY
from studio.gui.words import mark, tr

SENTENCES = (
    mark("The H.264 encoder failed; the recording cannot go on."),
    mark("The hotkey “{1}” needs ctrl, alt or super."),
    mark("The hotkeys ended, because the X server went away."),
    mark("Hotkeys cannot be claimed: the X server is unreachable."),
    mark("Neither keystrokes nor mouse are granted, so there is no input."),
    mark(
        "The input of this X server cannot be recorded; check that the display is reachable "
        "and has the RECORD and XInput2 extensions (candor doctor)."
    ),
    mark("The keyboard layout cannot be read: the X server is unreachable."),
    mark("There is no monitor {1}; this desktop has: {2}."),
    mark("The region {1},{2},{3},{4} does not lie on the desktop, which spans {5},{6},{7},{8}."),
    mark("The X server no longer lets the screen be recorded; what was recorded is kept."),
    mark("The terms of the campaign do not fit: {1}."),
    mark("The campaign was written for a newer Candor; update this one."),
    mark("The campaign needs the scope {1}; agree to it or leave it altogether."),
    mark("The campaign's signature is wrong: ask its steward for an unaltered file."),
    mark("This is not a campaign file, or it was altered."),
    mark("The campaign {1} is signed by another steward than before; ask whoever sent it why."),
    mark(
        "The campaign {1} is older than version {2}, which was seen here before; ask for the "
        "newest file."
    ),
    mark("The campaign {1} changed without a new version; ask its steward for one."),
    mark("Consent to {1} was withdrawn; give it again to record."),
    mark("Consent to {1} has expired; give it again to record."),
    mark("Consent to {1} lies in the future; check this machine's clock."),
    mark("The consent receipt was altered; give consent again."),
    mark("The consent receipt cannot be read; give consent again."),
    mark("No consent was given to these terms of {1}; see: candor consent give --help."),
    mark("No consent was given here yet; see: candor consent give --help."),
    mark("The file {1} is there already; name another."),
    mark("The note is longer than {1} bytes; it was not set."),
    mark("No recording is running."),
    mark("The recording that was running has just ended."),
    mark("The recording is paused; resume it to set a mark."),
    mark("The recording did not answer in time."),
    mark("More input arrived than can be taken in; the recording ended."),
    mark(
        "The disk has {1} MB left and a recording needs {2}; what was written is kept. Make "
        "room and record again."
    ),
    mark("The disk cannot be asked for its space: {1}."),
    mark("What was recorded is not on the desktop any more; what came before is kept."),
    mark("A part of the recording failed ({1}); it ended there."),
    mark("A part of the video cannot be decoded; run `candor verify` on this session."),
    mark("The video of this session claims an impossible size; it cannot be shown."),
    mark("The video of this session is out of order; it cannot be shown."),
    mark("The video of this session has no beginning; it cannot be shown."),
    mark("The session could not be written: {1}. What was written is kept."),
    mark("The session cannot be read: {1}."),
    mark("The file is too short to be a session."),
    mark("The file is not a Candor session."),
    mark("The session has format version {1}; this Candor reads up to {2}. Install a newer one."),
    mark("The session's head was altered: its signature does not fit."),
    mark("The session's head is cut short."),
    mark("The session's head cannot be read."),
    mark("A record's frame was altered."),
    mark("The session belongs to worker {1}; this identity is {2} and cannot open it."),
    mark("The session's key does not open with this identity."),
    mark("The session ends before its own description; nothing of it can be shown."),
    mark("The session was altered while it was open."),
    mark("This session is being recorded; stop the recording first."),
    mark("The session could not be deleted: {1}."),
    mark("There is no identity here yet; make one with: candor identity new."),
    mark("The recovery key holds a mistake: compare it with the paper again."),
    mark("This is not a recovery key: it has 14 groups of four signs."),
    mark("The recovery key belongs to another identity; nothing was changed."),
    mark("There is an identity here already; it was left as it is."),
    mark("The vault is locked; unlock it first."),
    mark("The vault is gone: restore the identity with its recovery key."),
    mark("The vault is damaged: restore the identity with its recovery key."),
    mark("The vault did not open: the passphrase is wrong, or the vault was altered."),
    mark("The keeper is gone (it ends when idle): unlock the vault again."),
    mark("The keeper did not start: {1}."),
    mark("The library index could not be used: {1}."),
    mark("The recording key was altered; give consent again."),
    mark(
        "The desktop's keyring cannot be asked here: log in to the desktop, or use a "
        "passphrase instead of the keyring."
    ),
    mark(
        "The desktop's keyring does not know this vault; restore the identity with its "
        "recovery key."
    ),
    mark("The passphrase is too short: use at least {1} characters."),
    mark("Other people can open {1}; name another folder, or use --force if that is meant."),
    mark("{1} is not empty; name another folder, or use --force to replace."),
    mark("The folder could not be written: {1}."),
    mark("There is no file or folder to import at this path."),
    mark("This looks like no recording that can be imported; see: candor formats."),
    mark("{1} rows: {2} became {3} events."),
    mark("{1} left out: {2}."),
    mark("{1} pictures: {2} showed a change and are frames."),
    # What the checks before a recording find.
    mark("This is a desktop of the kind {1}."),
    mark("It could not be tried ({1})."),
    mark("{1} pixels; monitors are not told apart."),
    mark("{1} pixels; monitors {2}."),
    mark("Keys, buttons and moves arrive with the times of the system."),
    mark("The layout can be read."),
    mark("{1} works in every window."),
    mark("This keyboard cannot type {1}."),
    mark("Another program has taken {1} already."),
    mark("H.264 can be encoded (libx264)."),
    mark("{1} MB are free."),
    mark("They are seen, and the X server says which program each belongs to."),
    mark(
        "They are seen; which program each belongs to is not known but from what it says itself "
        "(the X server lacks X-Resource)."
    ),
    mark(
        "Its bus answers, so programs can say which fields are for passwords. Chromium says it "
        "only when started with --force-renderer-accessibility; else its windows are hidden."
    ),
    mark(
        "It cannot be asked (no bus answers), so keys are hidden in all programs but terminals "
        "and those allowed without accessibility."
    ),
    mark("The kernel is asked whether a terminal shows what is typed."),
    mark("It is told by {1}."),
    mark("It is not told by anybody here, so a locked screen looks like an open one."),
    mark(
        "“{1}” is not a hotkey; write one like ctrl+alt+shift+p, with ctrl, alt, shift or super "
        "and a letter, a digit or a key such as f9."
    ),
    mark("The hotkey “{1}” is named for two verbs; give each its own."),
    mark(
        "The epoch key lies in a file: whoever has an old copy of that file and of the key table "
        "can open what was withdrawn since. Keep it out of every backup, or use the keyring."
    ),
    mark("The roster of {1} has expired; ask for a newer one."),
    mark("The audit log has {1} entries where {2} were signed."),
    mark("An entry of the audit log was altered, taken out or moved."),
    *CUSTODY,
)
_FILLED = re.compile(r"\{\d\}")


def said(sentence: str) -> str:
    """A sentence from below in the language of the window; as it is where no such is known."""
    for source, begin, end in _sources():
        # Few expressions are ever needed, and compiling all of them at once would be felt.
        may_be = sentence.startswith(begin) and sentence.endswith(end)
        if may_be and (found := _pattern(source).fullmatch(sentence)):
            return _filled(tr(source), found.groups())
    return sentence


def _filled(text: str, parts: tuple[str, ...]) -> str:
    return _FILLED.sub(lambda place: parts[int(place[0][1]) - 1], text)


@cache
def _sources() -> tuple[tuple[str, str, str], ...]:
    """What a sentence may be, how it begins and ends; those that fill in less come first."""
    pieces = sorted(
        ((_FILLED.split(each), each) for each in SENTENCES), key=lambda one: len(one[0])
    )
    return tuple((source, split[0], split[-1]) for split, source in pieces)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile("(.+)".join(map(re.escape, _FILLED.split(source))), re.DOTALL)
