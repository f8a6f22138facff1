"""The input workload: 1,000 moves and 40 keys a second at known times, and how they were kept."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from studio.scripted_person import KEY_PRESS, KEY_RELEASE, MOTION, ScriptedPerson

MOVES_PER_S = 1000
KEYS_PER_S = 40
KEYSYMS = tuple(ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz")

Injected = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class InputResult:
    """How many inputs were injected and lost, and how far off the recorded times were (ms)."""

    injected: int
    lost: int
    error_p50_ms: float
    error_p99_ms: float


def inject(display: str, seconds: float) -> list[Injected]:
    """Move and type for some seconds; returns (kind, keysym, x, y, time just before) of each."""
    person = ScriptedPerson(display, pause_s=0)
    injected: list[Injected] = []
    every = MOVES_PER_S // KEYS_PER_S
    began = time.monotonic()
    for count in range(int(seconds * MOVES_PER_S)):
        time.sleep(max(0.0, began + count / MOVES_PER_S - time.monotonic()))
        # Neighbours differ by at least a pixel, for an X server reports no move to where it is.
        x, y = 100 + count % 1700, 540 + int(400 * math.sin(count / 97))
        injected.append((MOTION, 0, x, y, person.move(x, y)))
        if count % every == 0:
            keysym = KEYSYMS[count // every % len(KEYSYMS)]
            for kind in (KEY_PRESS, KEY_RELEASE):
                at_ns = person.key(keysym, down=kind == KEY_PRESS)
                injected.append((kind, keysym, 0, 0, at_ns))
    person.close()
    return injected


def compare(
    injected: list[Injected], recorded: list[tuple[int, int, int, int, int]]
) -> InputResult:
    """Match each injected input with the next recorded one of its kind (and place)."""
    errors: list[float] = []
    lost = 0
    for kind in (MOTION, KEY_PRESS, KEY_RELEASE):
        found = iter(one for one in recorded if one[0] == kind)
        missing: list[Injected] = []
        ahead = next(found, None)
        for one in (one for one in injected if one[0] == kind):
            while ahead is not None and ahead[4] < one[4] - 50_000_000:
                ahead = next(found, None)
            if ahead is None or (kind == MOTION and ahead[2:4] != one[2:4]):
                missing.append(one)
                continue
            errors.append(abs(ahead[4] - one[4]) / 1e6)
            ahead = next(found, None)
        lost += len(missing)
    errors.sort()
    return InputResult(len(injected), lost, _share(errors, 0.5), _share(errors, 0.99))


def _share(ordered: list[float], share: float) -> float:
    """The value that this share of an ordered list stays under."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else math.nan
