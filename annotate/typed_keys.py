"""Which key events may tell what was typed, and where each stretch of typing begins and ends. Pure.

The reduction decides, because the same key types a letter, and with Control gives a command.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recorder.session.events import KeyEvent
from recorder.session.model import Scope
from replay.action_types import Action, Hold, Key, LeftOut, Type
from replay.actions import reduce
from replay.keyboard import CHORDING
from replay.keys import LEVEL_SHIFTS, LOCKS, MODIFIERS, is_named, printable
from replay.steps import Recorded

_SHIFT = "Shift"


@dataclass(frozen=True, slots=True)
class Typing:
    """Numbers of events: `keys` may tell what was typed, `edges` are the first and last key of
    each stretch that became an action."""

    keys: frozenset[int]
    edges: frozenset[int]


def typing_of(session: Recorded) -> Typing:
    """Find what was typed in a session that was not numbered anew yet."""
    scopes = session.meta.scopes
    seen = Scope.KEYSTROKES in scopes
    reduction = reduce(
        session.events, input_is_whole=seen and Scope.MOUSE in scopes, keys_are_seen=seen
    )
    actions = {found.id: found.action for found in reduction.found}
    events = [event for event in session.events if isinstance(event, KeyEvent)]
    typed = _typed_actions(events, reduction.owner, actions)
    keys: set[int] = set()
    ends: dict[str, list[int]] = {}
    for event in events:
        owner = reduction.owner[event.seq]
        if owner is LeftOut.OWN_GESTURE and not types(event):
            # A command to the tool itself; its chord is in the settings.
            continue
        if isinstance(owner, LeftOut):
            if owner is LeftOut.TAKEN_BACK or tells_text(event) or shifts(event):
                keys.add(event.seq)
        elif owner in typed:
            keys.add(event.seq)
            ends.setdefault(owner, []).append(event.seq)
    # The action is named after the key that began it, which a held Shift may come before.
    edges = {seq for owner, seqs in ends.items() for seq in (int(owner[1:]), seqs[-1])}
    return Typing(frozenset(keys), frozenset(edges))


def types(event: KeyEvent) -> bool:
    """Whether a key typed something, or an input method may have made something of it."""
    return event.text is None or bool(printable(event.text))


def tells_text(event: KeyEvent) -> bool:
    """Whether a key can have typed something: it did, or it is none that is known not to."""
    if types(event):
        return True
    return not (is_named(event.symbol) or event.symbol in MODIFIERS)


def shifts(event: KeyEvent) -> bool:
    """Whether a key only changes what others type."""
    symbol = event.symbol
    return symbol.startswith(_SHIFT) or symbol in LEVEL_SHIFTS or symbol in LOCKS


def _typed_actions(
    events: list[KeyEvent], owner: Mapping[int, str | LeftOut], actions: Mapping[str, Action]
) -> frozenset[str]:
    """The actions that typed: all that gave text, and keys on their own that could have."""
    typed = {name for name, action in actions.items() if isinstance(action, Type)}
    for event in events:
        name = owner[event.seq]
        if isinstance(name, LeftOut):
            continue
        action = actions[name]
        alone = isinstance(action, Key | Hold) and not CHORDING & set(action.keys)
        if alone and tells_text(event) and not shifts(event):
            typed.add(name)
    return frozenset(typed)
