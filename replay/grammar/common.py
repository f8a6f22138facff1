"""What every action grammar shares: coordinate spaces, losses, and what is said. Pure; no I/O.

A grammar turns one action into calls of a target and says which parts of the action those calls
cannot carry. Nothing is clamped, rounded away or invented without a loss.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from replay.action_types import Action, PathPoint

# One notch of a wheel in the targets that count pixels.
NOTCH_PX = 100
# A drag whose path stays this near to the straight line says all with its two ends.
STRAIGHT_PX = 3.0

Call = dict[str, Any] | str


class Loss(StrEnum):
    """What a target could not carry of a step. The words are the loss report's."""

    MODIFIERS = "held modifiers"
    NOT_SEEN = "which modifiers were held, which is not known"
    BUTTON = "the mouse button"
    COUNT = "that the clicks were one gesture"
    PATH = "the path of the drag"
    HOLD = "that it was held"
    DURATION = "how long it took"
    AMOUNT = "how far it scrolled"
    TEXT = "text that is not known"
    TYPED = "the text that the keys gave"
    CHARACTERS = "characters without a key"
    KEY = "the key"
    CHORD = "more keys than a chord may have"
    OUTSIDE = "a place outside the picture"
    KIND = "this kind of action"
    OUTCOME = "whether the task succeeded"
    BEFORE = "a picture before"
    AFTER = "the picture after"
    MARKUP = "words that would have been markup"
    LABELS = "what annotators said, which is in provenance.jsonl"


@dataclass(frozen=True, slots=True)
class Space:
    """Where coordinates live: the picture, its place on the desktop, and the numbers it maps to."""

    name: str
    origin: tuple[int, int]
    size: tuple[int, int]
    maps_to: tuple[int, int]
    digits: int = 0

    def put(self, x: int, y: int) -> tuple[Any, Any]:
        """A place of the desktop in this space."""
        numbers = [
            round((at - origin) * out / side, self.digits or None)
            for at, origin, side, out in zip(
                (x, y), self.origin, self.size, self.maps_to, strict=True
            )
        ]
        return numbers[0], numbers[1]

    def back(self, a: float, b: float) -> tuple[float, float]:
        """The place of the desktop that numbers of this space stand for."""
        places = [
            at * side / out + origin
            for at, origin, side, out in zip(
                (a, b), self.origin, self.size, self.maps_to, strict=True
            )
        ]
        return places[0], places[1]

    def holds(self, x: int, y: int) -> bool:
        """Whether a place of the desktop lies in the picture."""
        left, top = self.origin
        return left <= x < left + self.size[0] and top <= y < top + self.size[1]

    @property
    def grid_px(self) -> float:
        """How far apart two neighbouring numbers of this space lie, in pixels."""
        step = 10.0**-self.digits
        return max(side / out for side, out in zip(self.size, self.maps_to, strict=True)) * step

    @property
    def document(self) -> dict[str, Any]:
        """The space as plain data for JSON."""
        return {
            "name": self.name,
            "image_origin": list(self.origin),
            "image_size": list(self.size),
            "range": list(self.maps_to),
            "digits": self.digits,
        }


def pixel_space(origin: tuple[int, int], size: tuple[int, int]) -> Space:
    """Pixels of the picture."""
    return Space("pixel", origin, size, size)


def unit_space(origin: tuple[int, int], size: tuple[int, int]) -> Space:
    """0 to 1 with four digits."""
    return Space("unit", origin, size, (1, 1), 4)


def thousand_space(origin: tuple[int, int], size: tuple[int, int]) -> Space:
    """0 to 1000 in each direction."""
    return Space("thousand", origin, size, (1000, 1000))


SpaceMaker = Callable[[tuple[int, int], tuple[int, int]], Space]


@dataclass(frozen=True, slots=True)
class Said:
    """The calls for one action, and what they do not carry. No calls: it could not be said."""

    calls: tuple[Call, ...]
    losses: tuple[Loss, ...] = ()


def said(*calls: Call, losses: Mapping[Loss, bool] | None = None) -> Said:
    """Calls with those losses that apply."""
    return Said(calls, tuple(loss for loss, applies in (losses or {}).items() if applies))


def unsaid(*losses: Loss) -> Said:
    """An action for which the target has no words."""
    return Said((), losses)


@dataclass(frozen=True, slots=True)
class Op:
    """One thing a call of a target does: what a reader of the target understands.

    `kind` is click, move, down, up, drag, scroll, text, keys, keydown, keyup, wait or finish.
    `count` is how often, `held` the modifiers in any order, `turn` notches right and up.
    """

    kind: str
    places: tuple[tuple[float, float], ...] = ()
    text: str | None = None
    button: str | None = None
    count: int = 1
    held: tuple[str, ...] = ()
    turn: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Grammar:
    """One action space: how actions are said in it, and how its calls are understood again.

    `say` gives calls, `hear` the meaning of one call, `text` the calls of a step as the words of
    an assistant; `tools` is what a model must be told of the space.
    """

    name: str
    title: str
    space: SpaceMaker
    say: Callable[[Action, Space], Said]
    hear: Callable[[Call, Space], tuple[Op, ...]]
    text: Callable[[tuple[Call, ...]], str]
    tools: Callable[[Space], Any]


def places_of(action: Action) -> tuple[tuple[int, int], ...]:
    """The places an action names, the first and the last of a drag."""
    x, y = getattr(action, "x", None), getattr(action, "y", None)
    if type(action).__name__ in ("Type", "Key") or x is None or y is None:
        return ()
    if getattr(action, "keys", ()):
        return ()
    ends = (getattr(action, "x2", None), getattr(action, "y2", None))
    return ((x, y),) if ends[0] is None or ends[1] is None else ((x, y), (ends[0], ends[1]))


def path_places(path: tuple[PathPoint, ...]) -> tuple[tuple[int, int], ...]:
    """The corners of a path: as few places as stay near all of it, its ends included."""
    places = [(x, y) for x, y, _ in path]
    if len(places) < 3:
        return tuple(places)
    keep = {0, len(places) - 1}
    open_spans = [(0, len(places) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        far, index = max(
            ((_off_line(places[i], places[first], places[last]), i) for i in range(first, last)),
            default=(0.0, first),
        )
        if far > STRAIGHT_PX:
            keep.add(index)
            open_spans += [(first, index), (index, last)]
    return tuple(places[index] for index in sorted(keep))


def is_bent(path: tuple[PathPoint, ...]) -> bool:
    """Whether a path says more than its two ends."""
    return len(path_places(path)) > 2


def _off_line(point: tuple[int, int], one: tuple[int, int], two: tuple[int, int]) -> float:
    (px, py), (ax, ay), (bx, by) = point, one, two
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    if not length:
        return float((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
    along = min(1.0, max(0.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return ((px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2) ** 0.5


# Words that tokenizers and trainers take for markup wherever they stand.
MARKUP = (
    "<|", "<image>", "<video>", "<audio>", "<tool_call>", "</tool_call>", "<tool_response>",
    "</tool_response>", "<point>", "</point>", "<think>", "</think>",
)  # fmt: skip


def has_markup(text: str) -> bool:
    """Whether a text holds words that would be taken for markup."""
    lower = text.lower()
    return any(word in lower for word in MARKUP)


def escaped(code: str, escape: str) -> str:
    """Code or JSON in which string literals hold no markup: `<` is written as an escape."""
    return code.replace("<", escape) if has_markup(code) else code


def plain_words(text: str) -> tuple[str, bool]:
    """A text for a prompt on one line, markup broken up and control characters taken out.

    Says whether that changed it.
    """
    words = "".join(c if c.isprintable() else " " for c in text)
    if has_markup(words):
        words = words.replace("<", "< ")
    return words, words != text
