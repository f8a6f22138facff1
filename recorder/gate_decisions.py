"""What the gate takes and what comes out of it, and the account of what is down in the record."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from recorder.session.events import GapReason, Hidden

Item = TypeVar("Item")


class Kind(Enum):
    """What an input comes from."""

    KEY = auto()
    POINTER = auto()


@dataclass(frozen=True, slots=True)
class Publish(Generic[Item]):
    """Write this input."""

    item: Item


@dataclass(frozen=True, slots=True)
class Close:
    """Write a synthetic release of a key or button whose press was published."""

    at_ns: int
    kind: Kind
    control: Hashable


@dataclass(frozen=True, slots=True)
class GapChange:
    """Write the begin or the end of a gap. For each `hidden`, begins and ends alternate."""

    at_ns: int
    begins: bool
    hidden: Hidden
    reason: GapReason


Decision = Publish[Item] | Close | GapChange


@dataclass(slots=True)
class Waiting(Generic[Item]):
    """An input on its way through the gate. `doomed` is one that will not be published.

    `acts` is the place of a press of the pointer, `ended_ns` when the line of a terminal ended
    that a key belongs to.
    """

    item: Item
    at_ns: int
    kind: Kind
    control: Hashable | None
    pressed: bool
    doomed: bool
    in_terminal: bool
    acts: tuple[int, int] | None = None
    ended_ns: int | None = None


class Held:
    """What is down in the record, so that each press has one release there, and no other has."""

    def __init__(self) -> None:
        self._down: dict[tuple[Kind, Hashable], None] = {}
        self._hidden_down: set[tuple[Kind, Hashable]] = set()

    def forget(self) -> None:
        """The presses are not in the record any more."""
        self._hidden_down |= self._down.keys()
        self._down.clear()

    def close_all(self, at_ns: int, hidden: Hidden) -> list[Close]:
        """Release what a gap will hide the releases of."""
        return [
            self._close(held, at_ns)
            for held in list(self._down)
            if held[0] is Kind.KEY or hidden is Hidden.ALL
        ]

    def take(self, waiting: Waiting[Item]) -> Publish[Item] | Close | None:
        """What is written of one input, and keep account of it."""
        held = (waiting.kind, waiting.control)
        if waiting.doomed:
            if waiting.pressed:
                if held not in self._down:
                    self._hidden_down.add(held)
                return None
            closed = self._close(held, waiting.at_ns) if held in self._down else None
            self._hidden_down.discard(held)
            return closed
        if waiting.control is not None:
            if waiting.pressed:
                if held in self._hidden_down:
                    return None  # The repeat of a press that was hidden.
                self._down[held] = None
            elif held in self._down:
                del self._down[held]
            else:
                self._hidden_down.discard(held)
                return None
        return Publish(waiting.item)

    def _close(self, held: tuple[Kind, Hashable], at_ns: int) -> Close:
        del self._down[held]
        self._hidden_down.add(held)
        return Close(at_ns, *held)
