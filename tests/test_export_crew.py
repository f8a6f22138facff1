"""Exports by several workers: the bytes of a plain export, whatever becomes of a worker."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.errors import CandorError, Damaged, WrongUse
from recorder.session.reader import Session
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
from recorder.vault.unlock import Unlock
from replay.export.check import check_export
from studio import export_crew
from studio.commands.export import export
from studio.export_crew import Processes, parts_folder
from studio.export_parts import Part, write_part
from studio.export_worker import Batch
from studio.reviewed import Reviewed
from tests.export_runs import CANARY, canaries, plain, sessions
from tests.export_sessions import contents
from tests.submit_helpers import Town


@pytest.fixture
def three(candor_home: Path) -> tuple[str, ...]:
    return sessions(Home(candor_home), 3)


def run(form: str, out: Path, *words: str) -> Result:
    return CliRunner().invoke(export, ["--format", form, "--out", str(out), *words])


def same(form: str, tmp_path: Path, *names: str, wish: dict[str, str] | None = None) -> None:
    """A plain export and one by two workers give the same bytes."""
    words = [word for key, value in (wish or {}).items() for word in (f"--{key}", value)]
    result = run(form, tmp_path / "spread", *names, *words, "--jobs", "2")
    assert result.exit_code == 0, (result.output, result.exception)
    assert contents(tmp_path / "spread") == contents(
        plain(form, tmp_path / "plain", *names, wish=wish)
    )
    assert not parts_folder(tmp_path / "spread").exists()


class Losing(Processes):
    """Kills the workers of the first batches, before they have done anything."""

    losses = 2

    def begin(self, batch: Batch) -> int:
        number = super().begin(batch)
        if self.losses:
            self.losses -= 1
            os.kill(self._running[number].pid, signal.SIGKILL)
        return number


class Failing(Processes):
    """Gives up when one batch is made."""

    def begin(self, batch: Batch) -> int:
        if self._begun == 1:
            raise CandorError("Enough.")
        return super().begin(batch)


@pytest.mark.parametrize(
    ("form", "wish"),
    [
        ("webdataset", {"variant": "both"}),
        ("parquet", {"split": "session", "where": 'type == "click" or type == "type"'}),
        ("lerobot", {}),
    ],
)
def test_workers_give_the_bytes_of_a_plain_export(
    three: tuple[str, ...], form: str, wish: dict[str, str], tmp_path: Path
) -> None:
    same(form, tmp_path, three[2], three[0], three[0], wish=wish)
    assert check_export(tmp_path / "spread").problems == ()


@pytest.mark.prove
def test_submissions_are_exported_by_workers_that_take_their_own_leases(
    tmp_path: Path,
) -> None:
    town = Town(tmp_path).build()
    first, second = town.submitted(), town.submitted()
    words = ("export", "--from", str(town.broker), "--format", "jsonl", "--out")
    town.did("ben", *words, str(tmp_path / "plain"))
    before = len(town.did("worker", "audit", "--at", str(town.broker)).splitlines())

    town.did("ben", *words, str(tmp_path / "spread"), "--jobs", "2")

    assert contents(tmp_path / "spread") == contents(tmp_path / "plain")
    assert len(town.did("worker", "audit", "--at", str(town.broker)).splitlines()) > before
    town.did("worker", "withdraw", first, "--yes")
    town.did("ben", *words, str(tmp_path / "later"), "--jobs", "2")
    assert second in (tmp_path / "later/provenance.jsonl").read_text()
    assert first not in (tmp_path / "later/provenance.jsonl").read_text()


def test_a_lost_worker_changes_no_byte(
    three: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_crew, "Processes", Losing)
    same("jsonl", tmp_path, *three[:2])


def test_workers_that_are_lost_again_and_again_end_the_export(
    three: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_crew, "Processes", type("All", (Losing,), {"losses": 99}))
    result = run("jsonl", tmp_path / "out", three[0], "--jobs", "1")
    assert isinstance(result.exception, CandorError)
    assert "lost 4 times" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_run_that_broke_off_goes_on_from_its_parts_which_are_sealed(
    three: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(export_crew, "Processes", Failing)
        result = run("jsonl", tmp_path / "out", *three, "--jobs", "1")
    parts = parts_folder(tmp_path / "out")
    made = {path: path.stat().st_mtime_ns for path in parts.glob("*.part")}

    assert str(result.exception) == "Enough."
    assert "1 of 3 sessions are ready" in result.output
    assert len(made) == 1
    assert canaries([tmp_path], CANARY) == []
    assert not (tmp_path / "out").exists()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (parts, *parts.iterdir()))

    rest: list[Batch] = []

    class Watched(Processes):
        def begin(self, batch: Batch) -> int:
            rest.append(batch)
            return super().begin(batch)

    monkeypatch.setattr(export_crew, "Processes", Watched)
    result = run("jsonl", tmp_path / "out", *three, "--jobs", "1")
    assert result.exit_code == 0
    assert sum(len(batch.tasks) for batch in rest) == 2
    assert contents(tmp_path / "out") == contents(plain("jsonl", tmp_path / "plain", *three))


def test_another_wish_makes_its_parts_anew(
    three: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(export_crew, "Processes", Failing)
        run("jsonl", tmp_path / "out", *three[:2], "--jobs", "1")
    old = set(parts_folder(tmp_path / "out").glob("*.part"))
    with monkeypatch.context() as patched:
        patched.setattr(export_crew, "Processes", Failing)
        run("jsonl", tmp_path / "out", *three[:2], "--jobs", "1", "--where", "index > 0")
    assert old
    assert not old & set(parts_folder(tmp_path / "out").glob("*.part"))


def test_what_a_worker_cannot_do_is_one_sentence(three: tuple[str, ...], tmp_path: Path) -> None:
    path = next(Home.default().sessions.glob(f"{three[1]}*.candor"))
    path.write_bytes(b"no session")
    with pytest.raises(CandorError) as refused:
        plain("jsonl", tmp_path / "plain", three[1])
    spread = run("jsonl", tmp_path / "spread", *three, "--jobs", "2")
    assert isinstance(spread.exception, CandorError)
    assert str(spread.exception) == str(refused.value)
    assert not (tmp_path / "spread").exists()


def test_a_part_that_was_altered_or_is_anothers_does_not_open(
    three: tuple[str, ...], tmp_path: Path
) -> None:
    home = Home.default()
    with Keeper(home) as keeper:
        keeper.unlock(Unlock.default())
        reviewed = Reviewed(home)
        session: Session = reviewed.read(keeper, home.sessions / f"{three[0]}.candor")
        path = tmp_path / "ab12.part"
        pictures = [(3, b"three", 2, 1), (5, b"", 1, 1)]
        trajectory = reviewed.trajectory(session)
        write_part(path, session, trajectory, pictures, keeper.seal)
        with Part(path, keeper.open) as part:
            assert (part.session, part.trajectory) == (session, trajectory)
            assert part.write_pictures([3], tmp_path / "seen") == {3: (2, 1)}
            with pytest.raises(Damaged):
                part.write_pictures([4], tmp_path / "seen")
        assert (tmp_path / "seen/000003.png").read_bytes() == b"three"
        raw = path.read_bytes()
        for bad in (raw[:-1], raw[:40], b"", raw[:-30] + b"x" + raw[-29:], b"\xff" + raw[1:]):
            path.write_bytes(bad)
            with pytest.raises(Damaged):
                Part(path, keeper.open)
        path.rename(tmp_path / "cd34.part").write_bytes(raw)
        with pytest.raises(Damaged):
            Part(tmp_path / "cd34.part", keeper.open)


def test_a_folder_of_parts_that_others_can_read_is_refused(
    three: tuple[str, ...], tmp_path: Path
) -> None:
    parts_folder(tmp_path / "out").mkdir(mode=0o755)
    result = run("jsonl", tmp_path / "out", *three, "--jobs", "1")
    assert isinstance(result.exception, WrongUse)
    assert "yours alone" in str(result.exception)


def test_without_ray_one_sentence_names_the_extra(
    three: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    result = run("jsonl", tmp_path / "out", *three, "--ray")
    assert isinstance(result.exception, WrongUse)
    assert str(result.exception) == "--ray needs Ray; install Candor with the extra `ray`."
    assert list(tmp_path.glob("out*")) == []


def test_a_session_behind_ray_is_not_taken_for_an_address(
    three: tuple[str, ...], tmp_path: Path
) -> None:
    result = run("jsonl", tmp_path / "out", *three[1:], "--ray", three[0])
    assert isinstance(result.exception, WrongUse)
    assert "no address of a Ray cluster" in str(result.exception)
