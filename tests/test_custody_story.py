"""The story of docs/story.sh, played by four people in processes of their own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import ROOT
from tests.story_session import SECRET

# Four people call some fifty commands, two of which read text in pictures.
STORY_MAX_S = 600


@pytest.mark.timeout(STORY_MAX_S)
def test_four_people_play_the_story_of_two_submissions(tmp_path: Path) -> None:
    here = tmp_path / "story"

    done = _played(here, sys.executable, "-m", "tests.story_session", "team-2026")

    said = done.stdout
    assert done.returncode == 0, said
    opened = re.findall(r"opened (?:\(labels of \w+\) )?by (\w+).* as (\w+): ([\w, ]+) for", said)
    assert opened == [
        ("Anna", "annotator", "video, actions, labels"),
        ("Anna", "annotator", "video, actions"),
        ("Ben", "engineer", "video, actions, labels"),
        ("Ben", "engineer", "labels"),
    ]
    first = (here / "first").read_text().strip()
    assert f"{first[:8]} is withdrawn and is left out" in said
    assert _submissions(here / "export-1") == {first, (here / "second").read_text().strip()}
    assert f"submitted (labels of {first[:8]}) by Anna" in said
    step = next(each for each in _steps(here / "export-1") if each.get("session_labels"))
    assert step["description"] == "Clicks into the note"
    told = {each["question"]: each for each in step["session_labels"]}
    assert (told["outcome"]["value"], told["outcome"]["source"]) == ("success", "human")
    # The labels ended with their session.
    assert (here / "labels").read_text().strip() in said
    assert _submissions(here / "export-2") == {(here / "second").read_text().strip()}
    for folder in ("broker", "steward", "worker", "anna", "ben"):
        files = [path for path in (here / folder).rglob("*") if path.is_file()]
        assert not [path for path in files if SECRET.encode() in path.read_bytes()]
    assert SECRET not in said


def _played(here: Path, *maker: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("CANDOR_")}
    env["PATH"] = f"{Path(sys.executable).parent}:{env['PATH']}"
    return subprocess.run(
        ["sh", str(ROOT / "docs" / "story.sh"), str(here), *maker],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=STORY_MAX_S,
        check=False,
    )


def _steps(export: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (export / "steps.jsonl").read_text().splitlines()]


def _submissions(export: Path) -> set[str]:
    lines = (export / "provenance.jsonl").read_text().splitlines()
    return {json.loads(line)["submission"] for line in lines}
