"""How alike two texts are. Pure."""

from __future__ import annotations

# Longer texts are compared by their beginnings, so that no prediction can stop the scoring.
COMPARED_MAX = 4_000


def edits(one: str, two: str) -> int:
    """The least number of characters to add, remove or replace (Levenshtein)."""
    one, two = one[:COMPARED_MAX], two[:COMPARED_MAX]
    if len(one) < len(two):
        one, two = two, one
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def similarity(one: str, two: str) -> float:
    """1 for equal texts, 0 for texts without anything in common."""
    longest = max(len(one[:COMPARED_MAX]), len(two[:COMPARED_MAX]))
    return 1.0 if longest == 0 else 1.0 - edits(one, two) / longest
