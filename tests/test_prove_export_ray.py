"""Two hundred sessions exported by a Ray cluster: the same bytes, and nothing of them elsewhere."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.vault.home import Home
from replay.export.check import check_export
from studio.export_crew import parts_folder
from studio.virtual_desktop import wait_until
from tests.export_runs import CANARY, COMMAND, canaries, plain, sessions
from tests.export_sessions import contents

pytest.importorskip("ray", reason="unverified: Ray is not installed")
pytestmark = [pytest.mark.prove, pytest.mark.timeout(1500)]
TEMPORARY = Path("/tmp")
LOOPBACK = ("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000")


@pytest.fixture
def many(candor_home: Path) -> tuple[str, ...]:
    return sessions(Home(candor_home), 200)


def begun(form: str, out: Path, names: tuple[str, ...], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        (*COMMAND, *names, "--format", form, "--out", str(out), *words, "--jobs", "2", "--ray"),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def exported(form: str, out: Path, names: tuple[str, ...], *words: str) -> Path:
    with begun(form, out, names, *words) as process:
        said, _ = process.communicate(timeout=1200)
    assert process.returncode == 0, said
    return out


def parts(out: Path) -> int:
    return len(list(parts_folder(out).glob("*.part")))


def processes() -> Iterator[tuple[int, int, str]]:
    """Every process with its parent and its command line."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            state = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield int(entry.name), int(state[1]), words


def ray_folders() -> list[Path]:
    return list(TEMPORARY.glob("candor-ray-*"))


def words_of(folder: Path) -> set[str]:
    """The longer titles and typed texts of an export."""
    found = {CANARY}
    for line in (folder / "steps.jsonl").read_text().splitlines():
        step = json.loads(line)
        window, text = step["window"] or {}, step["action"].get("text")
        found |= {each for each in (window.get("title"), text) if each and len(each) >= 8}
    return found


def below(pid: int) -> dict[int, str]:
    """A process and all that come from it, with their command lines."""
    known = {each: (parent, words) for each, parent, words in processes()}
    found: dict[int, str] = {}
    for each, (_, words) in known.items():
        up = each
        while up in known and up != pid:
            up = known[up][0]
        if up == pid:
            found[each] = words
    return found


def connected(root: int) -> set[str]:
    """The addresses, as the kernel spells them, on which a process and its own listen, and that
    they are connected to."""
    found: set[str] = set()
    for pid in below(root):
        try:
            links = {os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir()}
            tables = [Path(f"/proc/{pid}/net/{name}").read_text() for name in ("tcp", "tcp6")]
        except OSError:
            continue
        for row in (line.split() for table in tables for line in table.splitlines()[1:]):
            if row[3] in ("01", "0A") and f"socket:[{row[9]}]" in links:
                found.add(row[2 if row[3] == "01" else 1].split(":")[0])
    return found


@pytest.mark.parametrize("form", ["jsonl", "parquet", "webdataset"])
def test_a_cluster_of_two_workers_gives_the_bytes_of_a_plain_export(
    many: tuple[str, ...], form: str, tmp_path: Path
) -> None:
    wish = {"split": "session"} if form == "parquet" else None
    words = [word for key, value in (wish or {}).items() for word in (f"--{key}", value)]
    spread = exported(form, tmp_path / "spread", many, *words)
    assert contents(spread) == contents(plain(form, tmp_path / "plain", *many, wish=wish))
    assert check_export(spread).problems == ()
    assert not parts_folder(spread).exists()


def test_a_worker_is_killed_and_nothing_of_a_session_lies_outside_the_export(
    many: tuple[str, ...], tmp_path: Path
) -> None:
    words = words_of(plain("jsonl", tmp_path / "plain", *many))
    assert len(words) > 2
    out, before = tmp_path / "spread", set(ray_folders())
    killed, addresses, places = list[int](), set[str](), set[Path]()
    with begun("jsonl", out, many) as process:

        def kill() -> bool:
            addresses.update(connected(process.pid))
            found = [
                pid
                for pid, name in below(process.pid).items()
                if name.startswith("ray::make_parts")
            ]
            if parts(out) < 20 or not found:
                return process.poll() is not None
            os.kill(found[0], signal.SIGKILL)
            killed.append(found[0])
            return True

        wait_until(kill, "a worker at work", 300)
        made = set(ray_folders()) - before
        places |= made | {Path("/dev/shm"), parts_folder(out)}
        wait_until(lambda: parts(out) >= 100 or process.poll() is not None, "parts", 300)
        addresses.update(connected(process.pid))
        assert canaries(places, *words) == []
        said, _ = process.communicate(timeout=1200)
    assert killed
    assert made
    assert process.returncode == 0, said
    assert contents(out) == contents(tmp_path / "plain")
    assert addresses
    assert {each for each in addresses if each not in LOOPBACK} == set()
    assert not [word for word in words if word in said]
    assert not set(ray_folders()) & made
    assert canaries([Path("/dev/shm")], *words) == []


def test_after_an_interrupt_nothing_runs_and_the_next_run_goes_on(
    candor_home: Path, tmp_path: Path
) -> None:
    names = sessions(Home(candor_home), 60)
    out, before = tmp_path / "spread", set(ray_folders())
    with begun("jsonl", out, names) as process:
        wait_until(lambda: parts(out) >= 10 or process.poll() is not None, "parts", 300)
        made = set(ray_folders()) - before
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "sessions are ready" in said
    assert "Traceback" not in said
    assert not out.exists()
    assert made

    def is_over() -> bool:
        return not [each for each in processes() if any(str(one) in each[2] for one in made)]

    wait_until(is_over, "the end of the cluster", 60)
    assert not any(folder.exists() for folder in made)
    kept = {path.name for path in parts_folder(out).glob("*.part")}
    assert len(kept) >= 10
    assert contents(exported("jsonl", out, names)) == contents(
        plain("jsonl", tmp_path / "plain", *names)
    )


def test_a_stranger_without_the_token_cannot_send_work(candor_home: Path, tmp_path: Path) -> None:
    names = sessions(Home(candor_home), 40)
    out, before = tmp_path / "spread", set(ray_folders())
    with begun("jsonl", out, names) as process:
        wait_until(lambda: parts(out) >= 1 or process.poll() is not None, "a part", 300)
        (made,) = set(ray_folders()) - before
        (port,) = made.glob("session_2*/gcs_server_port_*")
        address = f"127.0.0.1:{port.read_text().strip()}"
        # Neither answered nor told that it is refused, a driver of Ray goes on asking.
        stranger = subprocess.run(
            ("timeout", "60", COMMAND[0], "-c",
             f"import ray; ray.init('{address}');"
             "print(ray.get(ray.remote(lambda: 'in').remote()))"),
            capture_output=True, text=True, check=False,
            env={**os.environ, "RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0",
                 "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"},
        )  # fmt: skip
        process.communicate(timeout=600)
    assert stranger.returncode != 0
    assert "InvalidAuthToken" in stranger.stderr
    assert "in" not in stranger.stdout.split()
    assert process.returncode == 0
