"""The action in the making, shared by keyboard and pointer: one is open at a time."""

from __future__ import annotations

from typing import Protocol

from replay.action_types import Action, Found, LeftOut, Modifiers
from replay.keys import in_order
from replay.ledger import Ledger, Share


class Open(Protocol):
    """An action that may still grow. `close` says what it became."""

    seq: int
    share: Share
    t_start_ns: int

    def close(self) -> Action | LeftOut: ...


class Draft:
    """What keyboard and pointer both need to know, and the actions that are done."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.open: Open | None = None
        self.ready: list[Found] = []
        self.x: int | None = None
        self.y: int | None = None
        self.modifiers: dict[int, tuple[str, Share]] = {}
        self.keys_are_seen = True

    def begin(self, action: Open) -> None:
        """Open an action in place of the one that was open."""
        self.close()
        self.open = action

    def close(self) -> None:
        """End the open action: nothing that follows can belong to it."""
        if self.open is not None:
            done, self.open = self.open, None
            self.settle(done.seq, done.share, done.close())

    def settle(self, seq: int, share: Share, result: Action | LeftOut) -> None:
        """Say what a share of events became."""
        if isinstance(result, LeftOut):
            share.verdict = result
        else:
            found = Found(seq, result)
            share.verdict = found.id
            self.ready.append(found)

    def held(self) -> set[str]:
        """The names of the modifiers that are down."""
        return {name for name, _ in self.modifiers.values() if name}

    def held_now(self) -> Modifiers:
        """The modifiers that are down; None where keys are not seen."""
        return in_order(self.held()) if self.keys_are_seen else None

    def use_modifiers(self, share: Share) -> Modifiers:
        """The modifiers that are down; their events belong to the first action that used them."""
        for _, pressed in self.modifiers.values():
            pressed.join(share)
        return self.held_now()

    def take(self, before: tuple[int, int] | None) -> tuple[Found, ...]:
        """The finished actions in the order they began; none that began after the open one or
        after `before` (time, seq)."""
        ready = sorted(self.ready, key=began)
        if self.open is not None:
            opened = (self.open.t_start_ns, self.open.seq)
            before = opened if before is None else min(before, opened)
        given = [found for found in ready if before is None or began(found) < before]
        self.ready = ready[len(given) :]
        return tuple(given)


def began(found: Found) -> tuple[int, int]:
    return found.action.t_start_ns, found.seq
