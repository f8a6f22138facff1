"""`candor verify`, sealed and opened: what it checks, and that it says which of the two it did."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from recorder.consent import dsse
from recorder.crypto import SignPrivate, sha256
from recorder.errors import CandorError, Locked, NotOurs, StorageError, VersionRefused
from recorder.session import events as ev
from recorder.session import layout
from recorder.session.codec import BATCH_VERSION
from recorder.session.journal import Ending, new_session_id
from recorder.session.layout import Header, RecordType
from recorder.session.opening import PlainRecord
from recorder.session.reader import Session
from recorder.session.scan import SessionState
from recorder.session.verify import Report, certified_by, verify_opened, verify_sealed
from recorder.vault.home import Home
from recorder.vault.identity import Identity
from recorder.vault.keeper_client import Keeper
from recorder.vault.recording_key import certificate_payload
from studio.commands.verify import verify
from tests.conftest import PASSPHRASE
from tests.session_helpers import (
    SECOND,
    Worker,
    begin,
    encoded,
    make_worker,
    plain_records,
    record_spans,
    shown,
    write_session,
)


@pytest.fixture(scope="module")
def worker(tmp_path_factory: pytest.TempPathFactory) -> Worker:
    return make_worker(tmp_path_factory.mktemp("worker") / "candor")


@pytest.fixture(scope="module")
def session(worker: Worker) -> Path:
    return write_session(worker)


def no_pictures(session: Session) -> None:
    """For tests that are not about pictures."""


def sealed(worker: Worker, path: Path) -> Report:
    return verify_sealed(path, certified_by(worker.identity.sign.public()))


def opened(worker: Worker, path: Path, decode: Callable[[Session], None] = no_pictures) -> Report:
    check = certified_by(worker.identity.sign.public())
    return verify_opened(path, check, lambda each: plain_records(each, worker), decode)


def test_a_whole_session_is_good_and_the_report_says_what_was_done(
    worker: Worker, session: Path
) -> None:
    report = sealed(worker, session)
    assert report.good
    assert (report.state, report.unlocked, report.records) == ("complete", False, 8)
    assert (report.events, report.frames) == (None, None)
    assert report.bytes == session.stat().st_size

    report = opened(worker, session)
    assert report.good
    assert (report.state, report.unlocked, report.events, report.frames) == (
        "complete",
        True,
        10,
        3,
    )


def test_an_interrupted_session_is_a_state_and_no_fault(worker: Worker) -> None:
    path = write_session(worker, end=False)

    assert (sealed(worker, path).state, sealed(worker, path).good) == ("interrupted", True)
    assert (opened(worker, path).state, opened(worker, path).good) == ("interrupted", True)


def test_a_session_that_is_being_recorded_says_so(worker: Worker) -> None:
    journal = begin(worker)

    assert sealed(worker, journal.path).state == SessionState.RECORDING
    assert opened(worker, journal.path).state == SessionState.RECORDING
    journal.discard()


def test_a_file_under_the_name_of_another_session_is_damaged(
    worker: Worker, session: Path, tmp_path: Path
) -> None:
    other = tmp_path / f"{secrets.token_hex(16)}.candor"
    shutil.copy(session, other)

    assert sealed(worker, other).problem == "The file bears the name of another session."


def test_another_workers_session_is_refused(session: Path, tmp_path: Path) -> None:
    with pytest.raises(NotOurs, match="cannot vouch"):
        sealed(make_worker(tmp_path), session)


def test_a_session_that_is_gone_is_a_sentence(worker: Worker, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be read"):
        sealed(worker, tmp_path / "absent.candor")


def forged(
    worker: Worker, change: Callable[[Header], Header], signer: SignPrivate | None = None
) -> Path:
    """A session whose head was changed and signed anew by somebody who has the recording key."""
    path = write_session(worker)
    raw = path.read_bytes()
    head = layout.parse_head(raw)
    header = change(head.header)
    body = msgspec.json.encode(header)
    unsigned = layout.head_prefix(body, len(head.wrap)) + body + head.wrap
    signature = (signer or worker.key.sign).sign(layout.HEAD_PURPOSE, sha256(unsigned))
    path.unlink()
    made = path.with_name(f"{header.session}.candor")
    made.write_bytes(unsigned + signature + raw[head.size :])
    return made


def certificate_of(signer: Identity, worker: Worker, receipts: frozenset[bytes]) -> str:
    key, receipt = worker.key.sign.public(), worker.receipt
    payload = certificate_payload(
        key, worker.identity.public(), receipts, receipt.given_at, receipt.valid_until
    )
    return base64.b64encode(signer.envelope(dsse.CERTIFICATE, payload)).decode()


def test_a_head_with_another_consent_is_damaged(worker: Worker) -> None:
    for consent in ("ab" * 32, "no hex"):
        path = forged(worker, lambda header: msgspec.structs.replace(header, consent=consent))  # noqa: B023
        report = sealed(worker, path)
        assert (report.state, report.good) == (SessionState.DAMAGED, False)
        assert "consent" in str(report.problem) or "certificate" in str(report.problem)


def test_a_head_with_an_altered_certificate_is_damaged(worker: Worker) -> None:
    receipts = frozenset({worker.receipt.digest})
    certificates = (
        certificate_of(Identity.generate(), worker, receipts),
        certificate_of(worker.identity, worker, frozenset({b"x" * 32})),
        "AAAA",
        "no base 64",
        "ä",
    )
    for certificate in certificates:
        path = forged(
            worker,
            lambda header: msgspec.structs.replace(header, certificate=certificate),  # noqa: B023
        )
        report = sealed(worker, path)
        assert (report.state, report.good, report.records) == (SessionState.DAMAGED, False, 0)


def test_a_head_signed_anew_does_not_fit_the_records_behind_it(worker: Worker) -> None:
    path = forged(worker, lambda header: msgspec.structs.replace(header, started_at="1999-01-01"))

    assert "Record 0 of the session was altered" in str(sealed(worker, path).problem)


def test_a_head_signed_by_a_key_that_was_never_certified_is_damaged(worker: Worker) -> None:
    thief = SignPrivate.generate()
    path = forged(
        worker,
        lambda header: msgspec.structs.replace(header, recording_key=thief.public().raw.hex()),
        thief,
    )

    assert "recording key that is not yours" in str(sealed(worker, path).problem)


def test_a_whole_session_by_a_thief_is_damaged(worker: Worker, tmp_path: Path) -> None:
    """Everything is made anew, and only the name of the worker is borrowed."""
    other = make_worker(tmp_path)
    stolen = forged(other, lambda header: msgspec.structs.replace(header, worker=worker.id))

    assert "not certified by this identity" in str(sealed(worker, stolen).problem)


def test_a_newer_format_is_refused_and_not_called_damaged(
    worker: Worker, session: Path, tmp_path: Path
) -> None:
    raw = bytearray(session.read_bytes())
    raw[8:10] = (3).to_bytes(2, "big")
    newer = tmp_path / session.name
    newer.write_bytes(raw)

    with pytest.raises(VersionRefused, match="format version 3; this Candor reads up to 2"):
        sealed(worker, newer)


def test_events_of_a_newer_version_are_refused_and_not_called_damaged(worker: Worker) -> None:
    path = write_session(worker)

    def records(path: Path) -> Iterator[PlainRecord]:
        for record in plain_records(path, worker):
            if record.type == RecordType.EVENTS:
                newer = bytes([BATCH_VERSION + 1])
                yield PlainRecord(record.index, record.type, newer + record.payload[1:])
            else:
                yield record

    with pytest.raises(VersionRefused):
        verify_opened(path, certified_by(worker.identity.sign.public()), records, no_pictures)


def test_a_keeper_that_went_away_is_not_called_damage(worker: Worker) -> None:
    path = write_session(worker)

    def records(path: Path) -> Iterator[PlainRecord]:
        yield next(iter(plain_records(path, worker)))
        raise Locked("The keeper is gone.")

    with pytest.raises(Locked):
        verify_opened(path, certified_by(worker.identity.sign.public()), records, no_pictures)


def test_what_only_a_key_can_tell_is_found_when_opened(worker: Worker) -> None:
    """Signed by the session itself, but its end counts events that are not there."""
    journal = begin(worker)
    journal.append_events([shown(0, 0, 0), ev.ConfirmEvent(1, SECOND)])
    journal.append_media(encoded([0]))
    ending = msgspec.msgpack.encode(Ending("stopped", SECOND, 3, 1))
    journal._append(RecordType.END, ending, journal._last)
    journal.sync()
    journal.close()

    assert sealed(worker, journal.path).good
    report = opened(worker, journal.path)
    assert (report.unlocked, report.state) == (True, SessionState.DAMAGED)
    assert report.problem == "The session had 3 events; 2 are there."


def test_a_picture_that_cannot_be_decoded_is_found_when_opened(worker: Worker) -> None:
    from studio.commands.verify import _decode_pictures

    journal = begin(worker)
    chunk = encoded([0])
    noise = secrets.token_bytes(len(chunk.data))
    journal.append_events([shown(0, 0, 0)])
    journal.append_media(msgspec.structs.replace(chunk, data=noise))
    journal.end("stopped", 0)

    report = opened(worker, journal.path, _decode_pictures)

    assert (report.state, report.good) == (SessionState.DAMAGED, False)
    assert "cannot be decoded" in str(report.problem)


# The command, with a keeper process of its own.


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Worker, Path]:
    """A worker whose vault lies behind the passphrase that all tests use, and a session."""
    home = Home(tmp_path_factory.mktemp("kept") / "candor")
    worker = make_worker(home.root)
    home.identity_public.unlink()
    from recorder.vault.identity import recovery_text

    with Keeper(home) as keeper:
        keeper.restore_identity(recovery_text(worker.identity.seed), PASSPHRASE)
    return worker, write_session(worker)


@pytest.fixture
def at_home(kept: tuple[Worker, Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CANDOR_HOME", str(kept[0].home.root))
    return kept[1]


def run(*words: str | Path) -> Result:
    """Run the command; a CandorError is raised as it reaches the command line's own handler."""
    result = CliRunner().invoke(verify, [str(word) for word in words])
    if isinstance(result.exception, CandorError):
        raise result.exception
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_verify_unlocks_when_it_can_and_says_so(at_home: Path) -> None:
    result = run(at_home.stem[:8])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{at_home.stem}  complete  8 records, 10 events, 3 frames, unlocked\n"

    facts = json.loads(run(at_home.stem, "--json").stdout)
    assert (facts["unlocked"], facts["events"], facts["problem"]) == (True, 10, None)


def test_verify_sealed_asks_for_no_key(at_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", "absent")

    result = run(at_home.stem, "--sealed")

    assert result.stdout == f"{at_home.stem}  complete  8 records, not unlocked\n"
    facts = json.loads(run(at_home.stem, "--sealed", "--json").stdout)
    assert (facts["unlocked"], facts["events"], facts["state"]) == (False, None, "complete")


def test_verify_without_any_way_in_checks_the_sealed_session_and_says_so(
    at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CANDOR_PASSPHRASE_FILE")

    result = run(at_home.stem, "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["unlocked"] is False
    assert result.stderr.startswith("The vault is locked")


def test_verify_does_not_pass_over_a_passphrase_that_is_wrong(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong"
    wrong.touch(mode=stat.S_IRUSR | stat.S_IWUSR)
    wrong.write_text("not the passphrase")
    monkeypatch.setenv("CANDOR_PASSPHRASE_FILE", str(wrong))

    with pytest.raises(Locked, match="wrong"):
        run(at_home.stem)


@pytest.mark.parametrize("option", [(), ("--sealed",)])
def test_verify_ends_with_1_on_damage_and_names_it(option: tuple[str, ...], at_home: Path) -> None:
    raw = at_home.read_bytes()
    start, end = record_spans(raw)[2]
    altered = bytearray(raw)
    altered[(start + end) // 2] ^= 1
    at_home.write_bytes(altered)
    try:
        result = run(at_home.stem, *option)
    finally:
        at_home.write_bytes(raw)

    assert result.exit_code == 1
    assert result.stdout == f"{at_home.stem}  damaged  2 records, not unlocked\n"
    assert result.stderr == "Record 2 of the session was altered: its signature does not fit.\n"


def test_verify_of_another_workers_session_is_one_sentence_and_1(
    at_home: Path, kept: tuple[Worker, Path], tmp_path: Path
) -> None:
    foreign = write_session(make_worker(tmp_path / "other"))
    here = at_home.parent / foreign.name
    os.link(foreign, here)
    try:
        for option in ((), ("--sealed",)):
            with pytest.raises(NotOurs, match="belongs to worker") as refusal:
                run(here.stem, *option)
            assert refusal.value.exit_code == 1
    finally:
        here.unlink()


def test_verify_of_an_unknown_session_is_wrong_use(at_home: Path) -> None:
    with pytest.raises(CandorError, match="No session") as refusal:
        run(new_session_id())
    assert refusal.value.exit_code == 2
