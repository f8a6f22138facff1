"""The release of Qt that is installed can be called as often as a window calls it."""

from __future__ import annotations

from pathlib import Path

from tests.checkout import run_python

# 6.12.0 on Python 3.11 loses a reference to None with each such call and aborts after some 6,400.
CALLS = """
from PySide6.QtCore import QObject

thing = QObject()
for _ in range(20_000):
    thing.setObjectName("thing")
"""


def test_qt_survives_twenty_thousand_calls(tmp_path: Path) -> None:
    done = run_python(CALLS, home=tmp_path)

    assert done.returncode == 0, done.stderr
