"""The keeper as a real process: what it does and refuses, and that its memory stays its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import recorder
from recorder.consent import dsse
from recorder.consent.register import Register
from recorder.errors import Damaged, Locked, NotOurs, StorageError, WrongUse
from recorder.session.journal import JournalWriter, new_session_id
from recorder.session.model import Chunk, Desktop, Rect, Scope, SessionMeta
from recorder.vault import keeper as keeper_module
from recorder.vault import wire
from recorder.vault.home import Home
from recorder.vault.identity import Identity, load_public
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import load_recording_key
from recorder.vault.unlock import Unlock
from recorder.vault.wire import Reply, Request

CHECKOUT = Path(recorder.__file__).resolve().parent.parent
WAIT_S = 20.0

CLIENT = """
import sys, time
from pathlib import Path
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
with Keeper(Home(Path(sys.argv[1]))) as keeper:
    print(keeper.process_state()[1], flush=True)
    time.sleep(600)
"""

SPY = """
import os, subprocess, tempfile
from pathlib import Path
from recorder.vault.home import Home
from recorder.vault.keeper_client import Keeper
with tempfile.TemporaryDirectory() as folder, Keeper(Home(Path(folder) / "home")) as keeper:
    keeper.make_identity("spring in the air")
    plain = subprocess.Popen(["sleep", "60"])
    for pid in (keeper.process_state()[1], plain.pid):
        for name in ("environ", "maps", "mem"):
            try:
                os.open(f"/proc/{pid}/{name}", os.O_RDONLY)
                print(name, "read")
            except PermissionError:
                print(name, "refused")
    plain.kill()
    plain.wait()
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path, int]:
    """A home with an identity behind a passphrase, and a session with a large record."""
    home = Home(tmp_path_factory.mktemp("recorded") / "candor")
    with Keeper(home) as keeper:
        keeper.make_identity("spring in the air")
        receipt = Register(home).give(frozenset({Scope.SCREEN}), keeper.sign)
    meta = SessionMeta(
        session=new_session_id(),
        task="canary task",
        started_at=datetime.now(UTC).isoformat(),
        desktop=Desktop(100, 100, ()),
        captured=Rect(0, 0, 100, 100),
        fps=30,
        scopes=(Scope.SCREEN,),
        campaign="personal",
        platform="test",
        program="test",
    )
    key = load_recording_key(home)
    writer = JournalWriter(home.sessions, receipt, key, meta, datetime.now(UTC))
    for number in range(3):
        data = bytes([number]) * 300_000
        frames = ((number, number * 1_000_000, True, len(data)),)
        writer.append_media(Chunk(number, 100, 100, frames, data))
    writer.end("stopped", 3_000_000)
    writer.close()
    return home, writer.path, 5


@pytest.fixture
def unlocked(recorded: tuple[Home, Path, int]) -> Iterator[Keeper]:
    with Keeper(recorded[0]) as keeper:
        keeper.unlock(Unlock(prompt=lambda: "spring in the air"))
        yield keeper


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state == "Z"


def wait_until_gone(pid: int) -> None:
    end = time.monotonic() + WAIT_S
    while not is_gone(pid):
        assert time.monotonic() < end, "The keeper is still there."
        time.sleep(0.02)


def test_a_session_is_read_through_the_keeper(
    unlocked: Keeper, recorded: tuple[Home, Path, int]
) -> None:
    records = list(unlocked.read_session(recorded[1]))

    assert [each.index for each in records] == list(range(recorded[2]))
    assert b"canary task" in records[0].payload
    assert all(bytes([number]) * 300_000 in records[number + 1].payload for number in range(3))


def test_a_session_that_is_not_read_to_its_end_is_left_behind(
    unlocked: Keeper, recorded: tuple[Home, Path, int]
) -> None:
    first = unlocked.read_session(recorded[1])
    next(first)

    assert len(list(unlocked.read_session(recorded[1]))) == recorded[2]
    with pytest.raises(WrongUse):
        next(first)


def test_a_damaged_session_yields_its_good_part_and_then_says_so(
    unlocked: Keeper, recorded: tuple[Home, Path, int], tmp_path: Path
) -> None:
    raw = bytearray(recorded[1].read_bytes())
    raw[len(raw) // 2] ^= 1
    damaged = tmp_path / recorded[1].name
    damaged.write_bytes(raw)

    records = unlocked.read_session(damaged)
    assert next(records).index == 0
    with pytest.raises(Damaged):
        list(records)


def test_another_workers_session_is_refused(
    recorded: tuple[Home, Path, int], tmp_path: Path
) -> None:
    with Keeper(Home(tmp_path / "other")) as keeper:
        keeper.make_identity("another passphrase")
        with pytest.raises(NotOurs):
            list(keeper.read_session(recorded[1]))


def test_a_missing_session_is_the_same_error_as_without_a_pipe(unlocked: Keeper) -> None:
    with pytest.raises(StorageError):
        list(unlocked.read_session(Path("absent.candor")))


def test_nothing_is_read_or_signed_before_unlocking(recorded: tuple[Home, Path, int]) -> None:
    with Keeper(recorded[0]) as keeper:
        for ask in (
            lambda: list(keeper.read_session(recorded[1])),
            lambda: keeper.sign(dsse.RECEIPT, b"{}"),
            keeper.recovery_key,
            lambda: keeper.seal("title", b"x"),
        ):
            with pytest.raises(Locked, match="locked"):
                ask()


def test_a_wrong_passphrase_is_refused(recorded: tuple[Home, Path, int]) -> None:
    with Keeper(recorded[0]) as keeper:
        with pytest.raises(Locked, match="passphrase is wrong"):
            keeper.unlock(Unlock(prompt=lambda: "spring in the hair"))
        with pytest.raises(Locked, match="locked"):
            keeper.recovery_key()


def test_without_any_way_in_the_sentence_names_the_ways(recorded: tuple[Home, Path, int]) -> None:
    with Keeper(recorded[0]) as keeper, pytest.raises(Locked, match="CANDOR_PASSPHRASE_FILE"):
        keeper.unlock(Unlock())


def test_a_named_passphrase_file_comes_before_the_prompt(
    recorded: tuple[Home, Path, int], tmp_path: Path
) -> None:
    named = tmp_path / "named"
    named.touch(mode=0o600)
    named.write_text("spring in the air\n")

    def never() -> str:
        raise AssertionError("the person was asked")

    with Keeper(recorded[0]) as keeper:
        keeper.unlock(Unlock(named, never))
        named.chmod(0o644)
        with pytest.raises(Locked, match="open to others"):
            keeper.unlock(Unlock(named, never))


def test_without_a_keyring_an_identity_behind_it_is_not_made(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")

    with Keeper(home) as keeper, pytest.raises(Locked, match="keyring"):
        keeper.make_identity()
    assert not home.vault.exists()
    assert not home.identity_public.exists()


def test_an_identity_is_never_overwritten(recorded: tuple[Home, Path, int]) -> None:
    before = recorded[0].vault.read_bytes()

    with Keeper(recorded[0]) as keeper, pytest.raises(WrongUse, match="already"):
        keeper.make_identity("another passphrase")
    assert recorded[0].vault.read_bytes() == before


def test_a_lost_vault_is_restored_with_the_recovery_key_and_reads_old_sessions(
    unlocked: Keeper, recorded: tuple[Home, Path, int], tmp_path: Path
) -> None:
    home = Home(tmp_path / "new machine").ensure()
    home.identity_public.write_bytes(recorded[0].identity_public.read_bytes())

    with Keeper(home) as keeper:
        with pytest.raises(WrongUse, match="recovery key"):
            keeper.make_identity("new passphrase")
        keeper.restore_identity(unlocked.recovery_key(), "new passphrase")
        with pytest.raises(NotOurs, match="lock of this session"):
            list(keeper.read_session(recorded[1]))
        # A backup holds these beside the journals.
        for folder in ("epochs", "locks"):
            shutil.copytree(recorded[0].root / folder, home.root / folder, dirs_exist_ok=True)
        assert len(list(keeper.read_session(recorded[1]))) == recorded[2]
    assert load_public(home).worker == load_public(recorded[0]).worker


def test_a_strangers_recovery_key_changes_nothing(
    recorded: tuple[Home, Path, int], tmp_path: Path
) -> None:
    before = recorded[0].vault.read_bytes()
    with Keeper(Home(tmp_path / "stranger")) as stranger:
        stranger.make_identity("another passphrase")
        foreign = stranger.recovery_key()

    with Keeper(recorded[0]) as keeper, pytest.raises(NotOurs):
        keeper.restore_identity(foreign, "new passphrase")
    assert recorded[0].vault.read_bytes() == before


def test_a_replaced_public_identity_is_noticed_when_unlocking(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with Keeper(home) as keeper:
        keeper.make_identity("spring in the air")
    Identity.generate().publish(home)

    with Keeper(home) as keeper, pytest.raises(Damaged, match=r"replaced identity\.pub"):
        keeper.unlock(Unlock(prompt=lambda: "spring in the air"))


def test_small_blobs_open_only_at_their_place(unlocked: Keeper) -> None:
    sealed = unlocked.seal("title of one", b"my title")

    assert b"my title" not in sealed
    assert unlocked.open("title of one", sealed) == b"my title"
    for place, blob in (
        ("title of two", sealed),
        ("title of one", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        ("", b""),
    ):
        with pytest.raises(Damaged):
            unlocked.open(place, blob)


def test_the_keeper_signs_only_the_documents_it_knows(unlocked: Keeper) -> None:
    for kind in (dsse.IDENTITY, "application/json", ""):
        with pytest.raises(WrongUse):
            unlocked.sign(kind, b"{}")


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the dumpable flag")
def test_the_keeper_is_not_dumpable_and_its_environment_is_clean(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CANDOR_CANARY", "seen")
    monkeypatch.setenv("LD_PRELOAD", "")

    with Keeper(Home(tmp_path / "home")) as keeper:
        dumpable, pid = keeper.process_state()
        assert dumpable == 0
        limits = Path(f"/proc/{pid}/limits").read_text().splitlines()
        (core,) = (line.split() for line in limits if line.startswith("Max core file size"))
        assert core[4:6] == ["0", "0"]
        if os.geteuid() == 0:
            environment = Path(f"/proc/{pid}/environ").read_bytes()
            assert b"CANDOR" not in environment
            assert b"LD_" not in environment


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_another_process_of_the_same_user_cannot_read_the_keepers_memory() -> None:
    # Root may read everything, unless it gave up its capabilities before it began.
    powerless: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root can read everything, and setpriv is not here to take that away")
        powerless = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        (*powerless, sys.executable, "-c", SPY),
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    keeper, plain = done.stdout.split("\n")[:3], done.stdout.split("\n")[3:5]
    assert keeper == ["environ refused", "maps refused", "mem refused"], done.stderr
    # The same spy reads an ordinary process of the same user, so it was the keeper that refused.
    assert plain == ["environ read", "maps read"]


def test_the_keeper_ends_when_its_client_is_killed(recorded: tuple[Home, Path, int]) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    command = (sys.executable, "-c", CLIENT, str(recorded[0].root))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as client:
        assert client.stdout is not None
        keeper = int(client.stdout.readline())
        assert not is_gone(keeper)
        client.send_signal(signal.SIGKILL)

    wait_until_gone(keeper)


def test_the_keeper_ends_with_its_block_and_cannot_be_asked_after(tmp_path: Path) -> None:
    with Keeper(Home(tmp_path / "home")) as keeper:
        pid = keeper.process_state()[1]

    assert is_gone(pid)
    with pytest.raises(Locked):
        keeper.recovery_key()


def test_a_keeper_that_died_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    with Keeper(Home(tmp_path / "home")) as keeper:
        os.kill(keeper.process_state()[1], signal.SIGKILL)
        with pytest.raises(Locked, match="gone"):
            keeper.recovery_key()


def test_the_keeper_ends_when_nobody_asks_for_long(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keeper_module, "IDLE_MAX_S", 0.05)
    ours, theirs = socket.socketpair()

    with ours, theirs:
        keeper_module.serve(theirs, keeper_module.Keeper(Home(tmp_path / "home")))


@pytest.mark.parametrize(
    "untrusted", [b"\xff\xff\xff\xff", b"\x00\x00\x00\x04junk", b"\x00\x00\x00\x08cut", b"\x00"]
)
def test_a_client_that_breaks_the_protocol_is_left(untrusted: bytes, tmp_path: Path) -> None:
    ours, theirs = socket.socketpair()

    with ours, theirs:
        ours.sendall(untrusted)
        ours.shutdown(socket.SHUT_WR)
        keeper_module.serve(theirs, keeper_module.Keeper(Home(tmp_path / "home")))


def test_a_failure_inside_the_keeper_crosses_without_its_details(tmp_path: Path) -> None:
    def broken() -> None:
        raise RuntimeError("canary secret")

    keeper = keeper_module.Keeper(Home(tmp_path / "home"), broken)
    keeper._operations["seal"] = lambda request: broken() or Reply()
    reply = keeper.answer(Request("seal"))

    assert reply.error == ("CandorError", "The keeper failed (RuntimeError).")


@pytest.mark.parametrize("length", [0, 1, wire.INLINE_MAX, wire.INLINE_MAX + 1, 5_000_000])
def test_answers_of_any_length_cross_the_pipe(length: int) -> None:
    ours, theirs = socket.socketpair()
    reply = Reply((1, 2), os.urandom(length))

    with ours, theirs:
        wire.send_reply(theirs, reply)
        assert wire.receive_reply(ours) == reply
    assert not [each for each in os.listdir("/dev/shm") if "candor" in each]
