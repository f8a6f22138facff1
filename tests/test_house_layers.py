"""The packages: whose they are, what importing them does, what they can do without Qt."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.checkout import PACKAGES, ROOT, modules, run_python

SLOW_LIBRARIES = ("PySide6", "av", "cv2", "jeepney", "keyring", "sqlite_utils")

WITHOUT_QT = """
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)

sys.meta_path.insert(0, Blocked())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""

WATCHED = """
import importlib, os, sys, threading

FORBIDDEN = ("socket.connect", "socket.bind", "subprocess.Popen", "os.fork", "os.exec", "os.mkdir")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
current = ""

def watch(event, arguments):
    # The library that speaks X has the linker's cache say where its own library lies.
    if event == "subprocess.Popen" and str(arguments[0]).endswith("ldconfig"):
        return
    if event in FORBIDDEN:
        print(current, event, arguments)
    elif event == "open":
        path, mode, flags = arguments
        writes = isinstance(flags, int) and flags & WRITES
        if (writes and path != os.devnull) or str(path).startswith(os.environ["HOME"]):
            print(current, event, path)

sys.addaudithook(watch)
for current in sys.argv[1:]:
    importlib.import_module(current)
    if threading.active_count() > 1:
        print(current, "thread", threading.enumerate())
"""

HELP = """
import sys
from studio.cli import main

sys.argv[1:] = ["--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("loaded", *sys.modules)
"""


@pytest.mark.parametrize("package", PACKAGES)
def test_the_packages_come_from_this_checkout(package: str) -> None:
    spec = importlib.util.find_spec(package)

    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).resolve() == ROOT / package / "__init__.py"


def test_recorder_replay_and_annotate_import_without_qt(tmp_path: Path) -> None:
    done = run_python(WITHOUT_QT, *modules("recorder", "replay", "annotate"), home=tmp_path)

    assert done.returncode == 0, done.stderr


def test_importing_a_module_starts_and_writes_nothing(tmp_path: Path) -> None:
    done = run_python(WATCHED, *modules(*PACKAGES), home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def test_help_loads_no_slow_library(tmp_path: Path) -> None:
    done = run_python(HELP, home=tmp_path)

    assert done.returncode == 0, done.stderr
    loaded = done.stdout.rpartition("loaded ")[2].split()
    assert not set(SLOW_LIBRARIES) & set(loaded)
