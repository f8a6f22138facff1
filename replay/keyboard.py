"""Keys to typed text, keys, chords and holds. Pure; fed by the reducer in the order of time."""

from __future__ import annotations

from dataclasses import dataclass, field

from recorder.session.events import KeyEvent
from replay.action_types import Hold, Key, LeftOut, Type
from replay.composed import Composed
from replay.draft import Draft
from replay.keys import (
    LEVEL_SHIFTS,
    LOCKS,
    MODIFIERS,
    in_order,
    is_character,
    is_dead,
    is_named,
    key_name,
    printable,
)
from replay.ledger import Share
from replay.rules import HOLD_NS, KEY_REPEAT_PAUSE_NS, TYPING_PAUSE_NS, TYPING_PX

CHORDING = frozenset({"ctrl", "alt", "super"})


@dataclass(slots=True)
class OpenText:
    """Typing. `pieces` holds what each key gave; an empty one waits for the letter after it.

    `marks` holds for each piece the event that began it: (seq, t_ns). Where no key's text is known,
    `composed` may hold what all of them gave together.
    """

    seq: int
    share: Share
    known: bool
    composed: Composed
    x: int | None
    y: int | None
    t_start_ns: int
    t_last_ns: int
    t_end_ns: int
    pieces: list[str] = field(default_factory=list[str])
    marks: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])

    def add(self, text: str, mark: tuple[int, int]) -> None:
        while self.pieces and not self.pieces[-1]:
            self.pieces.pop()
            mark = self.marks.pop()
        self.pieces.append(text)
        self.marks.append(mark)

    def take_back(self) -> None:
        """Forget the last piece."""
        self.pieces.pop()
        self.marks.pop()

    def close(self) -> Type | LeftOut:
        text: str | None = "".join(self.pieces)
        if not self.known:
            text = self.composed.claim(self.t_start_ns, self.t_last_ns, self.share)
        elif not text:
            return LeftOut.TAKEN_BACK
        return Type(text, self.x, self.y, self.t_start_ns, self.t_end_ns)


@dataclass(slots=True)
class OpenKey:
    """One key or chord, pressed `presses` times; `repeat` also counts what holding it gave."""

    seq: int
    share: Share
    keys: tuple[str, ...]
    x: int | None
    y: int | None
    t_start_ns: int
    t_last_ns: int
    t_end_ns: int
    presses: int = 1
    repeat: int = 1

    def close(self) -> Key | Hold:
        held_ns = self.t_end_ns - self.t_start_ns
        if self.presses == 1 and len(self.keys) == 1 and held_ns > HOLD_NS:
            return Hold(
                self.keys, None, (), self.repeat, self.x, self.y, self.t_start_ns, self.t_end_ns
            )
        return Key(self.keys, self.repeat, self.x, self.y, self.t_start_ns, self.t_end_ns)


class Keyboard:
    """Turns key events into open actions of the draft."""

    def __init__(self, draft: Draft, composed: Composed) -> None:
        self._draft = draft
        self._composed = composed
        self._down: dict[int, Share] = {}

    @property
    def working(self) -> bool:
        """Whether a key that is no modifier is down."""
        return bool(self._down.keys() - self._draft.modifiers.keys())

    def feed(self, event: KeyEvent) -> None:
        """Take a press or a release."""
        if event.pressed:
            self._press(event)
        else:
            self._release(event)

    def lose(self) -> None:
        """Keys are hidden from now on: what follows belongs to nothing that was typed before."""
        if isinstance(self._draft.open, OpenText | OpenKey):
            self._draft.close()
        self._down.clear()
        self._draft.modifiers.clear()

    def _press(self, event: KeyEvent) -> None:
        if event.symbol in MODIFIERS or event.symbol in LEVEL_SHIFTS:
            self._press_modifier(event)
        elif event.symbol in LOCKS:
            self._own(event, Share(LeftOut.LOCK_KEY))
        else:
            self._own(event, self._act(event))

    def _act(self, event: KeyEvent) -> Share:
        text = printable(event.text)
        # With a text it is no chord: Control with Alt is AltGr on Windows, and Option types too.
        if not text and self._draft.held() & CHORDING:
            return self._key(event)
        if is_named(event.symbol):
            return self._named(event)
        if text or event.text is None:
            return self._text(event, text or None)
        if is_dead(event.symbol) or self._composing():
            return self._text(event, "")
        if is_character(event.symbol):
            self._draft.close()
            return Share(LeftOut.UNKNOWN_CHORD)
        return self._key(event)

    def _press_modifier(self, event: KeyEvent) -> None:
        if event.key not in self._draft.modifiers:
            share = Share(LeftOut.LONE_MODIFIER)
            self._draft.modifiers[event.key] = (MODIFIERS.get(event.symbol, ""), share)
        self._own(event, self._draft.modifiers[event.key][1])

    def _release(self, event: KeyEvent) -> None:
        self._draft.modifiers.pop(event.key, None)
        share = self._down.pop(event.key, None)
        if share is None:
            self._draft.ledger.leave_out(event.seq, LeftOut.NO_PRESS)
            return
        self._draft.ledger.shares[event.seq] = share
        current = self._draft.open
        if isinstance(current, OpenText | OpenKey) and current.share is share:
            current.t_end_ns = max(current.t_end_ns, event.t_ns)

    def _own(self, event: KeyEvent, share: Share) -> None:
        self._down[event.key] = share
        self._draft.ledger.shares[event.seq] = share

    def _composing(self) -> bool:
        current = self._draft.open
        return isinstance(current, OpenText) and current.pieces[-1:] == [""]

    def _named(self, event: KeyEvent) -> Share:
        """A key with a name: Backspace takes back what was typed, the others stand alone."""
        current = self._draft.open
        if isinstance(current, OpenText) and self._goes_on(current, event):
            if not current.known and (event.text is None or event.symbol == "BackSpace"):
                return self._text(event, None)
            if event.symbol == "BackSpace" and current.pieces:
                current.take_back()
                current.t_last_ns = current.t_end_ns = event.t_ns
                self._draft.use_modifiers(current.share)
                return current.share
        return self._key(event)

    def _text(self, event: KeyEvent, text: str | None) -> Share:
        draft, current = self._draft, self._draft.open
        known = text is not None
        if not (
            isinstance(current, OpenText)
            and current.known == known
            and self._goes_on(current, event)
        ):
            share = Share(LeftOut.TAKEN_BACK)
            current = OpenText(
                event.seq, share, known, self._composed,
                draft.x, draft.y, event.t_ns, event.t_ns, event.t_ns,
            )  # fmt: skip
            draft.begin(current)
        if text is not None:
            current.add(text, (event.seq, event.t_ns))
        current.t_last_ns = current.t_end_ns = event.t_ns
        draft.use_modifiers(current.share)
        return current.share

    def _goes_on(self, current: OpenText, event: KeyEvent) -> bool:
        return event.t_ns - current.t_last_ns < TYPING_PAUSE_NS and self._rests(current)

    def _comes_again(self, current: OpenKey, event: KeyEvent) -> bool:
        if event.repeat and self._down.get(event.key) is current.share:
            return True
        pause_ns = event.t_ns - max(current.t_last_ns, current.t_end_ns)
        return pause_ns <= KEY_REPEAT_PAUSE_NS and self._rests(current)

    def _rests(self, current: OpenText | OpenKey) -> bool:
        x, y = self._draft.x, self._draft.y
        if x is None or y is None or current.x is None or current.y is None:
            return (x, y) == (current.x, current.y)
        return max(abs(x - current.x), abs(y - current.y)) <= TYPING_PX

    def _key(self, event: KeyEvent) -> Share:
        draft, current = self._draft, self._draft.open
        share = Share(LeftOut.NO_RELEASE)
        keys = (*in_order(draft.held()), key_name(event.symbol, event.key))
        if (
            isinstance(current, OpenKey)
            and current.keys == keys
            and self._comes_again(current, event)
        ):
            current.repeat += 1
            current.presses += not event.repeat
            current.t_last_ns = current.t_end_ns = event.t_ns
        else:
            current = OpenKey(
                event.seq, share, keys, draft.x, draft.y, event.t_ns, event.t_ns, event.t_ns
            )
            draft.begin(current)
        draft.use_modifiers(current.share)
        return current.share
