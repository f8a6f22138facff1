"""The setup says in one sentence what it may not do itself; the Makefile offers what is told."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkout import ROOT


def _tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A copy of the setup in a checkout where nothing is installed, for a person without rights."""
    tools = tmp_path / "tools"
    tools.mkdir()
    _tool(tools, "dpkg-query", "exit 1")
    _tool(tools, "sudo", "exit 1")
    _tool(tools, "id", "echo 1000")
    _tool(tools, "apt-get", f"touch '{tmp_path}/apt-was-called'")
    checkout = tmp_path / "a checkout" / ".ci"
    checkout.mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "setup", checkout)
    return tmp_path


def test_setup_without_rights_names_the_packages_in_one_sentence(elsewhere: Path) -> None:
    env = {"PATH": f"{elsewhere / 'tools'}:/usr/bin:/bin", "PYTHON": sys.executable}

    done = subprocess.run(
        [elsewhere / "a checkout" / ".ci" / "setup"], env=env, capture_output=True, text=True
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert " xvfb " in done.stderr
    assert " mousepad " in done.stderr
    assert not (elsewhere / "apt-was-called").exists()


def test_ci_runs_lint_and_tests_through_make() -> None:
    last = (ROOT / ".ci" / "run").read_text().splitlines()[-1]

    assert re.fullmatch(r"exec make --no-print-directory lint test", last)


def test_the_readme_names_only_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake (\w+)`|^ *make (\w+)$", (ROOT / "README.md").read_text(), re.M))

    assert {first or second for first, second in named} - targets == set()
    assert {"demo", "run", "test", "prove", "bench", "lint"} <= targets
