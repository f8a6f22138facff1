"""Where the files lie that are drawn and not written: icons, fonts, catalogues. Paths only."""

from __future__ import annotations

import sys
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2] / "assets"
_INSTALLED = Path(sys.prefix) / "share" / "candor"


def asset(*parts: str) -> Path:
    """The path of one file: beside the packages in a checkout, else where the wheel put it."""
    root = _CHECKOUT if _CHECKOUT.is_dir() else _INSTALLED
    return root.joinpath(*parts)
