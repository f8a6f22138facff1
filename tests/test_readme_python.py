"""The Python of the README runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.review_helpers import made_home, session_in


def test_the_steps_of_a_session_are_read_as_the_tour_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = made_home(tmp_path)
    monkeypatch.setenv("CANDOR_HOME", str(home.root))
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", str(tmp_path / "passphrase"))
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.S)

    exec(compile(code.replace("4f1c", session_in(home)), "README.md", "exec"), {})

    printed = capsys.readouterr().out
    assert "Type “hello”" in printed
    assert "(48, 64, 3)" in printed or "None" in printed
