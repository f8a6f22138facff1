"""Strings as real screens show them in which nothing is secret: versions, hashes, orders, times."""

from __future__ import annotations

import random
from pathlib import Path

from tests.detect_corpus import HEX, digits, pick

FIXED = Path(__file__).parent / "data" / "detect_harmless.txt"


def harmless(seed: int = 7) -> list[str]:
    """All of them: fixed ones, and some of each numbered form."""
    dice = random.Random(seed)
    fixed = FIXED.read_text("utf-8").splitlines()
    made: list[str] = []

    def two(first: int, last: int) -> str:
        return f"{dice.randint(first, last):02d}"

    for _ in range(6):
        made += [
            f"{pick(dice, HEX, 40)} refs/heads/main",
            f"{pick(dice, HEX, 7)} Merge branch 'next'",
            f"Order no. {digits(dice, 10)}",
            f"Customer {digits(dice, 6)}",
            f"#{digits(dice, 5)} opened {dice.randint(2, 28)} days ago",
            f"build {digits(dice, 8)}.{dice.randint(1, 9)}",
            f"{dice.randint(1, 12)}.{dice.randint(0, 30)}.{dice.randint(0, 30)}",
            f"{dice.randint(10, 31)}.{dice.randint(10, 12)}.20{dice.randint(10, 26)}",
            f"20{two(10, 26)}-{two(1, 12)}-{two(1, 28)} {two(0, 23)}:{two(0, 59)}:00",
            f"pid {digits(dice, 5)} cpu {dice.randint(0, 99)}.{dice.randint(0, 9)} %",
            f"{dice.randint(100, 999)} of {dice.randint(1000, 9999)} rows",
            f"timestamp 17{digits(dice, 8)}",
            f"17{digits(dice, 11)} ms",
        ]
    return fixed + made
