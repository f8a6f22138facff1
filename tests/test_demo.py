"""The demo: the whole path with real programs, and a folder that a person can check by eye."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import pytest
from click.testing import CliRunner

from recorder.errors import WrongUse
from studio.cli import cli
from studio.demo_script import PASSWORD, SECRETS


@pytest.mark.timeout(900)
def test_the_demo_records_a_task_and_leaves_what_it_promises(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    done = CliRunner().invoke(cli, ["demo", "--out", str(out)], catch_exceptions=False)

    assert done.exit_code == 0, done.output
    assert "in 0 of" in done.output
    page = (out / "report.html").read_text()
    assert "0 found" in done.output
    assert "in 0 of" in page
    assert not any(secret in page.split("<h2>Steps")[0] for secret in SECRETS)
    assert PASSWORD not in page
    assert "password field" in page
    lines = [
        json.loads(line) for line in (out / "exports/jsonl/steps.jsonl").read_text().splitlines()
    ]
    kinds = [line["action"]["type"] for line in lines]
    assert {"click", "type", "key", "drag", "scroll", "finish"} <= set(kinds)
    for folder in (out / "steps").iterdir():
        assert all(cv2.imread(str(path)) is not None for path in folder.iterdir())
    for line in lines[:-1]:
        assert {path.name for path in (out / "steps" / line["id"]).iterdir()} == {
            "before.png", "after.png",
        }  # fmt: skip


def test_the_demo_replaces_only_a_former_demo(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")

    with pytest.raises(WrongUse, match="is not a former demo"):
        CliRunner().invoke(cli, ["demo", "--out", str(tmp_path)], catch_exceptions=False)

    assert (tmp_path / "thesis.txt").exists()
