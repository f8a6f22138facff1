"""What the tests of the house ask about this checkout: its files, its modules, a fresh Python."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("studio", "annotate", "replay", "recorder")
BUILT = {"build", "dist", "demo-out", "node_modules"}


def own_files(*suffixes: str) -> Iterator[Path]:
    """The files that belong to the project, those with one of `suffixes` if any are given."""
    for path in sorted(_listed()):
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            yield path


def modules(*packages: str) -> list[str]:
    """The dotted names of all modules of these packages."""
    names: list[str] = []
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def run_python(
    code: str, *arguments: str, home: Path, timeout_s: float = 100
) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh Python in this checkout, without desktop and with `home` as home."""
    kept = ("PATH", "LANG", "LC_ALL")
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env |= {"HOME": str(home), "CANDOR_HOME": str(home / "candor"), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-B", "-c", code, *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=timeout_s,
    )


def _listed() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        # Unpacked from an archive: everything but what is built here.
        return [path for path in ROOT.rglob("*") if not _built(path)]
    return [ROOT / name for name in os.fsdecode(listing).split("\0") if name]


def _built(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    hidden = any(part.startswith(".") and part != ".ci" for part in parts)
    return hidden or any(part in BUILT or part.endswith(".egg-info") for part in parts)
