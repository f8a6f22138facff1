"""Keeping the memory of this process from other programs and from core files."""

from __future__ import annotations

import ctypes
import os
import sys

_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4


def forbid_dumps() -> bool:
    """Leave no core file and let no other program of this person read the memory.

    Returns False where the system was asked and refused; Windows and macOS are not asked for the
    second.
    """
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return True
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return dumpable() == 0


def dumpable() -> int:
    """Whether this process can be dumped (0 is no), -1 where the system does not say."""
    if sys.platform != "linux":
        return -1
    return ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0)
