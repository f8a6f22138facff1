"""Every place and dialog, as a screen reader sees it over AT-SPI and as it fits real screens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio.virtual_desktop import virtual_desktop, wait_until
from tests.checkout import ROOT
from tests.conftest import PASSPHRASE
from tests.reader import Reader, Seen
from tests.screenshots import scenes

SCREENSHOTS = (sys.executable, "-m", "tests.screenshots")
NO_ROLES = ("", "invalid", "unknown")


@pytest.mark.prove
def test_everything_that_can_have_the_keyboard_has_a_name_and_a_role(tmp_path: Path) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.touch(mode=0o600)
    passphrase.write_text(PASSPHRASE)
    seen: dict[str, int] = {}
    nameless: list[str] = []
    with virtual_desktop("1600x1000") as desktop:
        command = (*SCREENSHOTS, str(tmp_path), "--inside", "light", "--ask", "--only", "none")
        env = dict(desktop.env) | {
            "CANDOR_PASSPHRASE_FILE": str(passphrase),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        with subprocess.Popen(
            command, env=env, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as studio:
            assert studio.stdin is not None
            assert studio.stdout is not None
            reader = Reader(desktop.env, "candor")
            for line in studio.stdout:
                found: list[Seen] = []
                wait_until(lambda found=found: _look(reader, found), f"{line.strip()} to be read")
                seen[line.strip()] = len(found)
                nameless += [
                    f"{line.strip()}: “{each.name}” is a “{each.role}” at {each.place[1]}"
                    for each in found
                    if not each.name.strip() or each.role in NO_ROLES
                ]
                studio.stdin.write("\n")
                studio.stdin.flush()
            reader.close()
        assert studio.returncode == 0
    assert set(seen) == set(scenes())
    assert not nameless, "\n".join(nameless)


@pytest.mark.prove
@pytest.mark.parametrize(
    ("size", "scale"), [("1280x800", 1.0), ("2560x1600", 2.0), ("3840x2160", 2.0), ("3840x2160", 1)]
)
def test_nothing_is_clipped_on_any_screen(tmp_path: Path, size: str, scale: float) -> None:
    words = ("--size", size, "--scale", str(scale), "--only", "none")
    done = subprocess.run((*SCREENSHOTS, str(tmp_path), *words), cwd=ROOT, capture_output=True)

    assert done.returncode == 0, done.stderr.decode()


def _look(reader: Reader, found: list[Seen]) -> bool:
    found[:] = reader.with_roles()
    return bool(found)
