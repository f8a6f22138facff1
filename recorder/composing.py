"""A run of keys that an input method composes, and what may be read of the field once it is over.

Pure: no clock, no bus. Nobody tells whether letters still hang in the input method, so a run is
over only when what came after it makes that certain; else its text stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from unicodedata import category

from recorder.capture.context import Caret, Place
from recorder.session.events import ButtonEvent, KeyEvent

ENTER = frozenset({"Return", "KP_Enter"})
# They move the caret or close a list, and an input method hands over what it holds.
STILL_KEYS = frozenset(
    {"Left", "Right", "Up", "Down", "Home", "End", "Prior", "Next", "Page_Up", "Page_Down"}
    | {"Escape"}
)
STILL_BUTTONS = frozenset({"left", "right"})
# Keys that change what other keys do: they end nothing.
SILENT = (
    "Shift", "Control_", "Alt_", "Meta_", "Super_", "Hyper_", "ISO_", "Caps_Lock", "Num_Lock",
    "Scroll_Lock", "Mode_switch",
)  # fmt: skip
OBJECT = "\ufffc"


class Ending(Enum):
    """What came after the last key of a run."""

    ENTER = auto()
    """Enter, which may have begun a new line."""
    STILL = auto()
    """Something that types nothing, but that no input method holds letters over."""
    OTHER = auto()
    """A key or button that may have changed the field in a way of its own, or nothing at all."""


@dataclass(slots=True)
class Run:
    """Keys of unknown text in one field. `before` is how the field was before the first of them,
    `after` how it is since the last; each is None where that is not known. `unpublished` holds
    the times of the keys that the gate has not let through so far. `words` is what the run has
    come to where that is certain already; `is_read` tells that this was looked into."""

    era: int
    place: Place | None
    before: Caret | None
    first_ns: int
    last_ns: int
    last_symbol: str = ""
    after: Caret | None = None
    presses: int = 0
    spaces: int = 0
    unpublished: set[int] = field(default_factory=set[int])
    words: str | None = None
    is_read: bool = False

    def add(self, event: KeyEvent) -> None:
        """Take a further key."""
        self.last_ns, self.last_symbol, self.after = event.t_ns, event.symbol, None
        self.words, self.is_read = None, False
        self.presses += 1
        self.spaces += event.symbol == "space"
        self.unpublished.add(event.t_ns)


@dataclass(slots=True)
class Piece:
    """What may be read of a field: the letters from `start` to `stop`. `caret` is how the field
    was at `seen_ns`, when that was found out."""

    run: Run
    place: Place
    ending: Ending
    start: int
    stop: int
    caret: Caret
    seen_ns: int


def is_silent(event: KeyEvent) -> bool:
    """Whether a key only changes what others do."""
    return event.symbol.startswith(SILENT)


def ending_of(event: KeyEvent | ButtonEvent) -> Ending:
    """How this ends a run that was before it."""
    if isinstance(event, ButtonEvent):
        return Ending.STILL if event.button in STILL_BUTTONS else Ending.OTHER
    if event.symbol in ENTER:
        return Ending.ENTER
    return Ending.STILL if event.symbol in STILL_KEYS else Ending.OTHER


def letters_that_came(run: Run) -> int:
    """How many letters came with the keys so far: the caret went as far as the field grew."""
    if run.before is None or run.after is None:
        return 0
    came = _grown(run.before, run.after)
    return came if came <= run.presses else 0


def letters_to_read(run: Run, ending: Ending, now: Caret | None) -> int:
    """How many letters from where the run began may be read; 0 if what came is not certain.

    `now` is how the field is after what ended the run.
    """
    if run.before is None or now is None:
        return 0
    came = letters_that_came(run)
    if came and run.after is not None and now.count == run.after.count:
        return came
    if ending is Ending.OTHER:
        return 0
    grown = _grown(run.before, now) if ending is Ending.ENTER else now.count - run.before.count
    return min(grown, run.presses + 1) if grown >= max(came, 1) else 0


def words_of(run: Run, read: str) -> str | None:
    """The text of a run that ends with a space which came as a space: all before it has left the
    input method. None if it is no such run."""
    spaces = sum(letter.isspace() for letter in read)
    ends = run.last_symbol == "space" and read[-1:].isspace() and spaces == run.spaces
    return read if ends and _may_be_typed(run, read) else None


def text_of(piece: Piece, read: str) -> str | None:
    """The text of a run in what was read of its field, or None if it cannot be that."""
    if len(read) != piece.stop - piece.start:
        return None
    text = read.partition("\n")[0] if piece.ending is Ending.ENTER else read
    return text if _may_be_typed(piece.run, text) else None


def _may_be_typed(run: Run, text: str) -> bool:
    """Never more letters than keys: what a list of suggestions put in was not typed."""
    if not 0 < len(text) <= run.presses:
        return False
    return all(letter != OBJECT and category(letter) not in ("Cc", "Cs") for letter in text)


def _grown(before: Caret, now: Caret) -> int:
    grown = now.count - before.count
    return grown if grown == now.at - before.at else 0
