"""A format of another package, found by its entry point as it is installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from replay.export.check import check_export
from replay.export.registry import find_format, format_names
from tests.export_sessions import everything, written

MODULE = """
from replay.export.jsonl import Jsonl


class Mine(Jsonl):
    name = "mine"
    title = "The plainest form under another name"


MINE = Mine()
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a package as pip leaves it: a module and what describes it."""
    site = tmp_path / "site"
    about = site / "candor_mine-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: candor-mine\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[candor.exporters]\nmine = candor_mine:MINE\n")
    (site / "candor_mine.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(site))
    yield site
    sys.modules.pop("candor_mine", None)


def test_an_installed_package_brings_a_format(package: Path, tmp_path: Path) -> None:
    assert "mine" in format_names()
    written(find_format("mine"), "steps", tmp_path / "out", everything())
    checked = check_export(tmp_path / "out")
    assert checked.form == "mine"
    assert checked.problems == ()
