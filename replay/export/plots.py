"""Small plots for a data card, as SVG text. Pure; every name in them is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

INK, SOFT, BAR, PAPER, LINE = "#1d2733", "#66727f", "#2f6fde", "#ffffff", "#e3e7ec"
FONT = "font-family='system-ui,-apple-system,Segoe UI,sans-serif'"
WIDTH, ROW, LABEL, PAD = 560, 26, 170, 20
NAME_MAX = 26


def bars(title: str, counts: Mapping[str, int]) -> str:
    """Horizontal bars, one for each name in the given order."""
    rows = list(counts.items())
    height = PAD * 2 + 26 + max(1, len(rows)) * ROW
    room = WIDTH - LABEL - PAD * 2 - 60
    most = max(counts.values(), default=1) or 1
    parts = [_heading(title)]
    for number, (name, count) in enumerate(rows):
        y = PAD + 34 + number * ROW
        wide = max(2.0, room * count / most)
        parts.append(
            f"<text x='{PAD + LABEL - 10}' y='{y + 12}' text-anchor='end' font-size='12.5' "
            f"fill='{INK}'>{_name(name)}</text>"
            f"<rect x='{PAD + LABEL}' y='{y}' width='{wide:.1f}' height='16' rx='3' fill='{BAR}'/>"
            f"<text x='{PAD + LABEL + wide + 7:.1f}' y='{y + 12}' font-size='12' fill='{SOFT}'>"
            f"{count:,}</text>"
        )
    if not rows:
        parts.append(_nothing())
    return _page(WIDTH, height, title, parts)


def heat(title: str, cells: Sequence[Sequence[int]]) -> str:
    """A map of places: the darker a cell, the more often it was pointed at."""
    high, wide = len(cells), len(cells[0])
    side = (WIDTH - 2 * PAD) / wide
    most = max((count for row in cells for count in row), default=0)
    top = PAD + 34
    tall = side * high
    frame = (
        f"<rect x='{PAD}' y='{top}' width='{WIDTH - 2 * PAD}' height='{tall:.1f}' rx='4' "
        f"fill='#f6f8fa' stroke='{LINE}'/>"
    )
    parts = [_heading(title), frame]
    for y, row in enumerate(cells):
        for x, count in enumerate(row):
            if count:
                depth = 0.18 + 0.82 * (count / most) ** 0.5
                parts.append(
                    f"<rect x='{PAD + x * side:.1f}' y='{top + y * side:.1f}' "
                    f"width='{side:.1f}' height='{side:.1f}' rx='2' fill='{BAR}' "
                    f"fill-opacity='{depth:.2f}'/>"
                )
    return _page(WIDTH, int(top + tall + PAD), title, parts)


def _heading(title: str) -> str:
    return (
        f"<text x='{PAD}' y='{PAD + 12}' font-size='15' font-weight='600' fill='{INK}'>"
        f"{escape(title)}</text>"
    )


def _nothing() -> str:
    return f"<text x='{PAD}' y='{PAD + 46}' font-size='12.5' fill='{SOFT}'>Nothing to show.</text>"


def _name(name: str) -> str:
    """A name as text of an XML document, which may hold no control characters."""
    words = "".join(c if c.isprintable() else " " for c in name)
    cut = words if len(words) <= NAME_MAX else words[: NAME_MAX - 1] + "…"
    return escape(cut)


def _page(width: int, height: int, title: str, parts: list[str]) -> str:
    body = "\n".join(parts)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' "
        f"viewBox='0 0 {width} {height}' {FONT} role='img' aria-label='{escape(title, True)}'>\n"
        f"<rect width='{width}' height='{height}' rx='8' fill='{PAPER}' stroke='{LINE}'/>\n"
        f"{body}\n</svg>\n"
    )
