"""Asks the C library to give freed memory back, so that what a window holds is what it needs.

Threads that decode frames of some megabytes each would otherwise leave as many half-empty heaps
behind. Only glibc is asked; elsewhere the library's own habits stay.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

# From glibc's malloc.h.
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
_ARENAS: Final = 2
_OWN_MAPPING_BYTES: Final = 1024 * 1024


def keep_heaps_few() -> None:
    """Let threads share two heaps, and whatever is as large as a picture go back when freed."""
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_ARENA_MAX, _ARENAS)
        mallopt(_M_MMAP_THRESHOLD, _OWN_MAPPING_BYTES)
