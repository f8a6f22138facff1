"""The wheel, installed where nothing else is, starts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT, own_files


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _copy(source: Path) -> Path:
    # Building leaves its traces in the folder it builds.
    for path in own_files():
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return source


@pytest.mark.prove
def test_the_wheel_starts_in_an_empty_environment(tmp_path: Path) -> None:
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check")

    source = _copy(tmp_path / "source")
    _run(sys.executable, *pip, "wheel", "--no-deps", "-w", str(tmp_path), str(source), cwd=tmp_path)
    wheel = next(tmp_path.glob("candor-*.whl"))
    _run(sys.executable, "-m", "venv", str(tmp_path / "env"), cwd=tmp_path)
    pins = str(ROOT / "constraints.txt")
    _run(python, *pip, "install", "--constraint", pins, str(wheel), cwd=tmp_path)

    assert "record" in _run(str(scripts / "candor"), "--help", cwd=tmp_path)
    where = _run(python, "-c", "import recorder; print(recorder.__file__)", cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(tmp_path)
